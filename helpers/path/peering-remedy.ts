/** Whether Azure would take what seems to be the remedy of a peering, and whether it would do no harm. */
import type { Estate, PeeringSide } from '../estate/estate';
import { gatewaySubnetName, subnetNamed } from '../estate/network-parts';
import { nameOf, parentId, parseResourceId, sameId } from '../estate/resource-id';
import { routeServerSubnetName } from '../estate/route-server-seat';
import type { Subnet, VirtualNetwork } from '../estate/survey';
import type { PeeringSwitch, RemedyObstacle } from '../findings/peering-findings';
import { divertedByLearning } from './learned-elsewhere';

/**
 * One peering of a network alone may use remote gateways, and none may where the network has a gateway of its own: Azure refuses the update. Between two
 * networks that both have gateways, offering them would change how both are routed ("Create, change, or delete a virtual network peering").
 *
 * @param setting that would be switched on; absent for a peering that would be made
 * @param offeredFirst the other side is told to offer its gateways before
 */
export function peeringRemedy(estate: Estate, { owner, remote }: PeeringSide, setting?: PeeringSwitch, offeredFirst = false): { readonly obstacle?: RemedyObstacle } {
  const isHubSide = sameId(owner, estate.survey.hubId);
  if (setting === 'allowVirtualNetworkAccess' || setting === 'allowForwardedTraffic') return {};
  const spoke = estate.network(isHubSide ? remote : owner);
  if (spoke.status === 'unread') return {};
  const gateway = ownGateway(spoke.value);
  if (gateway !== undefined) return { obstacle: { kind: 'own-gateway', networkId: spoke.value.id, name: gateway } };
  const other = isHubSide ? undefined : spoke.value.peerings.find(({ useRemoteGateways, remoteVirtualNetworkId }) => useRemoteGateways && !sameId(remoteVirtualNetworkId, remote));
  if (other) return { obstacle: { kind: 'uses-other-gateways', networkId: owner, peering: other.name, remote: other.remoteVirtualNetworkId } };
  const obstacle = (isHubSide ? undefined : notOffered(estate, { owner: remote, remote: owner }, offeredFirst)) ?? broughtRoutes(estate, { owner, remote }, spoke.value.id);
  return obstacle ? { obstacle } : {};
}

/** Azure takes useRemoteGateways only where the other side has a gateway or a Route Server and offers it. */
function notOffered(estate: Estate, hubSide: PeeringSide, offeredFirst: boolean): RemedyObstacle | undefined {
  const { hubId, routeServer, gateways } = estate.survey;
  const hasNone = sameId(hubSide.owner, hubId) && routeServer.status === 'read' && routeServer.value === null && Object.keys(gateways).length === 0;
  if (hasNone) return { kind: 'nothing-to-use', networkId: hubId };
  const peering = estate.peering(hubSide);
  // One that the hub lacks is told before, with a command that offers gateways.
  return peering && !peering.allowGatewayTransit && !offeredFirst ? { kind: 'not-offered', networkId: hubSide.owner, peering: peering.name } : undefined;
}

/** Where the side that offers and the side that uses are both on, the spoke learns what the other spokes have learned: as long as one stays off, offering is harmless. */
function broughtRoutes(estate: Estate, side: PeeringSide, spokeId: string): RemedyObstacle | undefined {
  const isOffering = sameId(side.owner, estate.survey.hubId);
  if (isOffering && estate.peering({ owner: side.remote, remote: side.owner })?.useRemoteGateways !== true) return undefined;
  const prefixes = divertedByLearning(estate, spokeId);
  return prefixes.length > 0 ? { kind: 'brings-routes', networkId: spokeId, prefixes } : undefined;
}

/** The name of a gateway or Route Server that sits in the network; of its subnet where that has a holder of another kind or none yet. */
export function ownGateway(network: VirtualNetwork): string | undefined {
  const gateways = subnetNamed(network, gatewaySubnetName);
  const holder = gateways && holderName(gateways);
  if (holder !== undefined) return holder;
  const routeServer = subnetNamed(network, routeServerSubnetName);
  return routeServer && (holderName(routeServer) ?? routeServerSubnetName);
}

const holderName = ({ ipConfigurationIds }: Subnet): string | undefined => {
  const [id] = ipConfigurationIds;
  if (id === undefined) return undefined;
  return parseResourceId(id) ? nameOf(parentId(id)) : id;
};
