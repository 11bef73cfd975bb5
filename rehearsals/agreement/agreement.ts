/**
 * Agreement: on random networks with random faults, what the harness makes of what it read is what the lab's truth says,
 * pair by pair and check by check.
 */
import fc from 'fast-check';
import { causesOf } from '../../helpers/causes/causes';
import { allChecks } from '../../helpers/checks/all-checks';
import { isRed } from '../../helpers/checks/check';
import { judgeSurvey } from '../../helpers/checks/judge-all';
import { estateOf } from '../../helpers/estate/estate';
import { titleOf } from '../../helpers/words/case-words';
import type { Deployment } from '../../helpers/estate/deployment';
import type { Lab } from '../../lab/lab';
import { networkOf } from '../../lab/shapes/build-network';
import type { Topology } from '../../lab/topology/topology';
import { createWorld } from '../../lab/topology/world';
import { replay } from '../replay';
import type { LabSurveyor } from '../survey-lab';
import { mutationPlans, mutate } from './mutations/all-mutations';
import { comparePairs, pairDisagreements } from './pairs';
import { networkPlans, randomNetworks, topologyOf } from './random-network';
import { expectedVerdicts, type ExpectedVerdict } from './truths/all-truths';

/** Gives a running lab another topology, and takes away what only the one before said. */
function become(lab: Lab, topology: Topology): void {
  for (const key of Object.keys(lab.topology)) Reflect.deleteProperty(lab.topology, key);
  Object.assign(lab.topology, topology);
}

/** What the harness observes of a network. */
export async function observe(lab: Lab, surveyor: LabSurveyor, topology: Topology): Promise<Deployment> {
  become(lab, topology);
  const { transit = 'route-server', spokes = [], environment = {} } = topology.settings;
  const world = createWorld(topology);
  const settings = { TRANSIT: transit, HUB_VNET_ID: world.virtualNetworkIdOf(topology.settings.hub), SPOKE_VNET_IDS: spokes.map((spoke) => world.virtualNetworkIdOf(spoke)).join(','), FORWARDED_TRAFFIC: 'required', ...environment };
  return (await surveyor.survey(settings)).deployment;
}

/** One sentence for each point on which harness and truth differ; none where they agree. */
function disagreements(deployment: Deployment, topology: Topology): string[] {
  return [...pairDisagreements(deployment, topology), ...checkDisagreements(deployment, topology), ...unexplained(deployment)];
}

function checkDisagreements(deployment: Deployment, topology: Topology): string[] {
  const expected = expectedVerdicts(topology);
  const cases = judgeSurvey(deployment);
  return allChecks.flatMap((check) => {
    const worst = worstOf(cases.filter(({ checkId }) => checkId === check.id).map(({ verdict }) => verdict));
    const truth = expected[check.id];
    return truth === undefined || truth === worst ? [] : [`${check.id} comes to ${worst}, and by the topology it must come to ${truth}`];
  });
}

function worstOf(verdicts: readonly string[]): ExpectedVerdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('cannot-tell') ? 'cannot-tell' : 'not-red';
}

function unexplained(deployment: Deployment): string[] {
  const cases = judgeSurvey(deployment);
  const { label } = estateOf(deployment.survey);
  const explained = new Set(causesOf(cases).flatMap(({ explains }) => explains));
  return cases.filter((judged) => isRed(judged) && !explained.has(judged)).map((judged) => `no cause explains ${titleOf(judged, label)}`);
}

/** Fails with the smallest network found on which they differ, and with the seed that leads there again. */
export async function assertAgreement(lab: Lab, surveyor: LabSurveyor, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(networkPlans, mutationPlans, async (plan, faults) => {
      const topology = networkOf(plan);
      mutate(topology, faults);
      assertNone(disagreements(await observe(lab, surveyor, topology), topology));
    }),
    { numRuns: runs, ...replay(process.env.REPLAY) },
  );
}

/** Likewise, on networks of the whole language, of which the truths of the checks do not speak: pair by pair. @returns how many pairs were compared */
export async function assertPairsAgree(lab: Lab, surveyor: LabSurveyor, runs: number): Promise<number> {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(randomNetworks, async (network) => {
      const topology = topologyOf(network);
      const deployment = await observe(lab, surveyor, topology);
      compared += comparePairs(deployment, topology).length;
      assertNone([...pairDisagreements(deployment, topology), ...unexplained(deployment)]);
    }),
    { numRuns: runs, ...replay(process.env.REPLAY) },
  );
  return compared;
}

function assertNone(found: readonly string[]): void {
  if (found.length > 0) throw new Error(found.join('\n'));
}
