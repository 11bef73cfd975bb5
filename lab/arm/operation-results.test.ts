import type { WireResponse } from '../http/exchange';
import { createOperationResults } from './operation-results';

const post = new URL('https://localhost:8443/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/n/effectiveRouteTable?api-version=2022-01-01');
const place = { subscription: 's', region: 'westus' };

const locationOf = ({ headers }: WireResponse): URL => new URL(headers['location'] ?? '');
const idIn = (location: URL): string => location.pathname.split('/').at(-1) ?? '';

test('the start is 202 with the body null and a Location in the region, signed, with the api-version of the request', () => {
  const started = createOperationResults(1).start(post, place, { value: [] });
  expect(started).toMatchObject({ status: 202, body: null, headers: { 'azure-asyncnotification': 'Enabled' } });
  const location = locationOf(started);
  expect(location.href).toMatch(/^https:\/\/localhost:8443\/subscriptions\/s\/providers\/Microsoft\.Network\/locations\/westus\/operationResults\/[0-9a-f-]{36}\?/);
  expect([...location.searchParams.keys()]).toEqual(['api-version', 't', 'c', 's', 'h']);
  expect(location.searchParams.get('api-version')).toBe('2022-01-01');
});

test('there is no Azure-AsyncOperation and no Retry-After, as recorded', () => {
  const { headers } = createOperationResults(1).start(post, place, {});
  expect(Object.keys(headers)).toEqual(['location', 'azure-asyncnotification', 'x-ms-arm-service-request-id']);
});

test('the first poll is 202, the second has the result, and so have all later ones', () => {
  const results = createOperationResults(1);
  const location = locationOf(results.start(post, place, { value: ['row'] }));
  const polls = [1, 2, 3].map(() => results.poll(location, idIn(location)));
  expect(polls.map((poll) => [poll?.status, poll?.body])).toEqual([
    [202, null],
    [200, { value: ['row'] }],
    [200, { value: ['row'] }],
  ]);
});

test('each poll signs the Location anew and keeps the operation and its service request id', () => {
  const results = createOperationResults(1);
  const started = results.start(post, place, {});
  const location = locationOf(started);
  const polled = results.poll(location, idIn(location));
  const again = locationOf(polled ?? started);
  expect(again.pathname).toBe(location.pathname);
  expect(again.searchParams.get('s')).not.toBe(location.searchParams.get('s'));
  expect(polled?.headers['x-ms-arm-service-request-id']).toBe(started.headers['x-ms-arm-service-request-id']);
});

test('how many polls it takes can be set', () => {
  const results = createOperationResults(0);
  const location = locationOf(results.start(post, place, 'done'));
  expect(results.poll(location, idIn(location))).toMatchObject({ status: 200, body: 'done' });
});

test('an operation that was never started is not there', () => {
  expect(createOperationResults(1).poll(post, 'unknown')).toBeUndefined();
});

test('where an operation takes time, it is time that counts, however often it is polled', () => {
  const clock = { ms: 500 };
  const results = createOperationResults(1, { now: () => clock.ms, ofOperation: () => 10_000 });
  const location = locationOf(results.start(post, place, { value: [] }));
  const statusAt = (ms: number): number | undefined => {
    clock.ms = ms;
    return results.poll(location, idIn(location))?.status;
  };
  expect([500, 600, 10_499, 10_500, 10_600].map(statusAt)).toEqual([202, 202, 202, 200, 200]);
});
