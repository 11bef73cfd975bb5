/** Results with a name in them that tries everything, as whoever may name a resource or a machine could have it. */
import type { Results } from '../../../helpers/report/results';
import { resultsSchema } from '../../../helpers/report/results';

/** Markup, script, an end of the data island, bidirectional overrides, separators of lines, and 300 characters. */
export const hostileName = `"'><img src=x onerror="hit=1"><script>hit=1<\u002fscript><!--\u202egnp.exe\u2028\u0000${'W'.repeat(220)}`;

/** In place of every mention of this name. */
export function renamed(results: Results, name: string): Results {
  const [from, to] = [JSON.stringify(name).slice(1, -1), JSON.stringify(hostileName).slice(1, -1)];
  return resultsSchema.parse(JSON.parse(JSON.stringify(results).replaceAll(from, () => to)));
}
