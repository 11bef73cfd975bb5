/** Effective routes from public command-line output, for cases that no recording covers. */
import { recordedFile } from '../../helpers/azure/testing/recordings';
import type { EffectiveRoute } from '../../helpers/estate/survey';

interface Transcript {
  readonly effectiveRouteRows: readonly { readonly row: { readonly nextHopType: string } }[];
  /** Source, state, prefix, next hop type, next hop address or nothing. */
  readonly effectiveRouteTables_asTable: readonly { readonly case: string; readonly rows: readonly (readonly [string, string, string, string, string])[] }[];
}

const transcript = (): Transcript => recordedFile('not-http') as Transcript;

export const transcribedTables = (): { name: string; routes: EffectiveRoute[] }[] =>
  transcript().effectiveRouteTables_asTable.map(({ case: name, rows }) => ({
    name,
    routes: rows.map(([source, state, prefix, nextHopType, nextHop]) => ({ source, state, addressPrefixes: [prefix], nextHopType, nextHopIpAddresses: nextHop === '' ? [] : [nextHop] })),
  }));

/** The next hop types in all of it. */
export const transcribedNextHopTypes = (): string[] => [
  ...transcript().effectiveRouteRows.map(({ row }) => row.nextHopType),
  ...transcribedTables().flatMap(({ routes }) => routes.map(({ nextHopType }) => nextHopType)),
];
