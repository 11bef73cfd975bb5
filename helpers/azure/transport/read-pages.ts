/** Reads one of ARM's lists to its end, page by page. An empty page may have a nextLink; the list ends where there is none. */
import { field, parsed } from '../problem/arm-error';
import { MalformedAnswer } from '../problem/errors';

interface PageOptions {
  readonly onResponse: (response: { readonly bodyAsText?: string | null }) => void;
}

interface Pages<T> {
  byPage(): AsyncIterableIterator<T[]>;
}

/** Far more than any list of ARM has; nextLinks that still go on are endless. */
const mostPages = 1000;

/**
 * The SDK turns a page without `value` into an empty one, so the body of each page is checked as it arrives.
 *
 * @param list one of the SDK's `list…` methods, given these options
 * @throws MalformedAnswer if a page holds no list, or the nextLinks are a loop or endless; and whatever the SDK throws
 */
export async function readPages<T>(list: (options: PageOptions) => Pages<T>): Promise<T[]> {
  const found: T[] = [];
  const seen = new Set<string>();
  let body: unknown;
  const pages = list({ onResponse: ({ bodyAsText }) => (body = parsed(bodyAsText)) });
  for await (const page of pages.byPage()) {
    if (!Array.isArray(field(body, 'value'))) throw new MalformedAnswer('a page holds no list named value');
    found.push(...page);
    const next = field(body, 'nextLink');
    if (typeof next !== 'string') continue;
    if (seen.has(next)) throw new MalformedAnswer('its pages lead back to one that was read before');
    if (seen.size >= mostPages) throw new MalformedAnswer(`its pages do not end after ${String(mostPages)}`);
    seen.add(next);
  }
  return found;
}
