/** One fault rehearsed in this process: a lab with the fault, judged by the harness's own parts, and compared with what the fault states. */
import type { Cause } from '../../helpers/explain/cause';
import { explain } from '../../helpers/explain/explain';
import { problemDraft } from '../../helpers/explain/reading-cause';
import type { Deployment } from '../../helpers/estate/deployment';
import { sshPairs } from '../../helpers/estate/ssh-pairs';
import type { VerdictRecord } from '../../helpers/report/verdict-record';
import { casesOf } from '../../helpers/run/due';
import type { SshTimeouts } from '../../helpers/ssh/timeouts';
import { createWaysIn } from '../../helpers/ssh/way-in';
import { observePair } from '../../helpers/suite/observe-pair';
import type { Fault } from '../../lab/faults/fault';
import { startLab, type DataPlane } from '../../lab/lab';
import { createBehaviours } from '../../lab/ssh/behaviour';
import { builtInTopology } from '../../lab/topologies/built-in';
import type { Topology } from '../../lab/topology/topology';
import { surveyorOf } from '../survey-lab';

/** Bounds for a lab on loopback: nothing there takes longer unless it is meant to. */
const limits = { requestTimeoutMs: 1_000, retryAfterBudgetMs: 500, retryDelayMs: 10, operationTimeoutMs: 1_500 };
/** What a rehearsal takes place with. */
export interface Means {
  /** In process where not given. */
  readonly dataPlane?: DataPlane;
  readonly timeouts: SshTimeouts;
}

const inProcess: Means = { timeouts: { connectTimeoutMs: 3_000, channelTimeoutMs: 1_500, handshakeTimeoutMs: 3_000, authenticationTimeoutMs: 3_000, commandTimeoutMs: 3_000 } };

export interface Rehearsed {
  /** What was judged; absent where no token was to be had. */
  readonly deployment?: Deployment;
  /** The verdict of every case and login. */
  readonly records: readonly Pick<VerdictRecord, 'checkId' | 'title' | 'verdict' | 'login'>[];
  readonly causes: readonly Cause[];
}

/** How the harness judges a topology, with a fault or without. */
export async function rehearse(topology: Topology, apply: Fault['apply'] = () => undefined, settings: Readonly<Record<string, string>> = {}, { dataPlane, timeouts }: Means = inProcess): Promise<Rehearsed> {
  const parts = { incidents: [], denied: [], ssh: createBehaviours() };
  apply({ topology, ...parts });
  const lab = await startLab({ topology, incidents: parts.incidents, denied: parts.denied, sshBehaviours: parts.ssh, ...(dataPlane && { dataPlane }) });
  const surveyor = surveyorOf(lab, limits);
  try {
    const problem = await surveyor.refusal();
    if (problem) return refused(problemDraft(problem));
    const { deployment, settings: read } = await surveyor.survey(settings);
    const cases = casesOf(deployment);
    if (!read.ssh) throw new Error('the lab names a way to log in');
    const ways = createWaysIn(read.ssh, timeouts);
    const pairs = sshPairs(deployment);
    const logins = await Promise.all(pairs.map((pair) => observePair(deployment, pair, { ways, convergenceTimeoutMs: read.convergenceTimeoutMs })));
    await ways.close();
    const tried = logins.flatMap(({ title, verdict, login }) => (login ? [{ title, verdict, ...login }] : []));
    const causes = explain(deployment, [...cases, ...logins.filter(({ login }) => !login)], tried);
    return { deployment, records: [...cases, ...logins], causes };
  } finally {
    surveyor.close();
    await lab.close();
  }
}

/** Without a token nothing is judged: `verify` reports that one thing. */
function refused({ key, sentence }: Pick<Cause, 'key' | 'sentence'>): Rehearsed {
  const title = '[AZURE] spokecheck can log in to Azure';
  return { records: [{ checkId: 'AZURE', title, verdict: { verdict: 'cannot-tell', reason: sentence, evidence: [] } }], causes: [{ key, sentence, explains: [title] }] };
}

export interface FaultResult {
  readonly fault: Fault;
  /** Red although the fault does not state it. */
  readonly collateral: readonly string[];
  /** Stated by the fault and not red. */
  readonly missed: readonly string[];
  readonly red: readonly string[];
  readonly causes: readonly string[];
  readonly isCauseRight: boolean;
}

export const isRed = ({ verdict }: Pick<VerdictRecord, 'verdict'>): boolean => verdict.verdict === 'fail' || verdict.verdict === 'cannot-tell';

export async function rehearseFault(fault: Fault): Promise<FaultResult> {
  const { records, causes } = await rehearse(builtInTopology(fault.base ?? 'reference'), fault.apply);
  const red = [...new Set(records.filter(isRed).map(({ checkId }) => checkId))];
  const first = causes[0]?.sentence ?? '';
  return {
    fault,
    red,
    collateral: red.filter((id) => !fault.red.includes(id)),
    missed: fault.red.filter((id) => !red.includes(id)),
    causes: causes.map(({ sentence }) => sentence),
    isCauseRight: fault.cause.every((fragment) => first.includes(fragment)),
  };
}
