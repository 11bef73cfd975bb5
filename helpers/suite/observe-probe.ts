/** One case that waits for a probe: probed until it is settled, and what its check makes of it. */
import { probeChecks } from '../checks/all-checks';
import type { Case, ConnectionCase, LoginCase, ProbeCase, ProbeCheck, Probed, TriedConnection, WatchCase } from '../checks/check';
import type { Deployment } from '../estate/deployment';
import type { Estate } from '../estate/estate';
import { estateOf } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { Effort } from '../estate/reading';
import type { AccessPaths } from '../probe/access-paths';
import { mayStillSettle } from '../probe/may-still-settle';
import { probes } from '../probe/probes';
import type { RedactedProbes } from '../redaction/redact-probe';
import { asTheyAre } from '../redaction/redact-probe';
import type { Settings } from '../settings/settings';
import type { LoginPatience } from './login-patience';
import { createLoginPatience } from './login-patience';
import type { LoginQueue } from './login-queue';
import type { Standing } from './settle-probe';
import { settleProbe } from './settle-probe';
import type { Tries } from './try-machines';
import { lastOf, tryMachines } from './try-machines';
import { standingOf } from './watch-standing';
import { watchWindow } from './watch-window';

export interface Probing extends Pick<Settings, 'convergenceTimeoutMs'> {
  readonly paths: AccessPaths;
  /** How long what is blocked must stay so; not needed where nothing is. */
  readonly blockedWindowMs?: number;
  /** Where every round waits for its turn; each begins at once where not given. */
  readonly queue?: LoginQueue;
  /** What all probes of a run share; its own where not given. */
  readonly patience?: LoginPatience;
  /** As what it is judged and told, where that is not as what it is made. */
  readonly told?: Told;
}

export interface Told {
  readonly deployment: Deployment;
  readonly as: RedactedProbes;
}

export interface Observed {
  readonly judged: Case;
  readonly effort: Effort;
  /** What came of it in the end. */
  readonly probed: Probed;
}

/** What the probes of all kinds have in common. */
interface Round extends Probing {
  readonly estate: Estate;
  readonly deployment: Deployment;
  /** By what it is judged, once it is made. */
  readonly judging: { readonly estate: Estate; readonly expectations: Expectations; readonly as: RedactedProbes };
}

const atOnce: LoginQueue = { run: (_sides, job) => job() };

export function observeProbe(deployment: Deployment, due: ProbeCase, probing: Probing): Promise<Observed> {
  const { told = { deployment, as: asTheyAre } } = probing;
  const judging = { estate: estateOf(told.deployment.survey), expectations: told.deployment.expectations, as: told.as };
  const round = { ...probing, deployment, estate: estateOf(deployment.survey), judging };
  switch (due.probe) {
    case 'login':
      return observeLogin(due, round);
    case 'connection':
      return observeConnection(due, round);
    case 'watch':
      return observeWatch(due, round);
  }
}

async function observeLogin(due: LoginCase, round: Round): Promise<Observed> {
  const { estate, deployment: { expectations }, paths, judging } = round;
  const check = checkOf(due.checkId, 'login');
  const attempt = (): Promise<Tries<LoginTry>> => tryMachines(due, ({ from, to }) => probes.login.attempt(paths.to(from), to));
  const { result, effort } = await settled(due, round, attempt, standingOfTries, () => check.isHopeless(estate, expectations, due));
  const login = judging.as.login(lastOf(result));
  return { judged: check.judge(judging.estate, judging.expectations, judging.as.due(due), login, result.slice(0, -1).map(judging.as.login)), effort, probed: { login } };
}

type LoginTry = Extract<Probed, { readonly login: unknown }>['login'];

async function observeConnection(due: ConnectionCase, round: Round): Promise<Observed> {
  const { estate, deployment: { expectations }, paths, judging } = round;
  const check = checkOf(due.checkId, 'connection');
  const attempt = (): Promise<Tries<TriedConnection>> => tryMachines(due, ({ from, to }) => probes.tcp.attempt(paths.to(from), to));
  const { result, effort } = await settled(due, round, attempt, standingOfTries, () => check.isHopeless(estate, expectations, due));
  const connection = judging.as.connection(lastOf(result));
  return { judged: check.judge(judging.estate, judging.expectations, judging.as.due(due), connection, result.slice(0, -1).map(judging.as.connection)), effort, probed: { connection } };
}

async function observeWatch(due: WatchCase, round: Round): Promise<Observed> {
  const { estate, deployment: { expectations }, paths, blockedWindowMs = 0, judging } = round;
  const { from, to, control } = due;
  const check = checkOf(due.checkId, 'watch');
  const contact = async () => {
    const [outcome, beside] = await Promise.all([probes.tcp.attempt(paths.to(from), to), control && probes.tcp.attempt(paths.to(from), control)]);
    return { outcome, ...(beside && { control: beside }) };
  };
  const attempt = async () => ({ from, to, ...(control && { control }), contacts: await watchWindow(contact, blockedWindowMs) });
  const { result, effort } = await settled(due, round, attempt, standingOf, () => check.isHopeless(estate, expectations, due));
  const watch = judging.as.watch(result);
  return { judged: check.judge(judging.estate, judging.expectations, judging.as.due(due), watch, []), effort, probed: { watch } };
}

const checkOf = <Kind extends ProbeCheck['probe']>(checkId: string, kind: Kind): Extract<ProbeCheck, { readonly probe: Kind }> => {
  const check = probeChecks.find((one): one is Extract<ProbeCheck, { readonly probe: Kind }> => one.id === checkId && one.probe === kind);
  if (!check) throw new Error(`There is no check ${checkId} by ${kind}.`);
  return check;
};

/** What cannot become green by waiting is tried once, and not waited for. */
function settled<Result>(
  { from, to }: ProbeCase,
  { convergenceTimeoutMs, queue = atOnce, patience = createLoginPatience() }: Round,
  attempt: () => Promise<Result>,
  standing: (result: Result) => Standing,
  isHopeless: () => boolean,
): Promise<{ readonly result: Result; readonly effort: Effort }> {
  const sides = { from: from.spokeId, to: to.spokeId };
  const inTurn = (began: () => void): Promise<Result> =>
    queue.run(sides, () => {
      began();
      return attempt();
    });
  return settleProbe(inTurn, { patienceMs: () => (isHopeless() ? 0 : convergenceTimeoutMs), patience, standing });
}

export const standingOfTries = (tries: Tries<Standing['by']>): Standing => ({ by: lastOf(tries), mayStillSettle: mayStillSettle(lastOf(tries).outcome) });
