/** A route of type VirtualNetworkGateway without an address: over the gateway that serves the network. */
import { gatewaySubnetName, subnetNamed } from '../estate/network-parts';
import { sameId } from '../estate/resource-id';
import type { MatchingRoute } from '../estate/route-selection';
import { crossPeering, needs, peersSubnets } from './cross-peering';
import type { Journey, Onward, Standpoint } from './journey';
import type { Trail } from './path';
import { breaks, clear, followed, unread } from './path';

/**
 * The gateway that a user route names must be of type Vpn, and no ExpressRoute gateway may be beside it ("Virtual network traffic routing", custom routes).
 * What an ExpressRoute gateway has learned leads to the provider's edge, which may turn it round.
 */
export function overGateway(journey: Journey, deciding: MatchingRoute, at: Standpoint, { leaveFabric }: Onward): Trail {
  const { estate, expectations, from } = journey;
  const { hubId, gateways: readings, hub } = { ...estate.survey, hub: estate.hub };
  const gateways = Object.values(readings);
  const lacking = gateways.find((gateway) => gateway.status === 'unread');
  if (lacking?.status === 'unread') return unread({ kind: 'not-read', what: { of: 'gateway', id: hubId }, problem: lacking.problem });
  const isVpn = gateways.length > 0 && gateways.every((gateway) => gateway.status === 'read' && gateway.value.gatewayType.toLowerCase() === 'vpn');
  const isLearned = deciding.route.source.toLowerCase() === 'virtualnetworkgateway';
  if (!isVpn && !(isLearned && gateways.length > 0)) {
    // Where no gateway is meant to be the transit, the route that leads to one is what is wrong.
    return expectations.transit.kind === 'gateway' ? breaks({ kind: 'next-hop-is-no-gateway', hubId, nicId: at.nicId ?? from.nic.id, deciding }) : at.drops();
  }
  const subnet = hub.reading.status === 'read' ? subnetNamed(hub.reading.value, gatewaySubnetName) : undefined;
  const entry = { owner: at.networkId, remote: hubId };
  return followed(
    () => (isVpn ? clear : { beyond: [{ kind: 'edge', networkId: hubId }] }),
    () => (sameId(at.networkId, hubId) ? clear : followed(() => peersSubnets(estate, entry, at.subnet), () => crossPeering(estate, entry))),
    () => leaveFabric(journey, hubId, subnet, at.passed, true),
    () => (sameId(at.networkId, hubId) ? clear : followed(() => needs(estate, { owner: hubId, remote: at.networkId }, 'allowGatewayTransit'), () => needs(estate, entry, 'useRemoteGateways'))),
  );
}
