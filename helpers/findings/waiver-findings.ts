/** What is to be known of a waiver. */
import type { Waiver } from '../estate/expectations';

export interface WaiverFinding {
  readonly kind: 'waiver-without-effect';
  readonly waiver: Waiver;
  /** `not-needed`: what it fits passed. `never-waivable`: it fits what could not be judged for the run's own fault. */
  readonly why: 'expired' | 'fits-no-case' | 'not-needed' | 'never-waivable';
}
