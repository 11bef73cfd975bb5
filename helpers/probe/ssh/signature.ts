/** Whether bytes are a signature of a key, in the form in which SSH sends it (RFC 4253, 6.6; RFC 5656, 3.1.2; RFC 8332; RFC 8709). */
import type { ParsedKey, SigningRequestOptions } from 'ssh2';

/** Two numbers of 160 bits. ssh2 verifies DSA in another form than SSH sends, and OpenSSH has dropped it: its length has to do. */
const dsaLength = 40;

/** @param hash for RSA; the other kinds of key imply it */
export function isSignature(signature: Buffer, key: ParsedKey, data: Buffer, hash?: SigningRequestOptions['hash']): boolean {
  if (key.type === 'ssh-dss') return signature.length === dsaLength;
  const isOpenSsls = (form: Buffer) => {
    const verified = key.verify(data, form, hash) as boolean | Error;
    // An error says that OpenSSL does not verify this kind, as with SHA-1 where it is forbidden: then the server decides.
    return verified === true || (key.type === 'ssh-rsa' && verified instanceof Error);
  };
  const converted = key.type.startsWith('ecdsa-') ? derOf(signature) : undefined;
  // Agents that are written with ssh2 leave an ECDSA signature in OpenSSL's form, and ssh2 converts it.
  return isOpenSsls(converted ?? signature);
}

/** An ECDSA signature as OpenSSL has it: SSH's two numbers with their lengths, as a sequence of integers (X.690). */
function derOf(signature: Buffer): Buffer | undefined {
  const r = field(signature, 0);
  const s = r && field(signature, 4 + r.length);
  if (!r || !s || r.length + s.length + 8 !== signature.length) return undefined;
  const numbers = [r, s].map((number) => Buffer.concat([Buffer.from([0x02, number.length]), number]));
  const length = r.length + s.length + 4;
  return Buffer.concat([Buffer.from(length < 0x80 ? [0x30, length] : [0x30, 0x81, length]), ...numbers]);
}

/** The longest is of P-521, with a sign. */
const longestNumber = 67;

function field(bytes: Buffer, at: number): Buffer | undefined {
  if (bytes.length < at + 4) return undefined;
  const length = bytes.readUInt32BE(at);
  const content = bytes.subarray(at + 4, at + 4 + length);
  return length > 0 && length <= longestNumber && content.length === length ? content : undefined;
}
