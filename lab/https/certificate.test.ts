import { X509Certificate } from 'node:crypto';
import { createCertificate } from './certificate';

test('a certificate is good for localhost by name and by address, now and for days to come', async () => {
  const { cert, key } = await createCertificate();
  const certificate = new X509Certificate(cert);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.subjectAltName).toContain('IP Address:0:0:0:0:0:0:0:1');
  expect(new Date(certificate.validFrom).getTime()).toBeLessThan(Date.now());
  expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(Date.now() + 24 * 3_600_000);
  expect(key).toContain('PRIVATE KEY');
});

test('it is its own root, so that trusting it alone is enough', async () => {
  const certificate = new X509Certificate((await createCertificate()).cert);
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
});

test('two labs do not share one', async () => {
  const [one, another] = await Promise.all([createCertificate(), createCertificate()]);
  expect(one.cert).not.toBe(another.cert);
});
