/** What several checks rest on: the Route Server's subnet, the Route Server, the transit. Where it is absent, the check that reports it is named. */
import type { Deployment } from '../estate/deployment';
import { hubOf, subnetNamed } from '../estate/spokes';
import { routeServerSubnetName, sitsInHub } from '../estate/route-server-seat';
import type { RouteServer, Subnet, Survey } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { TransitTarget } from '../estate/transit';
import type { Found } from './judgement';
import { notRead, skip } from './judgement';
import { networkRef, routeServerRef } from './reading-refs';

export function routeServerSubnetOf(survey: Survey, label: Label): Found<Subnet> {
  const { id, reading } = hubOf(survey);
  if (reading.status === 'unread') return { instead: notRead(label(id), reading.problem, networkRef(id)) };
  const subnet = subnetNamed(reading.value, routeServerSubnetName);
  return subnet ? { found: subnet } : { instead: skip(`${label(id)} has no ${routeServerSubnetName} (see RS-01)`) };
}

/** The Route Server that sits in the hub, in whatever state it is. */
export function routeServerOf(survey: Survey, label: Label): Found<RouteServer> {
  const hub = hubOf(survey);
  const subnetIsAbsent = hub.reading.status === 'read' && !subnetNamed(hub.reading.value, routeServerSubnetName);
  if (subnetIsAbsent) return { instead: skip(`${label(hub.id)} has no ${routeServerSubnetName} (see RS-01)`) };
  if (survey.routeServer.status === 'unread') return { instead: notRead(`the Route Server of ${label(hub.id)}`, survey.routeServer.problem, routeServerRef(survey)) };
  const routeServer = survey.routeServer.value;
  return routeServer && sitsInHub(routeServer, hub.id) ? { found: routeServer } : { instead: skip(`${label(hub.id)} has no Route Server (see RS-04)`) };
}

/** Where spoke-to-spoke traffic must be sent to. */
export function transitOf({ survey, expectations: { transit } }: Deployment, label: Label): Found<TransitTarget> {
  if (transit.kind !== 'route-server') return { found: transit };
  const routeServer = routeServerOf(survey, label);
  if ('instead' in routeServer) return routeServer;
  const { name, virtualRouterIps: addresses } = routeServer.found;
  return addresses.length > 0 ? { found: { kind: 'addresses', addresses } } : { instead: skip(`Route Server ${name} has no instance addresses (see RS-05)`) };
}
