/**
 * Agreement: on random networks with random faults, what the harness makes of what it read is what the lab's truth says,
 * pair by pair and check by check.
 */
import fc from 'fast-check';
import { causesOf } from '../../helpers/causes/causes';
import { allChecks } from '../../helpers/checks/all-checks';
import { isRed } from '../../helpers/checks/check';
import { path01 } from '../../helpers/checks/paths/path-01-carried';
import { judgeSurvey } from '../../helpers/checks/judge-all';
import { estateOf } from '../../helpers/estate/estate';
import { keyOf } from '../../helpers/estate/resource-id';
import { followPacket } from '../../helpers/path/follow-packet';
import { titleOf } from '../../helpers/words/case-words';
import type { Deployment } from '../../helpers/estate/deployment';
import { powerOf } from '../../helpers/estate/machines';
import type { Lab } from '../../lab/lab';
import type { Path } from '../../helpers/path/path';
import { connect } from '../../lab/network/path';
import type { ConnectOutcome } from '../../lab/network/path';
import { networkOf, transitOf } from '../../lab/shapes/build-network';
import type { Topology } from '../../lab/topology/topology';
import { createWorld } from '../../lab/topology/world';
import { replay } from '../replay';
import type { LabSurveyor } from '../survey-lab';
import { mutationPlans, mutate } from './mutations/all-mutations';
import { networkPlans } from './random-network';
import { expectedVerdicts, type ExpectedVerdict } from './truths/all-truths';

/** Gives a running lab another topology. */
function become(lab: Lab, topology: Topology): void {
  Object.assign(lab.topology, topology);
}

/** One sentence for each point on which harness and truth differ; none where they agree. */
function disagreements(deployment: Deployment, topology: Topology): string[] {
  return [...pairDisagreements(deployment, topology), ...checkDisagreements(deployment, topology), ...unexplained(deployment)];
}

function pairDisagreements(deployment: Deployment, topology: Topology): string[] {
  const world = createWorld(topology);
  const estate = estateOf(deployment.survey);
  const verdicts = new Map(path01.judge(estate, deployment.expectations).map(({ subjects, verdict }) => [subjects.join(' '), verdict]));
  return estate.pairs.flatMap((pair) => {
    if (pair.kind !== 'pair') return ['a NIC could not be read'];
    const { from, to } = pair;
    if (powerOf(from.vm) !== 'running' || powerOf(to.vm) !== 'running') return [];
    const machine = world.virtualMachine(from.vmId);
    if (!machine) return [`the lab does not know ${from.vmId}`];
    const truth = connect(world, { from: machine, to: to.address, port: 22 });
    const walk = followPacket(estate, deployment.expectations, from, to);
    const verdict = verdicts.get(keyOf(`${from.nic.id} ${to.nic.id}`)) ?? 'missing';
    const agree = truth.kind === 'open' ? verdict === 'pass' : verdict === 'fail' || isUnseen(truth, walk);
    const why = 'reason' in truth ? truth.reason : 'it is open';
    const found = walk.kind === 'breaks' ? `breaks ${walk.way} (${walk.finding.kind})` : walk.kind;
    return agree ? [] : [`${from.address} → ${to.address}: the lab says ${truth.kind} (${why}), the harness ${found}, and PATH-01 ${verdict}`];
  });
}

/** What the lab loses at a guest, or where nothing that Resource Manager shows has the next hop, no survey can know; that it was not looked at must be told. */
function isUnseen(truth: ConnectOutcome, walk: Path): boolean {
  const isBeyond = 'cause' in truth && ['next-hop-does-not-forward', 'next-hop-unheld', 'transit-has-no-way', 'next-hop-outside'].includes(truth.cause);
  return isBeyond && walk.kind === 'arrives' && walk.beyond.some(({ kind }) => kind !== 'route-server');
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
      become(lab, topology);
      const settings = { TRANSIT: transitOf(plan.design), HUB_VNET_ID: idOf(topology, 0), SPOKE_VNET_IDS: plan.spokes.map((_, index) => idOf(topology, index + 1)).join(',') };
      const found = disagreements((await surveyor.survey(settings)).deployment, topology);
      if (found.length > 0) throw new Error(found.join('\n'));
    }),
    { numRuns: runs, ...replay(process.env.REPLAY) },
  );
}

const idOf = (topology: Topology, index: number): string => createWorld(topology).virtualNetworkIdOf(topology.virtualNetworks[index]?.name ?? '');
