/** Connected groups of Azure Virtual Network Manager: no resource shows them, only effective routes of the NICs in their networks do. */
import type { Estate } from '../estate/estate';
import { isWithin } from '../estate/prefix';
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
  const connected = new Set(connectedPrefixes(estate, nicId).map(keyOf));
  return network.status === 'read' && network.value.addressPrefixes.some((prefix) => connected.has(keyOf(prefix)));
}

/** Also of rows that a user route or one learned by BGP overrides: the networks are connected all the same. */
function connectedPrefixes(estate: Estate, nicId: string): string[] {
  const routes = readingIn(estate.survey.effectiveRoutes, nicId);
  return routes.status === 'read' ? routes.value.filter(({ nextHopType }) => nextHopType.toLowerCase() === 'connectedgroup').flatMap(({ addressPrefixes }) => addressPrefixes) : [];
}
