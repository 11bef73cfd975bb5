/** One fault rehearsed in this process: a lab with the fault, judged by the harness's own parts, and compared with what the fault states. */
import type { AzureLimits } from '../../helpers/azure/transport/azure-clients';
import type { Incident } from '../../lab/arm/incident';
import { namedMachines } from '../../helpers/checks/logins/named-machines';
import { dueProbes, judgeSurvey } from '../../helpers/checks/judge-all';
import { isJudged } from '../../helpers/checks/check';
import { cutOff } from '../../helpers/path/cut-off';
import { causesOf } from '../../helpers/causes/causes';
import type { Deployment } from '../../helpers/estate/deployment';
import { estateOf } from '../../helpers/estate/estate';
import type { Problem } from '../../helpers/estate/reading';
import type { VerdictRecord } from '../../helpers/report/verdict-record';
import { recordOf } from '../../helpers/report/verdict-record';
import type { ProbeTimeouts } from '../../helpers/probe/timeouts';
import { createAccessPaths } from '../../helpers/probe/access-paths';
import { createLoginQueue, sshdTakes } from '../../helpers/suite/login-queue';
import { observeProbe } from '../../helpers/suite/observe-probe';
import type { CauseWords } from '../../helpers/words/cause-words';
import { causeWords } from '../../helpers/words/cause-words';
import { problemCause } from '../../helpers/words/reading-words';
import { allFaults } from '../../lab/faults/catalogue';
import { elsewhere } from '../../lab/faults/elsewhere';
import type { Fault } from '../../lab/faults/fault';
import type { FaultTarget } from '../../lab/faults/fault-target';
import { partNames } from '../../lab/faults/fault-target';
import { startLab, type DataPlane } from '../../lab/lab';
import { createBehaviours } from '../../lab/ssh/behaviour';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { builtInTopologies, builtInTopology } from '../../lab/topologies/built-in';
import type { Topology } from '../../lab/topology/topology';
import { surveyorOf } from '../survey-lab';

/** What never ends by itself, so that a bound must end it. */
const hanging: readonly Incident['act']['kind'][] = ['stall', 'operation-endless', 'endless-next-link'];

/**
 * Labs and harnesses of several rehearsals share this process's one thread, and each request's time runs while it is blocked by the others. So bounds are
 * short only where an incident is meant to hang; elsewhere they decide nothing, and a busy machine must not meet them.
 */
const limitsFor = (incidents: readonly Incident[]): Partial<AzureLimits> => ({
  retryAfterBudgetMs: 500,
  retryDelayMs: 10,
  ...(incidents.some(({ act }) => hanging.includes(act.kind)) ? { requestTimeoutMs: 2_000, operationTimeoutMs: 3_000 } : { requestTimeoutMs: 30_000, operationTimeoutMs: 30_000 }),
});

/** What a rehearsal takes place with. */
export interface Means {
  /** In process where not given. */
  readonly dataPlane?: DataPlane;
  readonly timeouts: Partial<ProbeTimeouts>;
}

const inProcess: Means = { timeouts: { connectTimeoutMs: 3_000, channelTimeoutMs: 1_500, handshakeTimeoutMs: 3_000, authenticationTimeoutMs: 3_000, loginTimeoutMs: 9_000, commandTimeoutMs: 3_000 } };

/** Harness and machines share one process here, and its time; several rehearsals do. */
const atOnce = 20;

export interface Rehearsed {
  /** What was judged; absent where no token was to be had. */
  readonly deployment?: Deployment;
  /** The verdict of every case and login. */
  readonly records: readonly Pick<VerdictRecord, 'checkId' | 'title' | 'verdict' | 'login'>[];
  /** In words, the first first. */
  readonly causes: readonly (CauseWords & { readonly explains: readonly RecordedCase[] })[];
}

/** A case by what stays the same from run to run. */
export type RecordedCase = Pick<VerdictRecord, 'checkId' | 'title'>;

const titled = ({ checkId, title }: RecordedCase): RecordedCase => ({ checkId, title });

/** How the harness judges a topology, with a fault or without. */
export const rehearse = (topology: Topology, apply?: Fault['apply'], settings?: Readonly<Record<string, string>>, means?: Means): Promise<Rehearsed> =>
  rehearseTarget(targetOf(topology, apply), settings, means);

export function targetOf(topology: Topology, apply: Fault['apply'] = () => undefined): FaultTarget {
  const target = { topology, incidents: [], denied: [], ssh: createBehaviours() };
  apply(target);
  return target;
}

export async function rehearseTarget({ topology, incidents, denied, ssh }: FaultTarget, settings: Readonly<Record<string, string>> = {}, { dataPlane, timeouts }: Means = inProcess): Promise<Rehearsed> {
  const lab = await startLab({ topology, incidents, denied, sshBehaviours: ssh, ...(dataPlane && { dataPlane }) });
  const surveyor = surveyorOf(lab, limitsFor(incidents));
  try {
    const problem = await surveyor.refusal();
    if (problem) return refused(problem);
    const { deployment, settings: read } = await surveyor.survey(settings);
    const estate = estateOf(deployment.survey);
    const { label } = estate;
    // With SSH_CHECKS=off there is no access path, and no login is due.
    const paths = read.ssh && createAccessPaths(read.ssh, namedMachines(estate), timeouts);
    const queue = createLoginQueue({ ...sshdTakes, atOnce });
    const logins = dueProbes(deployment).map(async (due): Promise<VerdictRecord> => {
      if (isJudged(due)) return recordOf('', due, label);
      if (!paths) throw new Error('the lab names no access path');
      const { judged, effort, probed } = await observeProbe(deployment, due, { paths, convergenceTimeoutMs: read.convergenceTimeoutMs, blockedWindowMs: read.blockedWindowMs, queue });
      return recordOf('', judged, label, effort, probed);
    });
    const records = [...judgeSurvey(deployment).map((judged) => recordOf('', judged, label)), ...(await Promise.all(logins))];
    await paths?.close();
    const landed = records.flatMap(({ verdict, login }) => (verdict.verdict === 'pass' && login ? [{ fromSpokeId: login.from.spokeId, toSpokeId: login.to.spokeId }] : []));
    const isCutOff = cutOff(estateOf(deployment.survey), deployment.expectations, landed);
    return { deployment, records, causes: causesOf(records.map((record) => ({ ...record.judged, title: record.title }))).map((cause) => ({ ...causeWords(cause, label, isCutOff), explains: cause.explains.map(titled) })) };
  } finally {
    surveyor.close();
    await lab.close();
  }
}

/** Without a token nothing is judged: `verify` reports that one thing. */
function refused(problem: Problem): Rehearsed {
  const title = '[AZURE] spokecheck can log in to Azure';
  const { cause } = problemCause(problem);
  return { records: [{ checkId: 'AZURE', title, verdict: { verdict: 'cannot-tell', reason: cause, evidence: [] } }], causes: [{ sentence: cause, fixes: [], isPart: false, explains: [{ checkId: 'AZURE', title }] }] };
}

export interface FaultResult {
  readonly fault: Fault;
  readonly on: BuiltInTopology;
  /** Red although the fault does not state it. */
  readonly collateral: readonly string[];
  /** Stated by the fault and not red. */
  readonly missed: readonly string[];
  readonly red: readonly string[];
  readonly causes: readonly string[];
  readonly isCauseRight: boolean;
  /** The network with the fault, and how it was judged. */
  readonly target: FaultTarget;
  readonly rehearsed: Rehearsed;
}

export const isRed = ({ verdict }: Pick<VerdictRecord, 'verdict'>): boolean => verdict.verdict === 'fail' || verdict.verdict === 'cannot-tell';

/** A fault on a topology, and what must be red there. */
export interface Injection {
  readonly fault: Fault;
  readonly on: BuiltInTopology;
  readonly red: readonly string[];
}

/** On the topologies that a fault states itself. */
export const ownInjections: readonly Injection[] = allFaults.map((fault) => ({ fault, on: fault.base ?? 'reference', red: fault.red }));

/** On the other ones on which it makes sense. */
export const furtherInjections: readonly Injection[] = builtInTopologies.flatMap((on) => {
  const { alike = [], otherwise = {} } = elsewhere[on] ?? {};
  return allFaults.flatMap((fault): Injection[] => {
    const red = alike.includes(fault.name) ? fault.red : otherwise[fault.name]?.split(' ');
    return red ? [{ fault, on, red }] : [];
  });
});

export async function rehearseFault({ fault, on, red: stated }: Injection): Promise<FaultResult> {

  const target = targetOf(builtInTopology(on));
  const names = partNames(target);
  fault.apply(target);
  const rehearsed = await rehearseTarget(target);
  const { records, causes } = rehearsed;
  const red = [...new Set(records.filter(isRed).map(({ checkId }) => checkId))];
  const first = causes[0]?.sentence ?? '';
  const cause = fault.cause.map((fragment) => fragment.replace(/\{(\w+)\}/g, (_, part: string) => names[part] ?? part));
  return {
    fault,
    on,
    red,
    collateral: red.filter((id) => !stated.includes(id)),
    missed: stated.filter((id) => !red.includes(id)),
    causes: causes.map(({ sentence }) => sentence),
    isCauseRight: cause.every((fragment) => first.includes(fragment)),
    target,
    rehearsed,
  };
}
