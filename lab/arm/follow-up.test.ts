import type { WireRequest } from '../http/exchange';
import { marked, markOf, unmarked } from './follow-up';

const following = (link: string): WireRequest => ({ method: 'GET', url: new URL(link), headers: {}, body: '' });

test('a marked link leads back to its mark, and keeps its query', () => {
  const request = following(marked('https://lab/list?api-version=2024-01-01', 3));
  expect(markOf(request)).toBe(3);
  expect(request.url.searchParams.get('api-version')).toBe('2024-01-01');
});

test('a link is marked once, by the last mark', () => {
  expect(markOf(following(marked(marked('https://lab/list', 1), 2)))).toBe(2);
});

test('the service sees the request without the mark, so that its own links do not carry it', () => {
  expect(unmarked(following(marked('https://lab/list?api-version=2024-01-01', 3))).url.href).toBe('https://lab/list?api-version=2024-01-01');
  expect(markOf(following('https://lab/list'))).toBeUndefined();
});
