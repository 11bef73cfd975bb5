/** What connects two spokes directly, past the transit: a peering, or a connected group of Azure Virtual Network Manager, which no peering object shows. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import { sameId } from '../estate/resource-id';
import type { MatchingRoute } from '../estate/route-selection';
import { readingIn } from '../estate/reading-in';
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

/** The first NIC of a spoke with an active row of a connected group that has the address space of another spoke in it. */
export function connectionIn(estate: Estate, spokeId: string): FactOf<'spokes-connected'> | undefined {
  const others = estate.spokes.filter(({ id }) => !sameId(id, spokeId));
  for (const nic of estate.nics.filter((one) => sameId(one.spokeId, spokeId))) {
    const routes = readingIn(estate.survey.effectiveRoutes, nic.nic.id);
    const rows = routes.status === 'read' ? routes.value.filter(({ nextHopType, state }) => nextHopType.toLowerCase() === 'connectedgroup' && state.toLowerCase() === 'active') : [];
    for (const route of rows) {
      const to = others.filter(({ reading }) => reading.status === 'read' && reading.value.addressPrefixes.some((prefix) => route.addressPrefixes.includes(prefix))).map(({ id }) => id);
      const [prefix = ''] = route.addressPrefixes;
      if (to.length > 0) return connectedGroup(nic, to, { route, prefix, length: Number(prefix.split('/')[1] ?? 0) });
    }
  }
  return undefined;
}
