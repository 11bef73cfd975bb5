/** The lab's own certificate: its own root, so that one file in NODE_EXTRA_CA_CERTS is all the trust that a client needs. */
import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
}

const hourMs = 3_600_000;
const validForDays = 30;

/** Makes a key and a certificate for `localhost`, `127.0.0.1` and `::1`. Valid from an hour ago, for clocks that differ. */
export async function createCertificate(): Promise<Certificate> {
  const now = Date.now();
  const pem = await generate([{ name: 'commonName', value: 'spokecheck lab' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - hourMs),
    notAfterDate: new Date(now + validForDays * 24 * hourMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: pem.private, cert: pem.cert };
}
