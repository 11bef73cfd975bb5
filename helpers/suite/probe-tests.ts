/** Checks by probe as Jest tests: several at a time, over one access path to each machine. */
import { afterAll, test } from '@jest/globals';
import type { ProbeCase, ProbeCheck } from '../checks/check';
import { namedMachines } from '../checks/logins/named-machines';
import { estateOf } from '../estate/estate';
import { createAccessPaths } from '../probe/access-paths';
import { defaultTimeouts, longestAttemptMs } from '../probe/timeouts';
import { appendRecord, recordOf } from '../report/verdict-record';
import { titleOf } from '../words/case-words';
import { context, settings } from './context';
import type { Probing } from './observe-probe';
import { observeProbe } from './observe-probe';
import { suiteName } from './suite-name';
import { mostTries } from './try-machines';
import { throwUnlessPass } from './verdict-error';

/** Beyond the longest attempt, so that it is the attempt that says what it waited for, not Jest. */
const graceMs = 60_000;

export function defineProbeTests(check: ProbeCheck, due: readonly ProbeCase[]): void {
  if (due.length === 0) return;
  const { ssh, sshTimeoutMs, convergenceTimeoutMs } = settings();
  if (!ssh) throw new Error('Logins are due, and the settings name no way to log in.');
  const timeouts = { ...defaultTimeouts, channelTimeoutMs: sshTimeoutMs };
  const estate = estateOf(context().deployment.survey);
  const paths = createAccessPaths(ssh, namedMachines(estate), timeouts);
  afterAll(() => paths.close());
  const probing = { check, paths, convergenceTimeoutMs };
  const suite = suiteName();
  for (const probe of due) {
    const longestMs = mostTries(probe) * longestAttemptMs(timeouts) + graceMs + convergenceTimeoutMs;
    test.concurrent(titleOf(probe, estate.label), () => judgeProbe(suite, probe, probing), longestMs);
  }
}

async function judgeProbe(suite: string, due: ProbeCase, probing: Probing): Promise<void> {
  const { deployment, records } = context();
  const { judged, effort, login } = await observeProbe(deployment, due, probing);
  const record = recordOf(suite, judged, estateOf(deployment.survey).label, effort, login);
  appendRecord(records, record);
  throwUnlessPass(record.verdict);
}
