/** One probe from machine to machine, tried until it is settled, and what the check makes of it. */
import type { Case, ProbeCase, ProbeCheck, TriedLogin } from '../checks/check';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Effort } from '../estate/reading';
import type { AccessPaths } from '../probe/access-paths';
import { probes } from '../probe/probes';
import type { Settings } from '../settings/settings';
import type { LoginPatience } from './login-patience';
import { createLoginPatience } from './login-patience';
import type { LoginQueue } from './login-queue';
import { lastOf, settleLogin } from './settle-login';
import { tryMachines } from './try-machines';

export interface Probing extends Pick<Settings, 'convergenceTimeoutMs'> {
  readonly check: ProbeCheck;
  readonly paths: AccessPaths;
  /** Where every round of logins waits for its turn; each begins at once where not given. */
  readonly queue?: LoginQueue;
  /** What all probes of a run share; its own where not given. */
  readonly patience?: LoginPatience;
  /** As what it is judged and told, where that is not as what it is made. */
  readonly told?: Told;
}

export interface Told {
  readonly deployment: Deployment;
  readonly due: ProbeCase;
  readonly tried: (login: TriedLogin) => TriedLogin;
}

export interface Probed {
  readonly judged: Case;
  readonly effort: Effort;
  /** What came of it in the end. */
  readonly login: TriedLogin;
}

const atOnce: LoginQueue = { run: (_sides, job) => job() };

/** What the survey shows to be broken is tried once, and not waited for. */
export async function observeProbe({ survey, expectations }: Deployment, due: ProbeCase, probing: Probing): Promise<Probed> {
  const { check, paths, convergenceTimeoutMs, queue = atOnce, patience = createLoginPatience() } = probing;
  const estate = estateOf(survey);
  const patienceMs = (): number => (check.isHopeless(estate, expectations, due) ? 0 : convergenceTimeoutMs);
  const sides = { from: due.from.spokeId, to: due.to.spokeId };
  const { tried, effort } = await settleLogin(
    (began) =>
      queue.run(sides, () => {
        began();
        return tryMachines(due, ({ from, to }) => probes.login.attempt(paths.to(from), to));
      }),
    { patienceMs, patience },
  );
  const told = probing.told ?? { deployment: { survey, expectations }, due, tried: (login: TriedLogin) => login };
  const [last, before] = [told.tried(lastOf(tried)), tried.slice(0, -1).map(told.tried)];
  return { judged: check.judge(estateOf(told.deployment.survey), told.deployment.expectations, told.due, last, before), effort, login: last };
}
