/** The one writer of an effective route: in a sentence, and as a line of evidence. */
import type { MatchingRoute } from '../estate/route-selection';
import type { EffectiveRoute } from '../estate/survey';
import { aligned, atMost } from './aligned';
import { nextHopWords } from './transit-words';

/** `User tospoke2`. */
export const sourceWords = ({ source, name }: EffectiveRoute): string => [source, name].filter(Boolean).join(' ');

/** `10.0.0.0/8 → None (Default)`, `10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User tospoke2)`. */
export const rowWords = ({ route, prefix }: MatchingRoute): string => `${prefix} → ${nextHopWords(route)} (${sourceWords(route)})`;

/** A line for each matching row, the deciding ones marked; rows that are not Active never decide. */
export function routeLines(matching: readonly MatchingRoute[], deciding: readonly MatchingRoute[]): string[] {
  // By content, for findings may have been written to a file and read again.
  const rows = new Set(deciding.map((row) => JSON.stringify(row)));
  const decides = (row: MatchingRoute): boolean => rows.has(JSON.stringify(row));
  return atMost(aligned(matching.map((row) => [decides(row) ? 'decides' : '', row.prefix, '→', nextHopWords(row.route), sourceWords(row.route), row.route.state])));
}
