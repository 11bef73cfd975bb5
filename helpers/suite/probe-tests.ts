/** Checks by probe as Jest tests: many at a time, over one access path to each machine. */
import { afterAll, test } from '@jest/globals';
import type { ProbeCase, ProbeCheck, TriedLogin } from '../checks/check';
import { isJudged } from '../checks/check';
import { namedMachines } from '../checks/logins/named-machines';
import { waivedOn, waiverFor } from '../checks/waivers';
import { estateOf } from '../estate/estate';
import { createAccessPaths } from '../probe/access-paths';
import { redactLogins } from '../redaction/redact-login';
import { hidden, redactionOf } from '../redaction/redaction';
import { defaultTimeouts, longestAttemptMs } from '../probe/timeouts';
import { appendRecord, recordOf } from '../report/verdict-record';
import { titleOf } from '../words/case-words';
import { context, settings } from './context';
import type { Probed, Probing } from './observe-probe';
import { observeProbe } from './observe-probe';
import { createLoginPatience } from './login-patience';
import { createLoginQueue, sshdTakes } from './login-queue';
import { suiteName } from './suite-name';
import { mostTries } from './try-machines';
import { throwIfRed } from './verdict-error';

/** Beyond the longest attempt, so that it is the attempt that says what it waited for, not Jest. */
const graceMs = 60_000;

/** The longest time that a timer knows. */
const longestTimerMs = 2 ** 31 - 1;

export function defineProbeTests(check: ProbeCheck, due: readonly ProbeCase[]): void {
  if (due.length === 0) return;
  const { ssh, sshTimeoutMs, sshParallel, convergenceTimeoutMs } = settings();
  if (!ssh) throw new Error('Logins are due, and the settings name no way to log in.');
  const timeouts = { ...defaultTimeouts, channelTimeoutMs: sshTimeoutMs };
  const { deployment, truth } = context();
  const estate = estateOf(deployment.survey);
  const paths = createAccessPaths(ssh, namedMachines(estateOf((truth?.deployment ?? deployment).survey)), timeouts);
  afterAll(() => paths.close());
  const queue = createLoginQueue({ ...sshdTakes, atOnce: sshParallel });
  const probing = { check, paths, convergenceTimeoutMs, queue, patience: createLoginPatience() };
  const suite = suiteName();
  // Jest begins them all, and each waits for its turn: the time of those before it is time of its own.
  const oneMs = (probe: ProbeCase): number => mostTries(probe) * longestAttemptMs(timeouts) + graceMs + convergenceTimeoutMs;
  const allMs = Math.min(longestTimerMs, due.reduce((sum, probe) => sum + oneMs(probe), 0));
  const tried = truth && redactLogins(redactionOf(truth.deployment, truth.redacts, truth.key), estate.label).tried;
  for (const probe of due) test.concurrent(titleOf(probe, estate.label), () => judgeProbe(suite, probe, probing, tried), allMs);
}

/** @param tried makes of a login what is told of it, where that is redacted */
async function judgeProbe(suite: string, due: ProbeCase, probing: Probing, tried?: (login: TriedLogin) => TriedLogin): Promise<void> {
  const { deployment, day, records } = context();
  // What is waived may pass, and is not waited for.
  const isAwaited = waiverFor(deployment, day, due) === undefined;
  const patient = isAwaited ? probing : { ...probing, convergenceTimeoutMs: 0 };
  const { judged, effort, login } = await (tried ? observeTruth(due, { ...patient, told: { deployment, due, tried } }) : observeProbe(deployment, due, patient));
  const record = recordOf(suite, waivedOn(deployment, day, judged), estateOf(deployment.survey).label, effort, login);
  appendRecord(records, record);
  throwIfRed(record.verdict);
}

/** By true names and addresses. What goes wrong with that may hold them. */
async function observeTruth(due: ProbeCase, probing: Probing): Promise<Probed> {
  const { probes, truth } = context();
  const meant = truth?.probes[probes.indexOf(due)];
  if (!truth || !meant || isJudged(meant)) throw new Error('The probe has no counterpart in truth.');
  return observeProbe(truth.deployment, meant, probing).catch(() => {
    throw new Error(hidden);
  });
}
