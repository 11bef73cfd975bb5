/** What a check is: a statement about the network, and the cases of it that one deployment has, each with its verdict. */
import type { Estate } from '../estate/estate';
import type { Expectations, Waiver } from '../estate/expectations';
import type { ReadingRef } from '../estate/reading-ref';
import type { Key } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { Beyond } from '../findings/path-findings';
import type { Title } from '../findings/title';
import type { Endpoint } from '../probe/endpoint';
import type { LoginOutcome } from '../probe/outcome';

export type { ReadingRef };

/** What a check comes to. Only `pass` is green. `skip`: not due, what the check speaks of does not exist, or the settings leave it out. */
export type VerdictKind = 'pass' | 'fail' | 'cannot-tell' | 'skip';

export interface Judgement {
  readonly verdict: VerdictKind;
  /** Why it is no pass. */
  readonly findings: readonly Finding[];
  /** What the engineer should know although the check passes. */
  readonly advisories: readonly Finding[];
  /**
   * Readings that Azure may still be settling and on which a verdict other than pass rests; they are worth observing
   * again. Empty where waiting cannot help: the verdict follows from configuration alone.
   */
  readonly unsettled: readonly ReadingRef[];
  /** What a login that landed went past there and back, so that it is known to forward. */
  readonly past?: readonly Beyond[];
}

/** A case as a check makes it; its id is added by the check. */
export interface Judged extends Judgement {
  /** `bluehub-vnet1 has a subnet named RouteServerSubnet`. Must not depend on the verdict: it stays the same from run to run. */
  readonly title: Title;
  /** Ids of the resources that the case is about. */
  readonly about: readonly string[];
  /** The readings that the verdict rests on. */
  readonly basis: readonly ReadingRef[];
  /** What the targets came to, one by one, where the case is about all of them. */
  readonly targets?: TargetCounts;
}

/** By verdict; `untold`: it cannot be told. */
export interface TargetCounts {
  readonly passed: number;
  readonly failed: number;
  readonly untold: number;
  readonly skipped: number;
  /** The pairs that did not pass. */
  readonly others: readonly UnpassedPairs[];
}

/** By the other machines' NICs: their places among all in the order of the spokes (`Estate.nics`). `back`: the pairs start at those. */
export interface UnpassedPairs {
  readonly verdict: Exclude<VerdictKind, 'pass'>;
  readonly back?: true;
  readonly nics: readonly number[];
}

/** How many judgements a case stands for. */
export const judgementsIn = ({ targets }: Pick<Case, 'targets'>): number => (targets ? targets.passed + targets.failed + targets.untold + targets.skipped : 1);

/** A failure that is known and accepted for a time: its findings stay. */
export interface Waived {
  /** What it came to. */
  readonly was: 'fail' | 'cannot-tell';
  readonly waiver: Waiver;
}

/** What a report says of a case. */
export type CaseVerdict = VerdictKind | 'waived';

/** A judged case, as plain data. Its words are made where they are printed. */
export interface Case extends Omit<Judgement, 'verdict'> {
  readonly verdict: CaseVerdict;
  /** Where it is waived, and only there. */
  readonly waived?: Waived;
  readonly checkId: string;
  readonly title: Title;
  readonly subjects: readonly Key[];
  readonly basis: readonly ReadingRef[];
  readonly targets?: TargetCounts;
}

interface Statement<Id extends string, Sentence extends string> {
  /** `RS-01`. */
  readonly id: Id;
  /** The statement in general, e.g. `the hub has a subnet named RouteServerSubnet`. */
  readonly sentence: Sentence;
  /** Of a check that is in a report only where the expectations ask for it; absent where it always is. */
  readonly isAsked?: (expectations: Pick<Expectations, 'flows'>) => boolean;
}

/** Judged from what was read. */
export interface SurveyCheck<Id extends string = string, Sentence extends string = string> extends Statement<Id, Sentence> {
  readonly kind: 'survey';
  /** One case per subject, in a stable order; at least one. Pure. */
  judge(estate: Estate, expectations: Expectations): Case[];
}

/** One end of a probe. */
export interface ProbeEnd extends Endpoint {
  readonly vmId: string;
  readonly nicId: string;
  readonly spokeId: string;
}

/** A case that waits for a probe. */
export interface ProbeCase {
  readonly checkId: string;
  readonly title: Title;
  readonly subjects: readonly Key[];
  readonly basis: readonly ReadingRef[];
  readonly from: ProbeEnd;
  readonly to: ProbeEnd;
  /** Further machines of the two spokes, tried in this order where there is no way into the one before; absent where there are none. */
  readonly further?: { readonly from: readonly ProbeEnd[]; readonly to: readonly ProbeEnd[] };
}

/** A login that was tried: from which machine to which, and how it ended. */
export interface TriedLogin {
  readonly from: ProbeEnd;
  readonly to: ProbeEnd;
  readonly outcome: LoginOutcome;
}

/** Judged from what came of a probe from machine to machine. */
export interface ProbeCheck<Id extends string = string, Sentence extends string = string> extends Statement<Id, Sentence> {
  readonly kind: 'probe';
  /** What is to be probed, and what is judged without a probe because none can be made or none is wanted. */
  due(estate: Estate, expectations: Expectations): (ProbeCase | Case)[];
  /** True where the survey alone shows that the probe cannot succeed: then it is tried once, and not waited for. */
  isHopeless(estate: Estate, expectations: Expectations, due: ProbeCase): boolean;
  /** @param before logins with other machines of the two spokes, into which there was no way */
  judge(estate: Estate, expectations: Expectations, due: ProbeCase, login: TriedLogin, before: readonly TriedLogin[]): Case;
}

export type Check = SurveyCheck | ProbeCheck;

/** Whether it is in a report at all. */
export const isAskedFor = ({ isAsked }: Pick<Check, 'isAsked'>, expectations: Pick<Expectations, 'flows'>): boolean => !isAsked || isAsked(expectations);

export const isJudged = (due: ProbeCase | Case): due is Case => 'verdict' in due;

/** Red: failed, or such that it cannot be told, and not waived. */
export const isRed = <Judged extends Pick<Case, 'verdict'>>(judged: Judged): judged is Judged & { readonly verdict: Waived['was'] } =>
  judged.verdict === 'fail' || judged.verdict === 'cannot-tell';
