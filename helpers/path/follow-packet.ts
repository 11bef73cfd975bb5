/** Follows a packet through the survey: out of A's NIC, over the transit, into B's NIC, and back. The first break is the answer. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { powerOf } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import { sameId } from '../estate/resource-id';
import { decidingRoutes } from '../estate/route-selection';
import { crossPeering, crossToSpoke } from './cross-peering';
import { passRules } from './pass-rules';
import type { Obstacle, Passage, Path, Way } from './path';
import { takeNextHop } from './take-next-hop';

/**
 * @param from a NIC of the machine that connects to the SSH port of `to`
 * @returns a judgement of what the survey shows; what it does not show (a guest's firewall, an appliance's own routes) is taken to be in order
 */
export function followPacket(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic): Path {
  const there = oneWay(estate, expectations, from, to, 'there');
  if (!('passage' in there)) return there;
  const back = oneWay(estate, expectations, to, from, 'back');
  if (!('passage' in back)) return back;
  return { kind: 'arrives', there: there.passage, back: back.passage };
}

function oneWay(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, way: Way): Exclude<Path, { kind: 'arrives' }> | { readonly passage: Passage } {
  const off = [from, to].find(({ vm }) => powerOf(vm) === 'not running');
  if (off?.vm.status === 'read') return { kind: 'breaks', way, finding: { kind: 'machine-off', vmId: off.vmId, powerState: off.vm.value.powerState } };

  const routes = readingIn(estate.survey.effectiveRoutes, from.nic.id);
  if (routes.status === 'unread') return { kind: 'unknown', way, gap: { kind: 'unread', finding: { kind: 'not-read', what: { of: 'effective-routes', id: from.nic.id }, problem: routes.problem } } };
  const deciding = decidingRoutes(routes.value, to.address);
  const isPeered = deciding.length > 0 && deciding.every(({ route }) => /^vnet(global)?peering$/i.test(route.nextHopType));

  // What really forwards counts, not what is meant to: a route with an address leads to a Route Server or an appliance.
  const overGateway = deciding.length > 0 && deciding.every(({ route }) => route.nextHopType.toLowerCase() === 'virtualnetworkgateway' && route.nextHopIpAddresses.length === 0);

  // The answer to a connection that a rule has let through is not held against the rules again.
  const hop = { estate, expectations, nic: from, destination: to };
  const obstacle =
    firstObstacle(deciding.length === 0 ? [undefined] : deciding, (row) => takeNextHop(hop, row)) ??
    (way === 'there' ? passRules(estate, expectations.sshPort, from, to, 'Outbound') : undefined) ??
    (isPeered && !sameId(from.spokeId, to.spokeId) ? crossPeering(estate, { owner: from.spokeId, remote: to.spokeId }) : crossToSpoke(estate, expectations, from, to, overGateway)) ??
    (way === 'there' ? passRules(estate, expectations.sshPort, from, to, 'Inbound') : undefined);
  return obstacle ? { ...obstacle, way } : { passage: { nic: from, deciding } };
}

/** Equal-cost rows are picked by a hash of the connection, so all of them must lead on. */
function firstObstacle<T>(rows: readonly T[], obstacleOf: (row: T) => Obstacle): Obstacle {
  const obstacles = rows.map(obstacleOf).filter((obstacle) => obstacle !== undefined);
  return obstacles.find(({ kind }) => kind === 'breaks') ?? obstacles[0];
}
