/** The README's table of the checks, from the list of checks itself. */
import { allChecks } from '../helpers/checks/all-checks';

const [start, end] = ['<!-- checks -->\n', '<!-- /checks -->'];

const table = (): string => ['| id | statement |', '|---|---|', ...allChecks.map(({ id, sentence }) => `| ${id} | ${sentence} |`), ''].join('\n');

/** The page with the table put between its marks. Throws where it has none. */
export function withChecksTable(page: string): string {
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error('The page has no place for the table of checks.');
  return page.slice(0, from + start.length) + table() + page.slice(to);
}
