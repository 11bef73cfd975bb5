/** One probe from machine to machine, tried until it is settled, and what the check makes of it. */
import type { Case, ProbeCase, ProbeCheck, TriedLogin } from '../checks/check';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Effort } from '../estate/reading';
import type { AccessPaths } from '../probe/access-paths';
import type { LoginOutcome } from '../probe/outcome';
import { probes } from '../probe/probes';
import type { Settings } from '../settings/settings';
import { settleLogin } from './settle-login';
import { tryMachines } from './try-machines';

export interface Probing extends Pick<Settings, 'convergenceTimeoutMs'> {
  readonly check: ProbeCheck;
  readonly paths: AccessPaths;
}

export interface Probed {
  readonly judged: Case;
  readonly effort: Effort;
  /** What came of it in the end. */
  readonly login: TriedLogin;
}

/** What the survey shows to be broken is tried once, and not waited for. */
export async function observeProbe({ survey, expectations }: Deployment, due: ProbeCase, { check, paths, convergenceTimeoutMs }: Probing): Promise<Probed> {
  const estate = estateOf(survey);
  const patienceMs = check.isHopeless(estate, expectations, due) ? 0 : convergenceTimeoutMs;
  let tried: readonly TriedLogin[] = [];
  const round = async (): Promise<LoginOutcome> => {
    tried = await tryMachines(due, ({ from, to }) => probes.login.attempt(paths.to(from), to));
    return tried.at(-1)?.outcome ?? { kind: 'not-tried', message: 'no login was due' };
  };
  const { outcome, effort } = await settleLogin(round, { deadline: Date.now() + patienceMs });
  const login = tried.at(-1) ?? { from: due.from, to: due.to, outcome };
  return { judged: check.judge(estate, expectations, due, login, tried.slice(0, -1)), effort, login };
}
