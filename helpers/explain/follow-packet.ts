/** Follows a packet through the survey: out of A's NIC, over the transit, into B's NIC, and back. The first break is the answer. */
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { powerOf } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import { sameId } from '../estate/resource-id';
import { decidingRoutes } from '../estate/route-selection';
import { crossPeering, crossToSpoke } from './cross-peering';
import { passRules } from './pass-rules';
import { takeNextHop } from './take-next-hop';
import type { Obstacle, Passage, Walk, Way } from './walk';

/**
 * @param from a NIC of the machine that connects to port 22 of `to`
 * @returns a judgement of what the survey shows; what it does not show (a guest's firewall, an appliance's own routes) is taken to be in order
 */
export function followPacket(deployment: Deployment, from: MachineNic, to: MachineNic): Walk {
  const there = oneWay(deployment, from, to, 'there');
  if (!('passage' in there)) return there;
  const back = oneWay(deployment, to, from, 'back');
  if (!('passage' in back)) return back;
  return { kind: 'arrives', there: there.passage, back: back.passage };
}

function oneWay(deployment: Deployment, from: MachineNic, to: MachineNic, way: Way): Exclude<Walk, { kind: 'arrives' }> | { readonly passage: Passage } {
  const { survey } = deployment;
  const off = [from, to].find(({ vm }) => powerOf(vm) === 'not running');
  if (off?.vm.status === 'read') return { kind: 'breaks', way, at: { kind: 'machine-off', nic: off, powerState: off.vm.value.powerState } };

  const routes = readingIn(survey.effectiveRoutes, from.nic.id);
  if (routes.status === 'unread') return { kind: 'unknown', way, gap: { kind: 'unread', what: `the effective routes of ${from.nic.name}`, problem: routes.problem } };
  const deciding = decidingRoutes(routes.value, to.address);
  const isPeered = deciding.length > 0 && deciding.every(({ route }) => /^vnet(global)?peering$/i.test(route.nextHopType));

  // What really forwards counts, not what is meant to: a route with an address leads to a Route Server or an appliance.
  const overGateway = deciding.length > 0 && deciding.every(({ route }) => route.nextHopType.toLowerCase() === 'virtualnetworkgateway' && route.nextHopIpAddresses.length === 0);

  // The answer to a connection that a rule has let through is not held against the rules again.
  const obstacle =
    firstObstacle(deciding.length === 0 ? [undefined] : deciding, (row) => takeNextHop(deployment, from, to, deciding, row)) ??
    (way === 'there' ? passRules(survey, from, { from, to }, 'Outbound') : undefined) ??
    (isPeered && !sameId(from.spokeId, to.spokeId) ? crossPeering(survey, { owner: from.spokeId, remote: to.spokeId }) : crossToSpoke(deployment, from, to, overGateway)) ??
    (way === 'there' ? passRules(survey, to, { from, to }, 'Inbound') : undefined);
  if (!obstacle) return { passage: { nic: from, deciding } };
  return 'break' in obstacle ? { kind: 'breaks', way, at: obstacle.break } : { kind: 'unknown', way, gap: obstacle.gap };
}

/** Equal-cost rows are picked by a hash of the connection, so all of them must lead on. */
function firstObstacle<T>(rows: readonly T[], obstacleOf: (row: T) => Obstacle): Obstacle {
  const obstacles = rows.map(obstacleOf).filter((obstacle) => obstacle !== undefined);
  return obstacles.find((obstacle) => 'break' in obstacle) ?? obstacles[0];
}
