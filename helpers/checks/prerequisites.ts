/** What several checks rest on: the Route Server's subnet, the Route Server, the transit. Where it is absent, the check that reports it is named. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { misnamedRouteServer, routeServerSubnetName, sitsInHub } from '../estate/route-server-seat';
import { subnetNamed } from '../estate/network-parts';
import type { RouteServer, Subnet } from '../estate/survey';
import type { TransitTarget } from '../estate/transit';
import { gatewayTarget } from '../path/transit-target';
import type { Found } from './judgement';
import { notRead, skip } from './judgement';
import { networkRef, routeServerRef } from './reading-refs';

export function routeServerSubnetOf({ hub: { id, reading } }: Estate): Found<Subnet> {
  if (reading.status === 'unread') return { instead: notRead({ of: 'network', id }, reading.problem, networkRef(id)) };
  const subnet = subnetNamed(reading.value, routeServerSubnetName);
  return subnet ? { found: subnet } : { instead: skip({ kind: 'absent-route-server-subnet', hubId: id }) };
}

/** The Route Server that sits in the hub, in whatever state it is. */
export function routeServerOf({ survey, hub }: Estate): Found<RouteServer> {
  const subnetIsAbsent = hub.reading.status === 'read' && !subnetNamed(hub.reading.value, routeServerSubnetName);
  if (subnetIsAbsent) return { instead: skip({ kind: 'absent-route-server-subnet', hubId: hub.id }) };
  if (misnamedRouteServer(survey)) return { instead: skip({ kind: 'hangs-on-setting', setting: 'ROUTE_SERVER_ID', see: 'RS-04' }) };
  if (survey.routeServer.status === 'unread') return { instead: notRead({ of: 'route-server', id: hub.id }, survey.routeServer.problem, routeServerRef(survey)) };
  const routeServer = survey.routeServer.value;
  return routeServer && sitsInHub(routeServer, hub.id) ? { found: routeServer } : { instead: skip({ kind: 'absent-route-server', hubId: hub.id }) };
}

/** Where spoke-to-spoke traffic must be sent to. */
export function transitOf(estate: Estate, { transit }: Expectations): Found<TransitTarget> {
  if (transit.kind === 'addresses') return { found: transit };
  if (transit.kind === 'gateway') return { found: gatewayTarget(estate.survey) };
  const routeServer = routeServerOf(estate);
  if ('instead' in routeServer) return routeServer;
  const { name, virtualRouterIps: addresses } = routeServer.found;
  return addresses.length > 0 ? { found: { kind: 'addresses', addresses } } : { instead: skip({ kind: 'absent-instance-addresses', name }) };
}
