/** The data that the page's script works with. */
import type { Results } from '../report/results';
import { groupsOf, mostInMatrix } from './matrix-view';
import type { Naming } from './naming';

/** JSON that ends no script element and breaks no line, whatever is in it. */
export const safeJson = (value: unknown): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

export function islandOf({ matrix, routes, network }: Results, { spokes, name }: Naming): unknown {
  return {
    spokes: spokes.map((spoke) => spoke.name),
    groups: spokes.length > mostInMatrix ? groupsOf(spokes).map((group) => group.spokes) : [],
    matrix: matrix ?? { rows: [], logins: [], why: [], texts: [] },
    pool: routes?.pool ?? [],
    nics: routes?.nics.map(({ nic, vm, spoke, rows, decides = [] }) => ({ name: name(nic), vm: vm === undefined ? '' : name(vm), spoke, rows, decides })) ?? [],
    holders: Object.fromEntries([
      ...(network?.hops.flatMap(({ addresses, id, kind }) => addresses.map((address): [string, string] => [address, id === undefined ? 'held by nothing that was read' : `${kind === 'machine' ? 'appliance' : kind.replace('-', ' ')} ${name(id)}`])) ?? []),
      ...(network?.routeServer?.addresses.map((address): [string, string] => [address, 'the Route Server']) ?? []),
    ]),
  };
}
