/** What connects two spokes directly, past the transit: a peering, or a connected group of Azure Virtual Network Manager, which no peering object shows. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import { sameId } from '../estate/resource-id';
import type { MatchingRoute } from '../estate/route-selection';
import { readingIn } from '../estate/reading-in';
import type { EffectiveRoute } from '../estate/survey';
import type { FactOf } from '../findings/finding';

type DirectWay = FactOf<'spokes-peered' | 'spokes-connected'>;

/** @param deciding rows that lead directly. @returns undefined where the spokes are not connected, so that the rows lead to another network. */
export function directWay(estate: Estate, from: MachineNic, to: MachineNic, deciding: readonly MatchingRoute[]): DirectWay | undefined {
  const group = deciding.find(({ route }) => route.nextHopType.toLowerCase() === 'connectedgroup');
  if (group) return connectionIn(estate, from.spokeId) ?? connectedGroup(from, [to.spokeId], group);
  const peering = estate.peering({ owner: from.spokeId, remote: to.spokeId });
  return peering && peeredSpokes(from.spokeId, [peering]);
}

export const peeredSpokes = (spokeId: string, peerings: FactOf<'spokes-peered'>['peerings']): FactOf<'spokes-peered'> => ({
  kind: 'spokes-peered',
  spokeId,
  peerings: peerings.map(({ name, remoteVirtualNetworkId, peeringState }) => ({ name, remoteVirtualNetworkId, peeringState })),
});

const connectedGroup = ({ spokeId, nic }: MachineNic, to: readonly string[], row: MatchingRoute): FactOf<'spokes-connected'> => ({ kind: 'spokes-connected', spokeId, nicId: nic.id, to, row });

/**
 * The other spokes of which it was not read whether a connected group connects them with this one. It connects whole networks, in both directions, so one NIC of either
 * side shows it; a row shows only that it is there where nobody knows the address space that it leads to.
 */
export function unseenConnections(estate: Estate, spokeId: string): string[] {
  const own = connectedRows(estate, spokeId);
  return estate.spokes.flatMap(({ id, reading }) => {
    if (sameId(id, spokeId)) return [];
    const isSeen = own ? reading.status === 'read' || own.length === 0 : connectedRows(estate, id) !== undefined;
    return isSeen ? [] : [id];
  });
}

/** Active rows of connected groups on the NICs of a spoke; undefined where the effective routes of none were read. */
function connectedRows(estate: Estate, spokeId: string): ConnectedRow[] | undefined {
  const read = estate.nics
    .filter((nic) => sameId(nic.spokeId, spokeId))
    .map((nic) => ({ nic, routes: readingIn(estate.survey.effectiveRoutes, nic.nic.id) }))
    .flatMap(({ nic, routes }) => (routes.status === 'read' ? [{ nic, routes: routes.value }] : []));
  if (read.length === 0) return undefined;
  return read.flatMap(({ nic, routes }) => routes.filter(isOfConnectedGroup).map((route) => ({ nic, route })));
}

interface ConnectedRow {
  readonly nic: MachineNic;
  readonly route: EffectiveRoute;
}

const isOfConnectedGroup = ({ nextHopType, state }: EffectiveRoute): boolean => nextHopType.toLowerCase() === 'connectedgroup' && state.toLowerCase() === 'active';

/** The first NIC of a spoke with an active row of a connected group that has the address space of another spoke in it; where none of its own were read, one of another spoke that has this one's. */
export function connectionIn(estate: Estate, spokeId: string, isAsked: (other: string) => boolean = () => true): FactOf<'spokes-connected'> | undefined {
  const others = estate.spokes.map(({ id }) => id).filter((id) => !sameId(id, spokeId) && isAsked(id));
  const own = connectedRows(estate, spokeId);
  for (const { nic, route } of own ?? []) {
    const to = others.filter((id) => leadsTo(estate, route, id));
    if (to.length > 0) return { kind: 'spokes-connected', spokeId, nicId: nic.nic.id, to, row: firstMatch(route) };
  }
  const back = own ? [] : others.flatMap((id) => connectedRows(estate, id) ?? []).filter(({ route }) => leadsTo(estate, route, spokeId));
  return back[0] && { kind: 'spokes-connected', spokeId, nicId: back[0].nic.nic.id, to: [back[0].nic.spokeId], row: firstMatch(back[0].route) };
}

function leadsTo(estate: Estate, { addressPrefixes }: EffectiveRoute, spokeId: string): boolean {
  const network = estate.network(spokeId);
  return network.status === 'read' && network.value.addressPrefixes.some((prefix) => addressPrefixes.includes(prefix));
}

function firstMatch(route: EffectiveRoute): MatchingRoute {
  const [prefix = ''] = route.addressPrefixes;
  return { route, prefix, length: Number(prefix.split('/')[1] ?? 0) };
}
