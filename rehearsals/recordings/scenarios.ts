/** The recordings of real traffic, scenario by scenario. They are not part of the project: SPOKECHECK_RECORDINGS names their folder. */
import { recordedExchanges, recordedFile, type Recorded } from '../../helpers/azure/testing/recordings';

/** All of them, in the order of the index. */
export const scenarios = (): string[] => (recordedFile('INDEX') as { file: string }[]).map(({ file }) => file.replace(/\.json$/, ''));

export const isPoll = ({ request: { method, url } }: Recorded): boolean => method === 'GET' && /\/operation(Result|Statuse)?s\//i.test(url);

/**
 * The exchanges of a scenario, with each poll the one that started the operation: the last that was not a GET. Whoever published a
 * recording changed the names in a path and in a Location differently, so nothing else shows it.
 */
export function withStarts(scenario: string): { readonly exchange: Recorded; readonly start?: Recorded }[] {
  let start: Recorded | undefined;
  return recordedExchanges(scenario).map((exchange) => {
    if (!isPoll(exchange)) start = exchange.request.method === 'GET' ? undefined : exchange;
    return { exchange, ...(isPoll(exchange) && start && { start }) };
  });
}
