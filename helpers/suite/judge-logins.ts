/** SSH-01 as Jest tests: one for every ordered pair of spokes, several at a time, over one way in to each machine. */
import { afterAll, test } from '@jest/globals';
import type { SshPair } from '../estate/ssh-pairs';
import { sshPairs } from '../estate/ssh-pairs';
import { appendRecord } from '../report/verdict-record';
import { createAccessPaths } from '../probe/access-paths';
import { context, settings } from './context';
import type { Logins } from './observe-pair';
import { observePair } from './observe-pair';
import { throwUnlessPass } from './verdict-error';

/** Room for one attempt with all its waits at their bounds, so that it is the attempt that says what it waited for, not Jest. */
const longestAttemptMs = 300_000;

export function judgeLogins(): void {
  const { deployment } = context();
  const pairs = sshPairs(deployment);
  if (pairs.length === 0) skipped('[SSH-01] no pair of spokes logs in to each other', 'there are not two spokes');
  if (!deployment.expectations.sshChecks) {
    for (const { title } of pairs) skipped(title, 'SSH_CHECKS is off');
    return;
  }
  const { ssh, sshTimeoutMs, convergenceTimeoutMs } = settings();
  if (!ssh) throw new Error('Logins are due, and the settings name no way to log in.');
  const ways = createAccessPaths(ssh, { channelTimeoutMs: sshTimeoutMs });
  afterAll(() => ways.close());
  const logins = { ways, convergenceTimeoutMs };
  for (const pair of pairs) test.concurrent(pair.title, () => judgePair(pair, logins), longestAttemptMs + convergenceTimeoutMs);
}

function skipped(title: string, reason: string): void {
  appendRecord(context().records, { checkId: 'SSH-01', title, verdict: { verdict: 'skip', reason }, subjects: [] });
  test.skip(title, () => undefined);
}

async function judgePair(pair: SshPair, logins: Logins): Promise<void> {
  const record = await observePair(context().deployment, pair, logins);
  appendRecord(context().records, record);
  throwUnlessPass(record.verdict);
}
