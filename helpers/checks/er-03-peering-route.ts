/**
 * ER-03: both sides of a peering being Connected is what Azure reports; the peering route on the NIC is what comes of it. Its type is VNetPeering
 * within a region and VNetGlobalPeering across. A user route of the same prefix makes it Invalid, which is in order.
 */
import type { MachineNic, Machines } from '../estate/machines';
import { machinesIn } from '../estate/machines';
import { observationOf } from '../estate/nic-observation';
import { overlaps, parsePrefix, samePrefix } from '../estate/prefix';
import type { ReadingRef } from '../estate/reading-ref';
import { hubOf } from '../estate/spokes';
import type { EffectiveRoute, Survey, VirtualNetwork } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { nextHopWords } from '../estate/transit';
import { aligned, atMost, list } from './aligned';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, notRead, pass, skip } from './judgement';
import { sideOf } from './peering-sides';
import { networkRef, nicRef, routesRef } from './reading-refs';
import { isState } from './settling';

export const er03 = defineCheck('ER-03', "a peering route to the hub is among the NIC's effective routes", ({ survey }, label) =>
  survey.spokeIds.flatMap((spokeId): Judged[] => {
    const machines = machinesIn(survey, spokeId);
    if (machines.status === 'read') return judgeSpoke(machines.value, survey, label);
    const sentence = `the machines of ${label(spokeId)} have a peering route to ${label(survey.hubId)}`;
    return [{ sentence, about: [spokeId], ...notRead(label(spokeId), machines.problem, networkRef(spokeId)) }];
  }),
);

function judgeSpoke({ nics, unread }: Machines, survey: Survey, label: Label): Judged[] {
  const sentence = (nicId: string): string => `${label(nicId)} has a peering route to ${label(survey.hubId)}`;
  return [
    ...nics.map((machine) => ({ sentence: sentence(machine.nic.id), about: [machine.nic.id, machine.spokeId, survey.hubId], ...judgeNic(machine, survey, label) })),
    ...unread.map(({ nicId, problem }) => ({ sentence: sentence(nicId), about: [nicId], ...notRead(label(nicId), problem, nicRef(nicId)) })),
  ];
}

function judgeNic(machine: MachineNic, survey: Survey, label: Label): Judgement {
  const hub = hubOf(survey);
  const observation = observationOf(survey.effectiveRoutes, machine, label);
  switch (observation.kind) {
    case 'not-running':
      return skip(`${observation.words} (see ER-01)`);
    case 'unread':
      return notRead(`the effective routes of ${label(machine.nic.id)}`, observation.problem, routesRef(machine.nic.id));
    case 'read':
      if (hub.reading.status === 'unread') return notRead(label(hub.id), hub.reading.problem, networkRef(hub.id));
      return judgeRoutes(machine, observation.value, hub.reading.value, survey, label);
  }
}

function judgeRoutes(machine: MachineNic, routes: readonly EffectiveRoute[], hub: VirtualNetwork, survey: Survey, label: Label): Judgement {
  const toHub = routes.flatMap((route) => route.addressPrefixes.filter((prefix) => isPeering(route) && touches(prefix, hub)).map((prefix) => ({ route, prefix })));
  if (toHub.some(({ route, prefix }) => isState(route.state, 'Active') || isOverridden(prefix, routes))) return pass();
  const near = routes.filter((route) => isPeering(route) || route.addressPrefixes.some((prefix) => touches(prefix, hub)));
  const rows = near.map((route) => [route.addressPrefixes.join(', '), '→', nextHopWords(route), [route.source, route.name].filter(Boolean).join(' '), route.state]);
  const addressSpace = `address space of ${label(survey.hubId)}: ${list(hub.addressPrefixes)}`;
  const [inactive] = toHub;
  const found = inactive ? `only an ${inactive.route.state} peering route that no user route overrides` : 'no peering route';
  return fail(`${label(machine.nic.id)} has ${found} to ${label(survey.hubId)}`, {
    evidence: [
      addressSpace,
      ...(rows.length > 0 ? ['peering routes and routes that touch it:', ...atMost(aligned(rows)).map((line) => `  ${line}`)] : ['no route touches it']),
    ],
    unsettled: mayStillCome(machine, survey),
  });
}

const isPeering = ({ nextHopType }: EffectiveRoute): boolean => ['vnetpeering', 'vnetglobalpeering'].includes(nextHopType.toLowerCase());

function touches(text: string, { addressPrefixes }: VirtualNetwork): boolean {
  const prefix = parsePrefix(text);
  return prefix !== undefined && prefix.length > 0 && addressPrefixes.some((space) => {
    const other = parsePrefix(space);
    return other !== undefined && overlaps(prefix, other);
  });
}

const isOverridden = (prefix: string, routes: readonly EffectiveRoute[]): boolean =>
  routes.some((route) => isState(route.source, 'User') && isState(route.state, 'Active') && route.addressPrefixes.some((other) => samePrefix(other, prefix)));

/** A peering that is missing or Disconnected on either side gives no route, however long one waits. */
function mayStillCome({ nic, spokeId }: MachineNic, survey: Survey): ReadingRef[] {
  const sides = [sideOf(survey, { owner: survey.hubId, remote: spokeId }), sideOf(survey, { owner: spokeId, remote: survey.hubId })];
  const isBroken = sides.some((side) => side.kind === 'not-peered' || (side.kind === 'peered' && isState(side.peering.peeringState, 'Disconnected')));
  return isBroken ? [] : [routesRef(nic.id)];
}
