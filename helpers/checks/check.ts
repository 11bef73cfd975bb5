/** What a check is: a statement about the network, and the cases of it that one deployment has, each with its verdict. */
import type { Deployment } from '../estate/deployment';
import type { ReadingRef } from '../estate/reading-ref';
import type { Key } from '../estate/survey';
import type { Verdict } from './verdict';

export type { ReadingRef };

export interface Check {
  /** `RS-01`. */
  readonly id: string;
  /** The statement in general, e.g. `the hub has a subnet named RouteServerSubnet`. */
  readonly statement: string;
  /** One case per subject, in a stable order; at least one. Pure. */
  cases(deployment: Deployment): Case[];
}

export interface Case {
  readonly checkId: string;
  /** `[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server`: unique in a run, stable from run to run. */
  readonly title: string;
  readonly verdict: Verdict;
  /**
   * Readings that Azure may still be settling and on which a verdict other than pass rests; they are worth observing
   * again. Empty where waiting cannot help: the verdict follows from configuration alone.
   */
  readonly unsettled: readonly ReadingRef[];
  /** The resources that the case is about, for joining verdicts and causes. */
  readonly subjects: readonly Key[];
}
