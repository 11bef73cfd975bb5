/** What the engineer should know about the deployment as a whole, and no single check is about. */
import type { Deployment } from '../estate/deployment';
import { labelsFor } from '../estate/labels';
import { sameId } from '../estate/resource-id';
import { hubOf } from '../estate/spokes';
import type { Survey, VirtualNetwork } from '../estate/survey';
import { labelsIn } from '../estate/survey-labels';
import { list } from './aligned';
import type { Advisory } from './verdict';

export function deploymentAdvisories({ survey, expectations }: Deployment): Advisory[] {
  const hub = hubOf(survey);
  const label = labelsIn(survey)(survey.hubId);
  return [
    ...(survey.spokesFrom === 'hub-peerings' ? [`the spokes are the networks that ${label} is peered to: without SPOKE_VNET_IDS an absent spoke cannot be noticed`] : []),
    ...(survey.spokesFrom === 'settings' && hub.reading.status === 'read' ? unnamedPeers(survey, hub.reading.value, label) : []),
    ...(expectations.transit.kind === 'gateway' && hub.reading.status === 'read' ? gatewayAdvisories(survey, label) : []),
  ].map((text) => ({ text }));
}

function unnamedPeers({ spokeIds }: Survey, { peerings }: VirtualNetwork, hub: string): string[] {
  const unnamed = peerings.map(({ remoteVirtualNetworkId }) => remoteVirtualNetworkId).filter((id) => !spokeIds.some((spoke) => sameId(spoke, id)));
  const label = labelsFor([...spokeIds, ...unnamed]);
  return unnamed.length > 0 ? [`${hub} is also peered to ${list(unnamed.map(label))}, not named in SPOKE_VNET_IDS and not judged`] : [];
}

/** User routes can lead to a VPN gateway only, not to one for ExpressRoute ("Virtual network traffic routing"). */
function gatewayAdvisories({ gateways }: Survey, hub: string): string[] {
  const readings = Object.values(gateways);
  const mayBeVpn = readings.some((reading) => reading.status === 'unread' || reading.value.gatewayType.toLowerCase() === 'vpn');
  return mayBeVpn ? [] : [`${hub} has no VPN gateway, which user routes with next hop VirtualNetworkGateway need: that packets get through is proven by SSH-01 alone`];
}
