import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { createCertificate, type Certificate } from './certificate';
import type { Delivery, WireRequest } from '../http/exchange';
import { startHttpsServer, type HttpsServer } from './https-server';

let certificate: Certificate;
let server: HttpsServer;
let deliver: (request: WireRequest) => Delivery;

beforeAll(async () => {
  certificate = await createCertificate();
});

beforeEach(async () => {
  server = await startHttpsServer({ certificate, deliver: (asked) => deliver(asked) });
});

afterEach(() => server.close());

/** Rejects with the error of the connection. */
async function ask(path: string, options: { method?: string; body?: string; trusted?: boolean } = {}): Promise<{ status: number | undefined; text: string }> {
  const outgoing = request(new URL(path, server.origin), {
    agent: false,
    method: options.method ?? 'GET',
    ...(options.trusted === false ? {} : { ca: certificate.cert }),
  });
  outgoing.end(options.body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
  return { status: incoming.statusCode, text };
}

const whole = (text: string): Delivery => ({ kind: 'whole', status: 200, headers: { 'content-type': 'text/plain' }, text });

test('a request reaches the service with method, URL, headers and body', async () => {
  deliver = ({ method, url, headers, body }) => whole(JSON.stringify([method, url.href, headers['host'], body]));
  const { text } = await ask('/a%20b?c=d', { method: 'POST', body: 'grüß' });
  expect(JSON.parse(text)).toEqual(['POST', `${server.origin}/a%20b?c=d`, new URL(server.origin).host, 'grüß']);
});

test('the address is that of loopback, by the name in the certificate', () => {
  expect(server.origin).toMatch(/^https:\/\/localhost:\d+$/);
});

test('a client that does not trust the certificate is not served', async () => {
  deliver = () => whole('secret');
  await expect(ask('/', { trusted: false })).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

test('a reset breaks the connection before anything is sent', async () => {
  deliver = () => ({ kind: 'reset' });
  await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a delivery that is cut midway breaks the connection after the headers and half of the body', async () => {
  deliver = () => ({ kind: 'cut-midway', status: 200, headers: {}, text: 'first half, second half' });
  const outgoing = request(server.origin, { agent: false, ca: certificate.cert }).end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await expect(once(incoming, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect([incoming.statusCode, incoming.headers['content-length'], text]).toEqual([200, '23', 'first half,']);
});

test('a stalled request is still waiting when another is answered, and ends when the server closes', async () => {
  deliver = ({ url }) => (url.pathname === '/stalls' ? { kind: 'stall' } : whole('answered'));
  const stalled = ask('/stalls');
  const outcome = expect(stalled).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(ask('/')).resolves.toMatchObject({ text: 'answered' });
  await server.close();
  await outcome;
});

test('nothing listens after closing, and closing again is harmless', async () => {
  await server.close();
  await server.close();
  await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a service that throws is reported as a broken lab, not as Azure', async () => {
  deliver = () => {
    throw new Error('the subnet of nic: there is no virtual network "gone"');
  };
  const { status, text } = await ask('/');
  expect(status).toBe(500);
  expect(JSON.parse(text)).toEqual({ error: { code: 'LabFailure', message: 'the subnet of nic: there is no virtual network "gone"' } });
});
