/** Lists come in pages; where one ends before the list does, `nextLink` leads on. */
import type { WireResponse } from '../http/exchange';

/** The parameter of a link that has the place in the list. */
export const skipToken = '$skiptoken';

/**
 * The page that `url` asks for. Microsoft.Network ignores `$top`, so it is the lab that sets the size.
 *
 * @param bodiesOf what is sent of the items of a page. It may leave some out: what a caller may not read is taken out of the page that it would be on, and a page may be empty with more to come
 */
export function page<Item>(url: URL, pageSize: number, items: readonly Item[], bodiesOf: (items: readonly Item[]) => readonly unknown[] = (all) => all): WireResponse {
  const start = offsetIn(url.searchParams.get(skipToken));
  const end = start + pageSize;
  const value = bodiesOf(items.slice(start, end));
  return { status: 200, headers: {}, body: end < items.length ? { value, nextLink: linkTo(url, end) } : { value } };
}

function linkTo(url: URL, offset: number): string {
  const link = new URL(url);
  link.searchParams.set(skipToken, Buffer.from(`offset=${offset.toString()}`).toString('base64url'));
  return link.href;
}

/** A token that this lab did not make starts at the beginning. */
function offsetIn(token: string | null): number {
  const text = token === null ? '' : Buffer.from(token, 'base64url').toString('utf8');
  return Number(/^offset=(\d+)$/.exec(text)?.[1] ?? 0);
}
