/** What the engineer should know about the deployment as a whole, and no single check is about. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { sameId } from '../estate/resource-id';
import { hasRouteToGateway, mayHaveVpnGateway } from '../estate/vpn-gateway';
import type { Survey, VirtualNetwork } from '../estate/survey';
import type { Finding } from '../findings/finding';

export function deploymentAdvisories(estate: Estate, expectations: Expectations): Finding[] {
  const { survey, hub } = estate;
  const { hubId } = survey;
  return [
    ...(survey.spokesFrom === 'hub-peerings' ? [{ kind: 'spokes-from-peerings', hubId } as const] : []),
    ...(survey.noSpokes ?? []).map(({ id, why }) => ({ kind: 'peer-is-no-spoke', hubId, networkId: id, why }) as const),
    ...notSpokenOf(estate, expectations),
    ...(survey.spokesFrom === 'settings' && hub.reading.status === 'read' ? unnamedPeers(survey, hub.reading.value) : []),
    ...(expectations.transit.kind === 'gateway' && hub.reading.status === 'read' && hasRouteToGateway(survey) && !mayHaveVpnGateway(survey) ? [{ kind: 'hub-without-vpn-gateway', hubId } as const] : []),
  ];
}

/** Without a file every spoke is in the one flow that there is. */
function notSpokenOf({ survey: { spokeIds } }: Estate, { flows }: Expectations): Finding[] {
  const isIn = (id: string): boolean => flows.some(({ from, to }) => [from, to].some((end) => end.kind === 'any' || sameId(end.spokeId, id)));
  const left = spokeIds.filter((id) => !isIn(id));
  return left.length > 0 ? [{ kind: 'no-flow-of', spokeIds: left }] : [];
}

function unnamedPeers({ hubId, spokeIds }: Survey, { peerings }: VirtualNetwork): Finding[] {
  const unnamed = peerings.map(({ remoteVirtualNetworkId }) => remoteVirtualNetworkId).filter((id) => !spokeIds.some((spoke) => sameId(spoke, id)));
  return unnamed.length > 0 ? [{ kind: 'peers-not-named', hubId, spokeIds, unnamed }] : [];
}
