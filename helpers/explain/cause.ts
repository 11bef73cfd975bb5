/** A cause: one sentence for everything that is red because of one setting, one resource, one missing right. */
import type { Case } from '../checks/check';
import type { Verdict } from '../checks/verdict';
import type { LoginOutcome } from '../probe/outcome';

export interface Cause {
  /** Stable from run to run: the kind and the resource. */
  readonly key: string;
  readonly sentence: string;
  /** The titles of the tests that it explains. */
  readonly explains: readonly string[];
  /** A command of the Azure CLI that would mend it, where the mend is established. Printed, never run. */
  readonly mend?: string;
}

/** What a finder makes of one red case; drafts with one key become one cause. */
export interface Draft {
  readonly key: string;
  /** Lower is nearer the root; a cause has the rank of its lowest draft, and its sentence and mend. */
  readonly rank: number;
  readonly sentence: string;
  readonly mend?: string;
}

/** A login that was tried, with the NICs' keys as subjects. */
export interface Login {
  readonly title: string;
  readonly verdict: Verdict;
  readonly fromNicId: string;
  readonly toNicId: string;
  readonly outcome: LoginOutcome;
}

export type RedCase = Pick<Case, 'checkId' | 'title' | 'verdict' | 'subjects'>;

/** The layers of a network, from what everything rests on to what rests on everything. */
export const rank = {
  reading: 0,
  machine: 1,
  routeServer: 2,
  peering: 3,
  routeTable: 4,
  appliance: 5,
  effectiveRoute: 6,
  rule: 7,
  login: 8,
  other: 9,
} as const;
