/** Where spoke-to-spoke traffic must be sent to, as far as it is known. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import { sitsInHub } from '../estate/route-server-seat';
import type { Survey } from '../estate/survey';
import type { TransitTarget } from '../estate/transit';

/** With TRANSIT=route-server it is unknown where no Route Server of the hub has addresses. */
export function transitTarget({ survey }: Estate, { transit }: Expectations): TransitTarget | undefined {
  if (transit.kind === 'addresses') return transit;
  if (transit.kind === 'gateway') return gatewayTarget(survey);
  const routeServer = survey.routeServer.status === 'read' ? survey.routeServer.value : null;
  const isOurs = routeServer !== null && sitsInHub(routeServer, survey.hubId) && routeServer.virtualRouterIps.length > 0;
  return isOurs ? { kind: 'addresses', addresses: routeServer.virtualRouterIps } : undefined;
}

/** Peers that could not be read are told by RS-07. */
export function gatewayTarget({ routeServer, hubId, virtualNetworks, gateways }: Survey): Extract<TransitTarget, { kind: 'gateway' }> {
  const peers = routeServer.status === 'read' && routeServer.value?.bgpConnections.status === 'read' ? routeServer.value.bgpConnections.value : [];
  const hubIsRead = virtualNetworks[keyOf(hubId)]?.status === 'read';
  return { kind: 'gateway', notThese: peers.map(({ peerIp }) => peerIp), exists: !hubIsRead || Object.keys(gateways).length > 0 };
}
