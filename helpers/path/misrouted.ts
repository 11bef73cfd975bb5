/** Why a NIC does not send an address to the transit: what its subnet's route table says, or why BGP supplies nothing. */
import { configuredWay } from '../estate/configured-way';
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { parsePrefix } from '../estate/prefix';
import { readingIn } from '../estate/reading-in';
import type { MatchingRoute } from '../estate/route-selection';
import { decidingRoutes } from '../estate/route-selection';
import type { Route, Subnet } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { Misrouted, RouteReason } from '../findings/route-findings';
import { transitTarget } from './transit-target';

/** @param nic sends what is for `destination` somewhere else than to the transit */
export function reasonFor(estate: Estate, expectations: Expectations, nic: MachineNic, destination: MachineNic): Finding {
  const routes = readingIn(estate.survey.effectiveRoutes, nic.nic.id);
  const deciding = routes.status === 'read' ? decidingRoutes(routes.value, destination.address) : undefined;
  return reasonIn(estate, expectations, nic.subnet, destination, { from: nic.ref, to: destination.ref, ...(deciding && { deciding }) });
}

/** The same of a subnet, where it is known who is misrouted. */
export function reasonIn(estate: Estate, expectations: Expectations, subnet: Subnet, destination: MachineNic, misrouted: Misrouted): Finding {
  const target = transitTarget(estate, expectations);
  const way = configuredWay(estate, subnet, destination.address, target ?? { kind: 'addresses', addresses: [] });
  const learns = expectations.transit.kind !== 'route-server';
  const withTarget = { ...(target && { target }) };
  switch (way.kind) {
    case 'unread':
      return { kind: 'not-read', what: { of: 'route-table', id: way.routeTableId }, problem: way.problem };
    case 'no-table':
      return withLearning(estate, misrouted, learns, { kind: 'subnet-without-table', subnetId: subnet.id, misrouted });
    case 'no-route':
      if (learns && !way.learnsByBgp) return { kind: 'bgp-kept-out', tableId: way.table.id, misrouted };
      return withLearning(estate, misrouted, learns, { kind: 'route-missing', tableId: way.table.id, misrouted, prefix: prefixFor(destination), ...withTarget });
    case 'elsewhere':
      return { kind: 'route-elsewhere', tableId: way.table.id, route: way.route, misrouted, ...withTarget };
    case 'to-transit':
      return { kind: 'route-not-effective', tableId: way.table.id, route: way.route, misrouted, moreSpecific: isBeaten(way.route, misrouted.deciding ?? []) };
  }
}

/** Where spokes learn their routes by BGP, the peering must pass them on. */
function withLearning(estate: Estate, { from }: Misrouted, learns: boolean, reason: RouteReason): Finding {
  const because = learns ? learningOff(estate, from.spokeId) : undefined;
  return because ? { ...reason, because: [because] } : reason;
}

function learningOff(estate: Estate, spokeId: string): Finding | undefined {
  const { hubId } = estate.survey;
  const sides = [
    { side: { owner: hubId, remote: spokeId }, setting: 'allowGatewayTransit' },
    { side: { owner: spokeId, remote: hubId }, setting: 'useRemoteGateways' },
  ] as const;
  return sides.flatMap(({ side, setting }): Finding[] => {
    const peering = estate.peering(side);
    return peering && !peering[setting] ? [{ kind: 'peering-switch-off', setting, side, peering }] : [];
  })[0];
}

/** Azure removes its own rows that a wider user route covers, so that even a more specific row may be about to go. */
function isBeaten({ addressPrefix }: Route, deciding: readonly MatchingRoute[]): boolean {
  const length = parsePrefix(addressPrefix)?.length ?? 0;
  return deciding.some((row) => row.length > length);
}

/** The destination's subnet, as its network describes it. */
const prefixFor = ({ subnet, address }: MachineNic): string => subnet.addressPrefixes[0] ?? `${address}/32`;
