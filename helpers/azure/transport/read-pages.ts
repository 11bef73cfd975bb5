/** Reads one of ARM's lists to its end, page by page, in bounded time. An empty page may have a nextLink; the list ends where there is none. */
import { field, parsed } from '../problem/arm-error';
import { AnswerTooLarge, MalformedAnswer, OutOfTime } from '../problem/errors';
import type { AzureClients } from './azure-clients';
import { refuseWhenOver } from './time-left';

export interface PageOptions {
  readonly abortSignal: AbortSignal;
  readonly onResponse: (response: { readonly bodyAsText?: string | null }) => void;
}

export interface Pages<T> {
  byPage(): AsyncIterableIterator<T[]>;
}

/** Far more than any list of ARM has; nextLinks that still go on are endless. */
const mostPages = 1000;

/**
 * The SDK turns a page without `value` into an empty one, so the body of each page is checked as it arrives.
 *
 * @param list one of the SDK's `list…` methods, given these options
 * @param isEnough told what each page holds; where it says so, the pages that follow are not read
 * @throws MalformedAnswer if a page holds no list, or the nextLinks are a loop or endless; OutOfTime, TimeIsUp or AnswerTooLarge for all
 *   pages together; and whatever the SDK throws
 */
export async function readPages<T>(
  list: (options: PageOptions) => Pages<T>,
  { listTimeoutMs, listBytes, timeLeft }: Pick<AzureClients, 'listTimeoutMs' | 'listBytes' | 'timeLeft'>,
  isEnough: (page: readonly T[]) => boolean = () => false,
): Promise<T[]> {
  const deadline = AbortSignal.timeout(listTimeoutMs);
  const found: T[] = [];
  const seen = new Set<string>();
  let body: unknown;
  let length = 0;
  const onResponse = ({ bodyAsText }: { readonly bodyAsText?: string | null }): void => {
    length += bodyAsText?.length ?? 0;
    body = parsed(bodyAsText);
  };
  try {
    for await (const page of list({ abortSignal: deadline, onResponse }).byPage()) {
      if (length > listBytes) throw new AnswerTooLarge(listBytes);
      if (!Array.isArray(field(body, 'value'))) throw new MalformedAnswer('a page holds no list named value');
      for (const item of page) found.push(item);
      if (isEnough(page)) break;
      const next = field(body, 'nextLink');
      if (typeof next !== 'string') continue;
      if (seen.has(next)) throw new MalformedAnswer('its pages lead back to one that was read before');
      if (seen.size >= mostPages) throw new MalformedAnswer(`its pages do not end after ${String(mostPages)}`);
      seen.add(next);
    }
  } catch (error) {
    refuseWhenOver(timeLeft.signal());
    throw deadline.aborted ? new OutOfTime(listTimeoutMs) : error;
  }
  return found;
}
