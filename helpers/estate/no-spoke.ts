/** Which networks that a hub is peered to are plainly no spokes. */
import { gatewaySubnetName, peeringTo, subnetNamed } from './network-parts';
import type { Reading } from './reading';
import { nameOf } from './resource-id';
import { routeServerSubnetName } from './route-server-seat';
import type { NoSpoke, Peering, VirtualNetwork } from './survey';

/** What makes a network a hub of its own, in the subnets that Azure allows no other name for. */
const hubSubnets = [routeServerSubnetName, 'AzureFirewallSubnet', gatewaySubnetName];

/**
 * @param peering the hub's side
 * @returns undefined for whatever may be a spoke: one that uses the hub's gateways, or is offered them and has no Route Server, whatever else it has, and one that could not be read
 */
export function noSpokeReason(hubId: string, peering: Peering, network: Reading<VirtualNetwork>): NoSpoke | undefined {
  // The hub of a Virtual WAN shows as a network of this name in a subscription of Microsoft's.
  if (nameOf(peering.remoteVirtualNetworkId).toUpperCase().startsWith('HV_')) return { kind: 'virtual-wan' };
  if (network.status === 'unread') {
    const isGone = network.problem.kind === 'not-found' && peering.peeringState.toLowerCase() === 'disconnected';
    return isGone ? { kind: 'leftover', peering: peering.name } : undefined;
  }
  if (peeringTo(network.value, hubId)?.useRemoteGateways === true) return undefined;
  if (subnetNamed(network.value, routeServerSubnetName)) return { kind: 'hub', has: routeServerSubnetName };
  if (peering.allowGatewayTransit) return undefined;
  const has = hubSubnets.find((name) => {
    const subnet = subnetNamed(network.value, name);
    return subnet !== undefined && (name !== gatewaySubnetName || subnet.ipConfigurationIds.length > 0);
  });
  return has === undefined ? undefined : { kind: 'hub', has };
}
