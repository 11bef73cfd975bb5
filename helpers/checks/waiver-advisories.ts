/** What is to be known of the waivers that change nothing: those that are over, that speak of nothing, or that nothing needs. */
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Finding } from '../findings/finding';
import type { WaiverFinding } from '../findings/waiver-findings';
import type { Case, ProbeCase } from './check';
import { isRed } from './check';
import type { Day } from './waivers';
import { fitsWaiver, isExpired, isWaivable } from './waivers';

/**
 * @param due all of the deployment, and not of a shard alone
 * @param judgedAs what a case came to in this run; undefined where that is not known
 */
export function waiverAdvisories(
  { survey, expectations: { waivers } }: Deployment,
  day: Day,
  due: readonly (Case | ProbeCase)[],
  judgedAs: (one: Case | ProbeCase) => Case | undefined,
): Finding[] {
  const { label } = estateOf(survey);
  return waivers.flatMap((waiver) => {
    const fitted = isExpired(waiver, day) ? 'expired' : due.filter((one) => fitsWaiver(waiver, one, label));
    const why = fitted === 'expired' ? fitted : withoutEffect(fitted.map(judgedAs));
    return why ? [{ kind: 'waiver-without-effect', waiver, why } as const] : [];
  });
}

function withoutEffect(fitted: readonly (Case | undefined)[]): WaiverFinding['why'] | undefined {
  if (fitted.length === 0) return 'fits-no-case';
  if (fitted.some((one) => one && isRed(one) && !isWaivable(one))) return 'never-waivable';
  const isFine = fitted.every((one) => one?.verdict === 'pass' || one?.verdict === 'skip');
  return isFine && fitted.some((one) => one?.verdict === 'pass') ? 'not-needed' : undefined;
}
