/** What the engineer should know about the deployment as a whole, and no single check is about. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { powerOf } from '../estate/machines';
import { keyOf, sameId } from '../estate/resource-id';
import type { Survey, VirtualNetwork } from '../estate/survey';
import type { Finding } from '../findings/finding';
import { followPacket } from '../path/follow-packet';
import type { Passage } from '../path/path';

export function deploymentAdvisories(estate: Estate, expectations: Expectations): Finding[] {
  const { survey, hub } = estate;
  const { hubId } = survey;
  return [
    ...(survey.spokesFrom === 'hub-peerings' ? [{ kind: 'spokes-from-peerings', hubId } as const] : []),
    ...(survey.spokesFrom === 'settings' && hub.reading.status === 'read' ? unnamedPeers(survey, hub.reading.value) : []),
    ...(expectations.transit.kind === 'gateway' && hub.reading.status === 'read' && !mayHaveVpn(survey) ? [{ kind: 'hub-without-vpn-gateway', hubId } as const] : []),
    ...asymmetricPaths(estate, expectations),
  ];
}

function unnamedPeers({ hubId, spokeIds }: Survey, { peerings }: VirtualNetwork): Finding[] {
  const unnamed = peerings.map(({ remoteVirtualNetworkId }) => remoteVirtualNetworkId).filter((id) => !spokeIds.some((spoke) => sameId(spoke, id)));
  return unnamed.length > 0 ? [{ kind: 'peers-not-named', hubId, spokeIds, unnamed }] : [];
}

/** User routes can lead to a VPN gateway only, not to one for ExpressRoute ("Virtual network traffic routing"). */
const mayHaveVpn = ({ gateways }: Survey): boolean => Object.values(gateways).some((reading) => reading.status === 'unread' || reading.value.gatewayType.toLowerCase() === 'vpn');

const hopsOf = ({ deciding }: Passage): string[] => [...new Set(deciding.flatMap(({ route }) => route.nextHopIpAddresses))].sort();

/**
 * Paths that work and take different next hops there and back, which a stateful appliance does not forgive. The instances of one
 * Route Server count as one; of each pair one direction speaks for both.
 */
function asymmetricPaths(estate: Estate, expectations: Expectations): Finding[] {
  if (expectations.transit.kind === 'route-server') return [];
  return estate.pairs.flatMap((pair): Finding[] => {
    if (pair.kind !== 'pair' || keyOf(pair.from.nic.id) > keyOf(pair.to.nic.id)) return [];
    const { from, to } = pair;
    if (powerOf(from.vm) !== 'running' || powerOf(to.vm) !== 'running') return [];
    const path = followPacket(estate, expectations, from, to);
    if (path.kind !== 'arrives') return [];
    const [there, back] = [hopsOf(path.there), hopsOf(path.back)];
    return there.join() === back.join() ? [] : [{ kind: 'asymmetric-path', from: from.ref, to: to.ref, there, back }];
  });
}
