/** The effective routes of each NIC, with what each row decides. */
import { tokensIn } from '../report/record/in-short';
import type { RoutesShown } from '../report/record/shown';
import type { Results } from '../report/results';
import type { Naming } from './naming';

export interface RowView {
  readonly prefixes: string;
  readonly next: string;
  readonly source: string;
  readonly state: string;
  /** Names of the spokes that it decides for; absent for none. */
  readonly decides?: string;
}

export interface NicView {
  readonly name: string;
  readonly words: string;
  /** Absent where there are so many in all that the page makes them when they are asked for. */
  readonly rows?: readonly RowView[];
}

/** Rows in all that are in the page from the beginning. */
const mostRows = 4_000;

export function nicsIn({ routes, network }: Results, naming: Naming): NicView[] {
  if (!routes) return [];
  const places = routes.nics.map(({ rows }) => tokensIn(rows).map(Number));
  const isSmall = places.reduce((sum, rows) => sum + rows.length, 0) <= mostRows;
  return routes.nics.map((nic, index) => {
    const spoke = nic.spoke === undefined ? undefined : naming.spokes[nic.spoke];
    const machine = nic.spoke === undefined ? undefined : network?.spokes[nic.spoke]?.machines.find((one) => one.nic === nic.nic);
    const of = nic.vm === undefined ? '' : `of ${naming.name(nic.vm)}${machine ? ` (${machine.address})` : ''}`;
    return {
      name: naming.name(nic.nic),
      words: [of, spoke ? `in ${spoke.name}` : 'on the way', `${String(places[index]?.length ?? 0)} routes`].filter(Boolean).join(', '),
      ...(isSmall && { rows: (places[index] ?? []).flatMap((place) => rowOf(routes, nic, place, naming)) }),
    };
  });
}

function rowOf({ pool }: RoutesShown, { decides = [] }: RoutesShown['nics'][number], place: number, { spokes }: Naming): RowView[] {
  const row = pool[place];
  if (!row) return [];
  const of = tokensIn(decides).flatMap((token, spoke) => (token.split('+').includes(String(place)) ? (spokes[spoke]?.name ?? []) : []));
  return [
    {
      prefixes: row.prefixes.join(', '),
      next: [row.type, row.addresses.join(', ')].filter(Boolean).join(' '),
      source: [row.source, row.name].filter(Boolean).join(' '),
      state: row.state,
      ...(of.length > 0 && { decides: of.join(', ') }),
    },
  ];
}
