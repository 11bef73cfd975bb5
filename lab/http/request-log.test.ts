import { tallyOf, type LoggedRequest } from './request-log';

const asked = (method: string, path: string, operation: string, status = 200): LoggedRequest => ({ method, path, operation, status });

test('counts are by kind, by subscription and by operation, and one to Entra counts as an operation only', () => {
  const { bySubscription, byOperation, ...all } = tallyOf([
    asked('POST', '/tenant/oauth2/v2.0/token', 'Entra_Token'),
    asked('GET', '/subscriptions', 'Subscriptions_List'),
    asked('GET', '/subscriptions/a/providers/x', 'List'),
    asked('GET', '/subscriptions/A/providers/x', 'List', 429),
    asked('POST', '/subscriptions/a/x/effectiveRouteTable', 'Routes', 202),
    asked('GET', '/subscriptions/b/x', 'Get'),
    { method: 'GET', path: '/subscriptions/b/unknown' },
  ]);
  expect(all).toEqual({ reads: 5, writes: 1, throttled: 1 });
  expect(Object.fromEntries(bySubscription)).toEqual({ '': { reads: 1, writes: 0, throttled: 0 }, a: { reads: 2, writes: 1, throttled: 1 }, b: { reads: 2, writes: 0, throttled: 0 } });
  expect(Object.fromEntries(byOperation)).toEqual({ Entra_Token: 1, Subscriptions_List: 1, List: 2, Routes: 1, Get: 1, '': 1 });
});

test('of nothing all counts are 0', () => {
  expect(tallyOf([])).toMatchObject({ reads: 0, writes: 0, throttled: 0 });
});
