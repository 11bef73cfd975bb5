/**
 * ER-02: where each NIC really sends what is for another spoke. That a route matches means nothing: without the user route the other
 * spoke still has one, 10.0.0.0/8 → None, which drops the packets. So the row that decides is judged.
 */
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { observationOf } from '../estate/nic-observation';
import type { MatchingRoute } from '../estate/route-selection';
import { decidingRoutes, matchingRoutes } from '../estate/route-selection';
import type { EffectiveRoute } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { TransitTarget } from '../estate/transit';
import { expectedNextHop, leadsToTransit, nextHopWords, transitWords } from '../estate/transit';
import { list } from './aligned';
import { defineCheck } from './define-check';
import { judgePairs } from './judge-pairs';
import type { Judgement } from './judgement';
import { fail, judgeFound, notRead, pass, skip } from './judgement';
import { machineWords } from './machine-words';
import { transitOf } from './prerequisites';
import { routesRef } from './reading-refs';
import { routeLines, routeWords } from './route-words';
import { whyNotTransit } from './why-not-transit';

const statement = "of the NIC's active effective routes, the one that decides for each other spoke's VM leads to the transit";

export const er02 = defineCheck('ER-02', statement, (deployment, label) => {
  const through = transitWords(deployment.expectations.transit);
  const target = transitOf(deployment, label);
  return judgePairs(deployment.survey, label, {
    sentence: (from, to) => `${from} sends ${to} through ${through}`,
    judge: (from, to) => judgeFound(target, (found) => judgePair(deployment, from, to, found, label)),
  });
});

function judgePair(deployment: Deployment, from: MachineNic, to: MachineNic, target: TransitTarget, label: Label): Judgement {
  const observation = observationOf(deployment.survey.effectiveRoutes, from, label);
  switch (observation.kind) {
    case 'unread':
      return notRead(`the effective routes of ${label(from.nic.id)}`, observation.problem, routesRef(from.nic.id));
    case 'not-running':
      return skip(`${observation.words} (see ER-01)`);
    case 'read':
      return judgeRoutes(deployment, from, to, observation.value, target, label);
  }
}

function judgeRoutes(deployment: Deployment, from: MachineNic, to: MachineNic, routes: readonly EffectiveRoute[], target: TransitTarget, label: Label): Judgement {
  const deciding = decidingRoutes(routes, to.address);
  if (deciding.length > 0 && deciding.every(({ route }) => leadsToTransit(route, target))) return pass();
  const lines = routeLines(matchingRoutes(routes, to.address), deciding);
  const heading = `effective routes of ${label(from.nic.id)} for ${to.address}, the longest prefix first:`;
  return fail(factOf(from, to, deciding, deployment, label), {
    evidence: [...(lines.length > 0 ? [heading, ...lines.map((line) => `  ${line}`)] : []), `expected next hop: ${expectedNextHop(target)}`],
    ...whyNotTransit(deployment, from, to, { deciding, target }, label),
  });
}

function factOf(from: MachineNic, to: MachineNic, deciding: readonly MatchingRoute[], { expectations }: Deployment, label: Label): string {
  const [nic, destination] = [label(from.nic.id), machineWords(to, label)];
  if (deciding.length === 0) return `${nic} has no active route for ${destination}`;
  const decide = `${list(deciding.map(routeWords))} ${deciding.length === 1 ? 'decides' : 'decide'}`;
  if (deciding.every(({ route }) => route.nextHopType.toLowerCase() === 'none')) return `${nic} sends ${destination} nowhere: ${decide}`;
  return `${nic} sends ${destination} to ${list(deciding.map(({ route }) => nextHopWords(route)))}, not to ${transitWords(expectations.transit)}: ${decide}`;
}
