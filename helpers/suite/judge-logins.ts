/** SSH-01 as Jest tests: one for every ordered pair of spokes, several at a time, over one way in to each machine. */
import { afterAll, test } from '@jest/globals';
import { judgeLogin } from '../checks/ssh-01';
import { isBroken } from '../explain/login-cause';
import type { SshPair } from '../network/ssh-pairs';
import { sshPairs } from '../network/ssh-pairs';
import type { VerdictRecord } from '../report/verdict-record';
import { appendRecord } from '../report/verdict-record';
import { attemptLogin } from '../ssh/spoke-login';
import type { WaysIn } from '../ssh/way-in';
import { createWaysIn } from '../ssh/way-in';
import type { Settings } from '../settings/settings';
import { context, settings } from './context';
import { settleLogin } from './settle-login';
import { throwUnlessPass } from './verdict-error';

/** Room for one attempt with all its waits at their bounds, so that it is the attempt that says what it waited for, not Jest. */
const longestAttemptMs = 180_000;

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
  const ways = createWaysIn(ssh, { channelTimeoutMs: sshTimeoutMs });
  afterAll(() => ways.close());
  const logins = { ways, convergenceTimeoutMs };
  for (const pair of pairs) test.concurrent(pair.title, () => judgePair(pair, logins), longestAttemptMs + convergenceTimeoutMs);
}

function skipped(title: string, reason: string): void {
  appendRecord(context().records, { checkId: 'SSH-01', title, verdict: { verdict: 'skip', reason }, subjects: [] });
  test.skip(title, () => undefined);
}

interface Logins extends Pick<Settings, 'convergenceTimeoutMs'> {
  readonly ways: WaysIn;
}

async function judgePair(pair: SshPair, logins: Logins): Promise<void> {
  const { title, subjects } = pair;
  const judged = await observePair(pair, logins);
  appendRecord(context().records, { checkId: 'SSH-01', title, subjects, ...judged });
  throwUnlessPass(judged.verdict);
}

async function observePair(pair: SshPair, { ways, convergenceTimeoutMs }: Logins): Promise<Pick<VerdictRecord, 'verdict' | 'effort' | 'login'>> {
  if (pair.kind === 'obstacle') return { verdict: { verdict: 'cannot-tell', reason: pair.reason, evidence: [] } };
  const { from, to } = pair;
  const wayIn = ways.to(from);
  const patience = isBroken(context().deployment, pair) ? 0 : convergenceTimeoutMs;
  const { outcome, effort } = await settleLogin(() => attemptLogin({ wayIn, to }), { deadline: Date.now() + patience });
  return { verdict: judgeLogin(from, to, outcome), effort, login: { fromNicId: from.nicId, toNicId: to.nicId, outcome } };
}
