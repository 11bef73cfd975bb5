/** Connected groups of Azure Virtual Network Manager: no resource shows them, only effective routes of the NICs in their networks do. */
import type { Estate } from '../estate/estate';
import { onceFor } from '../estate/prefix-lookup';
import { isWithin } from '../estate/prefix';
import type { EffectiveRoute } from '../estate/survey';
import { readingIn } from '../estate/reading-in';
import { keyOf } from '../estate/resource-id';

/** The network that has an address and that a NIC's network is connected with; undefined for a NIC without such a row. */
export function connectedNetworkWith(estate: Estate, nicId: string | undefined, address: string): string | undefined {
  if (nicId === undefined || !isWithin(address, connectedPrefixes(estate, nicId))) return undefined;
  const networks = Object.values(estate.survey.virtualNetworks).flatMap((reading) => (reading.status === 'read' ? reading.value : []));
  return networks.find(({ addressPrefixes }) => isWithin(address, addressPrefixes))?.id;
}

/** Whether the network of a NIC is connected with that network. */
export function isConnectedWith(estate: Estate, nicId: string, networkId: string): boolean {
  const network = estate.network(networkId);
  const connected = connectedPrefixes(estate, nicId).map(keyOf);
  return connected.length > 0 && network.status === 'read' && network.value.addressPrefixes.some((prefix) => connected.includes(keyOf(prefix)));
}

/** Also of rows that a user route or one learned by BGP overrides: the networks are connected all the same. */
function connectedPrefixes(estate: Estate, nicId: string): readonly string[] {
  const routes = readingIn(estate.survey.effectiveRoutes, nicId);
  return routes.status === 'read' ? connectedIn(routes.value) : [];
}

const connectedIn = onceFor((routes: readonly EffectiveRoute[]): readonly string[] =>
  routes.filter(({ nextHopType }) => nextHopType.toLowerCase() === 'connectedgroup').flatMap(({ addressPrefixes }) => addressPrefixes),
);
