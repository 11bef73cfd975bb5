import { page } from './list';

interface Page {
  readonly value: unknown[];
  readonly nextLink?: string;
}

const first = new URL('https://lab/subscriptions?api-version=2024-01-01');
const pageAt = (url: URL, size: number, items: readonly unknown[]): Page => page(url, size, items).body as Page;

test('following nextLink gives every item once, in order', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];
  const seen: unknown[] = [];
  let link: string | undefined = first.href;
  while (link !== undefined) {
    const { value, nextLink } = pageAt(new URL(link), 2, items);
    seen.push(value);
    link = nextLink;
  }
  expect(seen).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('nextLink keeps the query and adds a skip token', () => {
  const link = new URL(pageAt(first, 1, ['a', 'b']).nextLink ?? '');
  expect(link.searchParams.get('api-version')).toBe('2024-01-01');
  expect(link.searchParams.get('$skiptoken')).toBeTruthy();
});

test('a list that fits one page has no nextLink, and neither has an empty one', () => {
  expect(pageAt(first, 2, ['a', 'b'])).toEqual({ value: ['a', 'b'] });
  expect(pageAt(first, 2, [])).toEqual({ value: [] });
});

test('$top is ignored, as Microsoft.Network does', () => {
  expect(pageAt(new URL(`${first.href}&$top=1`), 2, ['a', 'b']).value).toEqual(['a', 'b']);
});

test('what is left out of a page leaves the others as they are, and may leave it empty', () => {
  const onlyC = (items: readonly string[]): string[] => items.filter((item) => item === 'c');
  const { value, nextLink = '' } = page(first, 2, ['a', 'b', 'c'], onlyC).body as Page;
  expect(value).toEqual([]);
  expect(page(new URL(nextLink), 2, ['a', 'b', 'c'], onlyC).body).toEqual({ value: ['c'] });
});
