import { gunzipSync, gzipSync } from 'node:zlib';
import type { Delivery } from '../http/exchange';
import type { Act, Incident } from './incident';
import { withIncidents } from './incidents';
import { withExchanges, type Exchange } from './observe-exchanges';
import { armWithoutAPort, principal } from './testing/arm-without-a-port';
import { spokeNetwork } from './testing/estate';

const network = `${spokeNetwork}/virtualNetworks/spoke`;
const list = `${spokeNetwork}/virtualNetworks`;
const routes = `${spokeNetwork}/networkInterfaces/runs-nic/effectiveRouteTable`;
const elsewhere = { https: 'https://localhost:1', http: 'http://localhost:2' };

/** The delivery of one request, and what the lab keeps of the exchange. */
function ask(act: Act, path: string, method = 'GET'): { delivery: Delivery; exchange: Exchange | undefined } {
  const { service, request } = armWithoutAPort();
  const incidents: Incident[] = [{ match: {}, act }];
  let exchange: Exchange | undefined;
  const deliver = withExchanges(
    service,
    (observed) => withIncidents(observed, incidents, principal, elsewhere),
    (one) => { exchange = one; },
  );
  return { delivery: deliver(request(method, path)), exchange };
}

const to = ({ https }: { https: string }): string => `${https}/forged`;

const wholeOf = (delivery: Delivery): Extract<Delivery, { kind: 'whole' }> => {
  if (delivery.kind !== 'whole') throw new Error(delivery.kind);
  return delivery;
};

test('a list leads elsewhere for its next page', () => {
  const { delivery, exchange } = ask({ kind: 'leads-away', by: 'nextLink', to }, list);
  expect(JSON.parse(wholeOf(delivery).text)).toMatchObject({ nextLink: 'https://localhost:1/forged' });
  expect(exchange?.isAltered).toBe(true);
});

const byHeader = ['location', 'azure-asyncoperation'] as const;

test.each(byHeader)('an operation leads elsewhere by %s, and nothing of the exchange counts as Azure’s', (by) => {
  const { delivery, exchange } = ask({ kind: 'leads-away', by, to }, routes, 'POST');
  const { status, headers } = wholeOf(delivery);
  expect({ status, link: headers[by], ...(by === 'location' ? {} : { location: headers['location'] }) }).toEqual({
    status: 202,
    link: 'https://localhost:1/forged',
    ...(by === 'location' ? {} : { location: undefined }),
  });
  expect(exchange?.isAltered).toBe(true);
});

test.each([301, 302, 303, 307, 308] as const)('%d sends the client elsewhere, without a body', (by) => {
  const { delivery, exchange } = ask({ kind: 'leads-away', by, to }, network);
  expect(wholeOf(delivery)).toMatchObject({ status: by, headers: { location: 'https://localhost:1/forged' }, text: '' });
  expect(exchange?.isAltered).toBe(true);
});

test('an answer may repeat what it was asked with', () => {
  const { delivery } = ask({ kind: 'reply', by: ({ headers }) => ({ status: 400, headers: {}, body: headers['authorization'] }) }, network);
  expect(wholeOf(delivery)).toMatchObject({ status: 400, text: expect.stringMatching(/^"Bearer /) as string });
});

test('an answer may be any bytes, made from the true text', () => {
  const { delivery, exchange } = ask(
    { kind: 'bytes', pieces: (text) => [gzipSync(text)], headers: { 'content-encoding': 'gzip' }, everyMs: 7 },
    network,
  );
  if (delivery.kind !== 'pieces') throw new Error(delivery.kind);
  const [piece] = [...delivery.pieces];
  expect(JSON.parse(gunzipSync(piece as Uint8Array).toString())).toMatchObject({ name: 'spoke' });
  expect(delivery).toMatchObject({ status: 200, everyMs: 7, headers: { 'content-encoding': 'gzip' } });
  expect(exchange).toMatchObject({ status: 0, isAltered: true });
});

test('pages without an end have each a link of their own', () => {
  const { service, request } = armWithoutAPort();
  const deliver = withIncidents(service, [{ match: {}, times: 1, act: { kind: 'endless-pages', everyMs: 3 } }], principal);
  const links: string[] = [];
  for (let path = list; links.length < 3; path = links.at(-1) ?? '') {
    const delivery = deliver(request('GET', path));
    if (delivery.kind !== 'pieces') throw new Error(delivery.kind);
    const [text] = [...delivery.pieces];
    links.push((JSON.parse(String(text)) as { nextLink: string }).nextLink);
  }
  expect(new Set(links).size).toBe(3);
});

test('without servers elsewhere a link leads nowhere', () => {
  const { service, request } = armWithoutAPort();
  const deliver = withIncidents(service, [{ match: {}, act: { kind: 'leads-away', by: 302, to } }], principal);
  expect(wholeOf(deliver(request('GET', network))).headers['location']).toBe('https://elsewhere.invalid/forged');
});
