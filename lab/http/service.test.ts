import type { Service, WireRequest } from './exchange';
import { firstThatKnows } from './service';

const knows = (path: string): Service => ({
  identify: ({ url }) => (url.pathname === path ? { operation: path } : undefined),
  answer: () => ({ status: 200, headers: {}, body: path }),
});

const request = (path: string): WireRequest => ({ method: 'GET', url: new URL(path, 'https://lab'), headers: {}, body: '' });

test('the first service that knows the operation answers', () => {
  const service = firstThatKnows([knows('/a'), knows('/b')], knows('/c'));
  expect(['/a', '/b', '/c'].map((path) => [service.identify(request(path))?.operation, service.answer(request(path)).body])).toEqual([
    ['/a', '/a'],
    ['/b', '/b'],
    ['/c', '/c'],
  ]);
});

test('what none knows is left to the last one', () => {
  const service = firstThatKnows([knows('/a')], knows('/c'));
  expect(service.identify(request('/x'))).toBeUndefined();
  expect(service.answer(request('/x')).body).toBe('/c');
});
