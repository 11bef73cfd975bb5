/** One login from spoke to spoke, tried until it is settled, as a record of what came of it. */
import { judgeLogin } from '../checks/ssh-01';
import { isBroken } from '../explain/login-cause';
import type { Deployment } from '../estate/deployment';
import type { SshPair } from '../estate/ssh-pairs';
import type { VerdictRecord } from '../report/verdict-record';
import type { Settings } from '../settings/settings';
import type { AccessPaths } from '../probe/access-paths';
import { probes } from '../probe/probes';
import { settleLogin } from './settle-login';

export interface Logins extends Pick<Settings, 'convergenceTimeoutMs'> {
  readonly ways: AccessPaths;
}

/** A pair that the survey shows to be broken is tried once, and not waited for. */
export async function observePair(deployment: Deployment, pair: SshPair, { ways, convergenceTimeoutMs }: Logins): Promise<VerdictRecord> {
  const common = { checkId: 'SSH-01', title: pair.title, subjects: pair.subjects };
  if (pair.kind === 'obstacle') return { ...common, verdict: { verdict: 'cannot-tell', reason: pair.reason, evidence: [] } };
  const { from, to } = pair;
  const accessPath = ways.to(from);
  const patienceMs = isBroken(deployment, pair) ? 0 : convergenceTimeoutMs;
  const { outcome, effort } = await settleLogin(() => probes.login.attempt(accessPath, to), { deadline: Date.now() + patienceMs });
  return { ...common, verdict: judgeLogin(from, to, outcome), effort, login: { fromNicId: from.nicId, toNicId: to.nicId, outcome } };
}
