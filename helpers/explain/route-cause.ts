/** Why a NIC does not send a machine's address to the transit: what its route table says, or why BGP supplies nothing. */
import { configuredWay, nextHopOf } from '../estate/configured-way';
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import type { MatchingRoute } from '../estate/route-selection';
import { decidingRoutes } from '../estate/route-selection';
import { sitsInHub } from '../estate/route-server-seat';
import { peeringTo } from '../estate/spokes';
import { canonical } from '../estate/prefix';
import type { Label } from '../estate/survey-labels';
import type { TransitTarget } from '../estate/transit';
import { nextHopWords } from '../estate/transit';
import { createRoute, setBgpPropagation, setPeering, updateRoute } from './az';
import type { Draft } from './cause';
import { rank } from './cause';
import { effectiveKey, peeringSettingKey, propagationKey, routeKey } from './keys';

/** The target as far as it is known; with TRANSIT=route-server it is unknown where no Route Server routes. */
export function targetOf({ survey, expectations: { transit } }: Deployment): TransitTarget | undefined {
  if (transit.kind !== 'route-server') return transit;
  const routeServer = survey.routeServer.status === 'read' ? survey.routeServer.value : null;
  return routeServer && sitsInHub(routeServer, survey.hubId) && routeServer.virtualRouterIps.length > 0 ? { kind: 'addresses', addresses: routeServer.virtualRouterIps } : undefined;
}

/** `10.2.1.4 matches 10.0.0.0/8 → None (Default)`. */
export function matchWords(address: string, deciding: readonly MatchingRoute[]): string {
  if (deciding.length === 0) return `no effective route matches ${address}`;
  const rows = deciding.map(({ route, prefix }) => `${canonical(prefix)} → ${nextHopWords(route)} (${route.source}${route.name ? ` ${route.name}` : ''})`);
  return `${address} matches ${[...new Set(rows)].join(' and ')}`;
}

export function routeDraft(deployment: Deployment, nic: MachineNic, destination: MachineNic, label: Label): Draft {
  const { survey } = deployment;
  const routes = readingIn(survey.effectiveRoutes, nic.nic.id);
  const deciding = routes.status === 'read' ? decidingRoutes(routes.value, destination.address) : [];
  const { why, ...rest } = reasonOf(deployment, nic, destination, label);
  const observed = routes.status === 'read' ? `on ${label(nic.nic.id)}, ${matchWords(destination.address, deciding)}; ` : '';
  return { ...rest, sentence: `${label(nic.spokeId)} cannot reach ${label(destination.spokeId)}: ${observed}${why}` };
}

type Reason = Omit<Draft, 'sentence'> & { readonly why: string };

function reasonOf(deployment: Deployment, nic: MachineNic, destination: MachineNic, label: Label): Reason {
  const { survey } = deployment;
  const target = targetOf(deployment);
  const subnetId = nic.subnet.id;
  const way = configuredWay(survey, nic.subnet, destination.address, target ?? { kind: 'addresses', addresses: [] });
  const table = 'table' in way ? `route table ${label(way.table.id)}` : '';
  switch (way.kind) {
    case 'no-table':
      return learning(deployment, nic, label) ?? { key: routeKey(subnetId, 'no table'), rank: rank.routeTable, why: `subnet ${label(subnetId)} has no route table` };
    case 'no-route': {
      const propagation = { key: propagationKey(way.table.id), rank: rank.routeTable, why: `${table} has disableBgpRoutePropagation true, so no route is learned by BGP`, mend: setBgpPropagation(way.table.id) };
      if (deployment.expectations.transit.kind !== 'route-server' && !way.learnsByBgp) return propagation;
      const mend = target && createRoute({ tableId: way.table.id, name: `to-${label(destination.spokeId)}`, prefix: prefixFor(destination), ...hopFor(target) });
      const missing = { key: routeKey(subnetId, 'no route'), rank: rank.routeTable, why: `${table} has no route for it`, ...(mend && { mend }) };
      return learning(deployment, nic, label) ?? missing;
    }
    case 'elsewhere': {
      const { name, addressPrefix } = way.route;
      const mend = target && updateRoute({ tableId: way.table.id, name, prefix: addressPrefix, ...hopFor(target) });
      return {
        key: routeKey(subnetId, name),
        rank: rank.routeTable,
        why: `route ${name} of ${table} sends ${addressPrefix} to ${nextHopWords(nextHopOf(way.route))}`,
        ...(mend && { mend }),
      };
    }
    case 'to-transit':
      return {
        key: effectiveKey(nic.nic.id, way.route.name),
        rank: rank.effectiveRoute,
        why: `route ${way.route.name} of ${table} sends ${way.route.addressPrefix} to ${nextHopWords(nextHopOf(way.route))}, but it is not the effective route of the NIC`,
      };
    case 'unread':
      return { key: routeKey(subnetId, 'unread'), rank: rank.routeTable, why: `route table ${label(way.routeTableId)} could not be read` };
  }
}

/** Where spokes learn their routes by BGP, the peering must pass them on. */
function learning({ survey, expectations: { transit } }: Deployment, nic: MachineNic, label: Label): Reason | undefined {
  if (transit.kind === 'route-server') return undefined;
  const side = (owner: string, remote: string, setting: 'allowGatewayTransit' | 'useRemoteGateways'): Reason | undefined => {
    const network = readingIn(survey.virtualNetworks, owner);
    const peering = network.status === 'read' ? peeringTo(network.value, remote) : undefined;
    if (!peering || peering[setting]) return undefined;
    return {
      key: peeringSettingKey({ owner, remote }, setting),
      rank: rank.peering,
      why: `peering ${peering.name} of ${label(owner)} has ${setting} false, so the spoke learns no routes from the hub`,
      mend: setPeering(peering.id, setting),
    };
  };
  return side(survey.hubId, nic.spokeId, 'allowGatewayTransit') ?? side(nic.spokeId, survey.hubId, 'useRemoteGateways');
}

/** The destination's subnet, as its network describes it. */
const prefixFor = ({ subnet, address }: MachineNic): string => subnet.addressPrefixes[0] ?? `${address}/32`;

function hopFor(target: TransitTarget): { nextHopType: string; nextHopIpAddress?: string } {
  if (target.kind === 'gateway') return { nextHopType: 'VirtualNetworkGateway' };
  const [address] = target.addresses;
  return { nextHopType: 'VirtualAppliance', ...(address !== undefined && { nextHopIpAddress: address }) };
}
