/** What a check is: a statement about the network, and the cases of it that one deployment has, each with its verdict. */
import type { Estate } from '../estate/estate';
import type { Expectations, Waiver } from '../estate/expectations';
import type { ReadingRef } from '../estate/reading-ref';
import type { Key } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { Beyond } from '../findings/path-findings';
import type { Title } from '../findings/title';
import type { Endpoint } from '../probe/endpoint';
import type { LoginOutcome, TcpOutcome } from '../probe/outcome';

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

/** What says whether a check is asked for. */
export type Asking = Pick<Expectations, 'flows' | 'spokes' | 'sshPort'>;

interface Statement<Id extends string, Sentence extends string> {
  /** `RS-01`. */
  readonly id: Id;
  /** The statement in general, e.g. `the hub has a subnet named RouteServerSubnet`. */
  readonly sentence: Sentence;
  /** Of a check that is in a report only where the expectations ask for it; absent where it always is. */
  readonly isAsked?: (expectations: Asking) => boolean;
}

/** Judged from what was read. */
export interface SurveyCheck<Id extends string = string, Sentence extends string = string> extends Statement<Id, Sentence> {
  readonly kind: 'survey';
  /** One case per subject, in a stable order; at least one. Pure. */
  judge(estate: Estate, expectations: Expectations): Case[];
}

/** Where a probe starts: a machine of a spoke. */
export interface ProbeEnd extends Endpoint {
  readonly vmId: string;
  readonly nicId: string;
  readonly spokeId: string;
}

/** What a probe leads to: a machine, or an address of a spoke that is no machine's (a load balancer's, a private endpoint's). */
export interface ProbeTarget extends Endpoint {
  readonly spokeId: string;
  readonly vmId?: string;
  readonly nicId?: string;
}

/** A case that waits for a probe. */
interface Due<Kind extends string, To extends ProbeTarget> {
  readonly probe: Kind;
  readonly checkId: string;
  readonly title: Title;
  readonly subjects: readonly Key[];
  readonly basis: readonly ReadingRef[];
  readonly from: ProbeEnd;
  readonly to: To;
  /** Further machines of the two spokes, tried in this order where there is no way into the one before; absent where there are none. */
  readonly further?: { readonly from: readonly ProbeEnd[]; readonly to: readonly To[] };
}

/** A logs in to B. */
export type LoginCase = Due<'login', ProbeEnd>;

/** A opens a TCP connection. */
export type ConnectionCase = Due<'connection', ProbeTarget>;

/** A is to be kept from connecting, for a whole window. */
export interface WatchCase extends Due<'watch', ProbeTarget> {
  /** What A is expected to connect to, and connects to beside each try: that shows that what A sends leaves it. Absent where nothing is expected. */
  readonly control?: ProbeTarget;
}

export type ProbeCase = LoginCase | ConnectionCase | WatchCase;

/** A probe that was made: from which machine to what, and how it ended. */
interface Tried<Outcome, To extends ProbeTarget> {
  readonly from: ProbeEnd;
  readonly to: To;
  readonly outcome: Outcome;
}

export type TriedLogin = Tried<LoginOutcome, ProbeEnd>;

export type TriedConnection = Tried<TcpOutcome, ProbeTarget>;

/** One try of a watch, and the control that was made at the same moment. */
export interface Contact {
  /** From the beginning of the window. */
  readonly seconds: number;
  readonly outcome: TcpOutcome;
  readonly control?: TcpOutcome;
}

/** What came of the tries of a window, in the order in which they began. After one that arrived no further one was begun. */
export interface Watch {
  readonly from: ProbeEnd;
  readonly to: ProbeTarget;
  readonly control?: ProbeTarget;
  readonly contacts: readonly [Contact, ...Contact[]];
}

/** What came of the probe of a case, by its kind. */
export type Probed = { readonly login: TriedLogin } | { readonly connection: TriedConnection } | { readonly watch: Watch };

/** Judged from what came of a probe. */
interface Probes<Of extends ProbeCase, Seen, Id extends string, Sentence extends string> extends Statement<Id, Sentence> {
  readonly kind: 'probe';
  readonly probe: Of['probe'];
  /** What is to be probed, and what is judged without a probe because none can be made or none is wanted. */
  due(estate: Estate, expectations: Expectations): (Of | Case)[];
  /** True where waiting cannot make it green: then it is tried once. */
  isHopeless(estate: Estate, expectations: Expectations, due: Of): boolean;
  /** @param before probes from, or to, other machines of the two spokes, into which there was no way */
  judge(estate: Estate, expectations: Expectations, due: Of, seen: Seen, before: readonly Seen[]): Case;
}

export type LoginCheck<Id extends string = string, Sentence extends string = string> = Probes<LoginCase, TriedLogin, Id, Sentence>;

export type ConnectionCheck<Id extends string = string, Sentence extends string = string> = Probes<ConnectionCase, TriedConnection, Id, Sentence>;

export type WatchCheck<Id extends string = string, Sentence extends string = string> = Probes<WatchCase, Watch, Id, Sentence>;

export type ProbeCheck = LoginCheck | ConnectionCheck | WatchCheck;

export type Check = SurveyCheck | ProbeCheck;

/** Whether it is in a report at all. */
export const isAskedFor = ({ isAsked }: Pick<Check, 'isAsked'>, expectations: Asking): boolean => !isAsked || isAsked(expectations);

export const isJudged = (due: ProbeCase | Case): due is Case => 'verdict' in due;

/** Red: failed, or such that it cannot be told, and not waived. */
export const isRed = <Judged extends Pick<Case, 'verdict'>>(judged: Judged): judged is Judged & { readonly verdict: Waived['was'] } =>
  judged.verdict === 'fail' || judged.verdict === 'cannot-tell';
