/** Checks by probe as Jest tests: many at a time, over one access path to each machine. */
import type { ProbeCase } from '../checks/check';
import { isJudged } from '../checks/check';
import { namedMachines } from '../checks/logins/named-machines';
import { waivedOn, waiverFor } from '../checks/waivers';
import { estateOf } from '../estate/estate';
import { createAccessPaths } from '../probe/access-paths';
import type { RedactedProbes } from '../redaction/redact-probe';
import { redactProbes } from '../redaction/redact-probe';
import { hidden, redactionOf } from '../redaction/redaction';
import { defaultTimeouts, longestAttemptMs } from '../probe/timeouts';
import { appendRecord, recordOf } from '../report/verdict-record';
import { titleOf } from '../words/case-words';
import { context, settings } from './context';
import type { JestWords } from './create-suite';
import type { Observed, Probing } from './observe-probe';
import { observeProbe } from './observe-probe';
import { createLoginPatience } from './login-patience';
import { createLoginQueue, watchesTake, sshdTakes } from './login-queue';
import { mostTries } from './try-machines';
import { throwIfRed } from './verdict-error';

/** Beyond the longest attempt, so that it is the attempt that says what it waited for, not Jest. */
const graceMs = 60_000;

/** The longest time that a timer knows. */
const longestTimerMs = 2 ** 31 - 1;

/** @param due of one check */
export function defineProbeTests({ afterAll, test }: JestWords, suite: string, due: readonly ProbeCase[]): void {
  if (due.length === 0) return;
  const { ssh, sshTimeoutMs, sshParallel, convergenceTimeoutMs, blockedWindowMs } = settings();
  if (!ssh) throw new Error('Probes are due, and the settings name no way to log in.');
  const timeouts = { ...defaultTimeouts, channelTimeoutMs: sshTimeoutMs };
  const { deployment, truth } = context();
  const estate = estateOf(deployment.survey);
  const paths = createAccessPaths(ssh, namedMachines(estateOf((truth?.deployment ?? deployment).survey)), timeouts);
  afterAll(() => paths.close());
  const queue = createLoginQueue({ ...(due.some(({ probe }) => probe === 'watch') ? watchesTake : sshdTakes), atOnce: sshParallel });
  const probing = { paths, convergenceTimeoutMs, blockedWindowMs, queue, patience: createLoginPatience() };
  // Jest begins them all, and each waits for its turn: the time of those before it is time of its own.
  const oneMs = (probe: ProbeCase): number => mostTries(probe) * longestAttemptMs(timeouts) + (probe.probe === 'watch' ? blockedWindowMs : 0) + graceMs + convergenceTimeoutMs;
  const allMs = Math.min(longestTimerMs, due.reduce((sum, probe) => sum + oneMs(probe), 0));
  const as = truth && redactProbes(redactionOf(truth.deployment, truth.redacts, truth.key), estate.label);
  for (const probe of due) test.concurrent(titleOf(probe, estate.label), () => judgeProbe(suite, probe, probing, as), allMs);
}

/** @param as makes of a probe what is told of it, where that is redacted */
async function judgeProbe(suite: string, due: ProbeCase, probing: Probing, as?: RedactedProbes): Promise<void> {
  const { deployment, day, records } = context();
  // What is waived may pass, and is not waited for.
  const isAwaited = waiverFor(deployment, day, due) === undefined;
  const patient = isAwaited ? probing : { ...probing, convergenceTimeoutMs: 0 };
  const { judged, effort, probed } = await (as ? observeTruth(due, { ...patient, told: { deployment, as } }) : observeProbe(deployment, due, patient));
  const record = recordOf(suite, waivedOn(deployment, day, judged), estateOf(deployment.survey).label, effort, probed);
  appendRecord(records, record);
  throwIfRed(record.verdict);
}

/** By true names and addresses. What goes wrong with that may hold them. */
async function observeTruth(due: ProbeCase, probing: Probing): Promise<Observed> {
  const { probes, truth } = context();
  const meant = truth?.probes[probes.indexOf(due)];
  if (!truth || !meant || isJudged(meant)) throw new Error('The probe has no counterpart in truth.');
  return observeProbe(truth.deployment, meant, probing).catch(() => {
    throw new Error(hidden);
  });
}
