/** The Route Server with its BGP peers and what it has learned from them. */
import { contains } from '../addresses/addresses';
import { followSubnet, followVirtualNetwork } from '../topology/references';
import { sameText } from '../topology/resource-ids';
import type { BgpConnection, RouteServer, Subnet, VirtualNetwork } from '../topology/topology';
import { subnetOfUnread } from './add-networks-known-by-peering';
import { routesRead, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { lastName, parentOf, partsOf } from './resource-id';
import type { RecordedRouteServer } from './survey';

const seatName = 'RouteServerSubnet';

export function addRouteServer(draft: ReplayDraft): void {
  const { survey, topology } = draft;
  if (survey.routeServer.status === 'read') {
    if (survey.routeServer.value) topology.routeServers.push(routeServerOf(draft, survey.routeServer.value));
    return;
  }
  const { problem } = survey.routeServer;
  const list = `GET /subscriptions/${partsOf(survey.hubId).subscription}/providers/Microsoft.Network/virtualHubs`;
  const id = survey.routeServerId ?? /^GET (\/.*\/virtualHubs\/[^/]+)/i.exec(problem.request)?.[1];
  repeatProblem(draft, 'the Route Server', id === undefined ? list : `GET ${id}`, problem);
  if (problem.kind === 'not-found' && id !== undefined && sameText(problem.request, `GET ${id}`)) return;
  addUnread(draft, id);
}

/** Its instances are taken to be there and to route, as in a network where nothing is wrong with it. */
function addUnread({ survey, topology, knownByPeering, notes }: ReplayDraft, id: string | undefined): void {
  const hub = followVirtualNetwork(topology, survey.hubId);
  if (!('found' in hub)) return;
  const isMadeUp = knownByPeering.includes(hub.found);
  const seat = isMadeUp ? subnetOfUnread(hub.found, seatName) : hub.found.subnets.find(({ name }) => sameText(name, seatName));
  if (!seat) return;
  const hops = topology.routeTables.flatMap(({ routes }) => routes.flatMap(({ nextHopIpAddress: hop }) => (hop !== undefined && seat.addressPrefixes.some((prefix) => contains(prefix, hop)) ? [hop] : [])));
  const { subscription, resourceGroup, location } = hub.found;
  topology.routeServers.push({
    ...(id === undefined ? { name: 'routeserver', subscription, resourceGroup } : partsOf(id)),
    location,
    subnet: `${survey.hubId}/subnets/${seat.name}`,
    provisioningState: 'Succeeded',
    routingState: 'Provisioned',
    ...(isMadeUp && hops.length > 0 && { virtualRouterIps: [...new Set(hops)] }),
    allowBranchToBranchTraffic: true,
    bgpConnections: [],
  });
  notes.push('The Route Server was not read; it is taken to route, without BGP peers.');
}

function routeServerOf(draft: ReplayDraft, read: RecordedRouteServer): RouteServer {
  const { bgpConnections } = read;
  if (bgpConnections.status === 'unread') repeatProblem(draft, `the BGP peers of ${read.name}`, `GET ${read.id}/bgpConnections`, bgpConnections.problem);
  const { provisioningState, routingState, allowBranchToBranchTraffic, virtualRouterIps, location } = read;
  return {
    ...partsOf(read.id),
    location,
    subnet: seatOf(draft, read),
    provisioningState,
    routingState,
    virtualRouterIps,
    allowBranchToBranchTraffic,
    bgpConnections: bgpConnections.status === 'read' ? bgpConnections.value.map((peer) => connectionOf(draft, peer)) : [],
  };
}

/** Where it sits. One that sits nowhere yet, or in a network that was not read, gets a place that Azure is not asked about. */
function seatOf(draft: ReplayDraft, { id, name, subnetIds, virtualRouterIps, location }: RecordedRouteServer): string {
  const { topology, incidents, knownByPeering, notes } = draft;
  const [seat = `${draft.survey.hubId}/subnets/${seatName}`, another] = subnetIds;
  if (subnetIds.length === 0) incidents.push({ match: { operation: 'VirtualHubIpConfiguration_List' }, act: { kind: 'rewrite', body: () => ({ value: [] }) } });
  if (another !== undefined) notes.push(`Route Server ${name} sits in several subnets; the replay has it in ${lastName(seat)} alone.`);
  const followed = followVirtualNetwork(topology, parentOf(seat));
  if ('found' in followed) {
    if (knownByPeering.includes(followed.found)) subnetOfUnread(followed.found, lastName(seat));
    if (!('found' in followSubnet(topology, seat))) followed.found.subnets.push(subnetAround(virtualRouterIps, lastName(seat)));
    return seat;
  }
  const subnet = subnetAround(virtualRouterIps, lastName(seat));
  topology.virtualNetworks.push({ ...partsOf(parentOf(seat)), location, addressPrefixes: subnet.addressPrefixes, subnets: [subnet], peerings: [] } satisfies VirtualNetwork);
  notes.push(`The network that Route Server ${lastName(id)} sits in was not read; only its subnet is there.`);
  return seat;
}

/** TEST-NET-1 (RFC 5737) where it has no addresses. */
function subnetAround([address = '192.0.2.4']: readonly string[], name: string): Subnet {
  return { name, addressPrefixes: [`${address.split('.').slice(0, 3).join('.')}.0/24`] };
}

type RecordedConnection = Extract<RecordedRouteServer['bgpConnections'], { status: 'read' }>['value'][number];

function connectionOf(draft: ReplayDraft, peer: RecordedConnection): BgpConnection {
  const { id, peerIp, peerAsn, provisioningState, connectionState, learnedRoutes } = peer;
  const common = { name: lastName(id), peerIp, peerAsn, provisioningState, ...(connectionState !== undefined && { connectionState }) };
  if (learnedRoutes.status === 'unread') {
    repeatProblem(draft, `what is learned from ${common.name}`, `POST ${id}/learnedRoutes`, learnedRoutes.problem);
    return { ...common, advertises: effectiveFrom(draft, peerIp) };
  }
  const learned = Object.fromEntries(Object.entries(learnedRoutes.value).map(([role, routes]) => [role, routes.map(({ network }) => network)]));
  const [nextHop, another] = new Set(Object.values(learnedRoutes.value).flatMap((routes) => routes.flatMap((route) => route.nextHop ?? [])));
  return { ...common, ...(nextHop !== undefined && nextHop !== peerIp && another === undefined && { nextHop }), ...advertisedBy(learned, connectionState) };
}

const roles = ['RouteServiceRole_IN_0', 'RouteServiceRole_IN_1'];

/** What the instances have learned, as prefixes that the peer advertises and instances that learn them; as an override where that does not say it. */
function advertisedBy(learned: Readonly<Record<string, string[]>>, connectionState: string | undefined): Pick<BgpConnection, 'advertises' | 'learnedBy' | 'learned'> {
  const advertises = [...new Set(Object.values(learned).flat())];
  const isUp = connectionState === undefined || connectionState === 'Connected';
  const isWhole = (role: string): boolean => learned[role]?.join(' ') === advertises.join(' ');
  const isPlain = Object.keys(learned).join(' ') === roles.join(' ') && roles.every((role) => isWhole(role) || learned[role]?.length === 0);
  if (!isPlain || (!isUp && advertises.length > 0)) return { advertises, learned };
  const learnedBy = roles.flatMap((role, index) => (isWhole(role) ? [index] : []));
  return { advertises, ...(learnedBy.length < roles.length && { learnedBy }) };
}

function effectiveFrom(draft: ReplayDraft, peerIp: string): string[] {
  const rows = routesRead(draft).flatMap((seen) => seen.rows);
  return [...new Set(rows.filter(({ source, nextHopIpAddresses }) => source === 'VirtualNetworkGateway' && nextHopIpAddresses.includes(peerIp)).flatMap(({ addressPrefixes }) => addressPrefixes))];
}
