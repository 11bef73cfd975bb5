/** The causes of a run on a topology, with logins that end as the lab's network has it and that nobody waits for. */
import { ssh01 } from '../../helpers/checks/logins/ssh-01';
import type { LoginCase } from '../../helpers/checks/check';
import { isJudged } from '../../helpers/checks/check';
import { judgeSurvey } from '../../helpers/checks/judge-all';
import { causesOf } from '../../helpers/causes/causes';
import type { Deployment } from '../../helpers/estate/deployment';
import type { Estate } from '../../helpers/estate/estate';
import { estateOf } from '../../helpers/estate/estate';
import { cutOff } from '../../helpers/path/cut-off';
import type { LoginOutcome } from '../../helpers/probe/outcome';
import type { CauseWords } from '../../helpers/words/cause-words';
import { causeWords } from '../../helpers/words/cause-words';
import { startLab } from '../../lab/lab';
import { connect } from '../../lab/network/path';
import type { Topology } from '../../lab/topology/topology';
import { createWorld, type World } from '../../lab/topology/world';
import { surveyorOf } from '../survey-lab';

/** In words, the first first. */
export async function causesIn(topology: Topology): Promise<CauseWords[]> {
  const lab = await startLab({ topology });
  const surveyor = surveyorOf(lab);
  try {
    const { deployment } = await surveyor.survey();
    const estate = estateOf(deployment.survey);
    const world = createWorld(topology);
    const logins = ssh01.due(estate, deployment.expectations).map((due) => (isJudged(due) ? { judged: due, landed: [] } : loginOf(estate, world, deployment, due)));
    const isCutOff = cutOff(estate, deployment.expectations, logins.flatMap(({ landed }) => landed));
    return causesOf([...judgeSurvey(deployment), ...logins.map(({ judged }) => judged)]).map((cause) => causeWords(cause, estate.label, isCutOff));
  } finally {
    surveyor.close();
    await lab.close();
  }
}

function loginOf(estate: Estate, world: World, { expectations }: Deployment, due: LoginCase) {
  const { from, to } = due;
  const outcome = outcomeOf(world, due);
  return {
    judged: ssh01.judge(estate, expectations, due, { from, to, outcome }, []),
    landed: outcome.kind === 'landed' ? [{ fromSpokeId: from.spokeId, toSpokeId: to.spokeId }] : [],
  };
}

function outcomeOf(world: World, { from, to }: LoginCase): LoginOutcome {
  const [machine, by] = [world.virtualMachine(from.vmId), world.networkInterface(from.nicId)];
  if (!machine || !by) throw new Error(`the lab does not know ${from.vmId}`);
  const isOpen = connect(world, { from: machine, by, to: to.address, port: to.port }).kind === 'open';
  return isOpen ? { kind: 'landed', hostName: to.name, from: from.address, compared: true } : { kind: 'timed-out', timeoutMs: 2_000 };
}
