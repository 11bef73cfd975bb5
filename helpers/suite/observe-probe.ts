/** One probe from machine to machine, tried until it is settled, and what the check makes of it. */
import type { Case, ProbeCase, ProbeCheck } from '../checks/check';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Effort } from '../estate/reading';
import type { AccessPaths } from '../probe/access-paths';
import type { LoginOutcome } from '../probe/outcome';
import { probes } from '../probe/probes';
import type { Settings } from '../settings/settings';
import { settleLogin } from './settle-login';

export interface Probing extends Pick<Settings, 'convergenceTimeoutMs'> {
  readonly check: ProbeCheck;
  readonly paths: AccessPaths;
}

export interface Probed {
  readonly judged: Case;
  readonly effort: Effort;
  readonly outcome: LoginOutcome;
}

/** What the survey shows to be broken is tried once, and not waited for. */
export async function observeProbe({ survey, expectations }: Deployment, due: ProbeCase, { check, paths, convergenceTimeoutMs }: Probing): Promise<Probed> {
  const estate = estateOf(survey);
  const path = paths.to(due.from);
  const patienceMs = check.isHopeless(estate, expectations, due) ? 0 : convergenceTimeoutMs;
  const { outcome, effort } = await settleLogin(() => probes.login.attempt(path, due.to), { deadline: Date.now() + patienceMs });
  return { judged: check.judge(estate, expectations, due, outcome), effort, outcome };
}
