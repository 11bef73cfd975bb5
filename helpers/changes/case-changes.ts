/** What became of the verdicts between two runs. A case is the same by its title, or, where names or addresses changed, by its check and what it is about. */
import type { CaseVerdict, TargetCounts } from '../checks/check';

export interface ComparedCase {
  readonly check: string;
  readonly title: string;
  readonly verdict: CaseVerdict;
  /** Resource ids in lower case. */
  readonly subjects: readonly string[];
  /** Of a red one: when the first of the runs ended in which, one night after the other, it was red. */
  readonly redSince?: string;
  readonly targets?: Pick<TargetCounts, 'failed' | 'untold'>;
}

export interface ComparedRun {
  /** ISO 8601. */
  readonly finishedAt: string;
  /** False for a shard, a part that arguments chose, and a run that was not able to judge: what it does not tell need not be new or gone. */
  readonly isWhole: boolean;
  readonly cases: readonly ComparedCase[];
}

type Red = 'fail' | 'cannot-tell';

type Green = Exclude<CaseVerdict, Red>;

export type CaseChange =
  | { readonly kind: 'new-red'; readonly title: string; readonly verdict: Red; /** `absent`: there was no such case. */ readonly was: Green | 'absent' }
  /** `pairs`: in a large network, how many of the pairs that it stands for are red, where that changed. */
  | { readonly kind: 'still-red'; readonly title: string; readonly verdict: Red; readonly was: Red; readonly since: string; readonly pairs?: { readonly before: number; readonly now: number } }
  /** The other run does not tell whether it was so. */
  | { readonly kind: 'red-not-compared'; readonly title: string; readonly verdict: Red }
  | { readonly kind: 'no-longer-red'; readonly title: string; readonly verdict: Green; readonly was: Red; readonly since: string }
  /** Not red. */
  | { readonly kind: 'came'; readonly title: string; readonly verdict: Green }
  | { readonly kind: 'went'; readonly title: string; readonly was: CaseVerdict };

/** What a report says of a red case. */
export interface Since {
  readonly redSince: string;
  /** Whether it was not red in the run before; absent where that run does not tell. */
  readonly isNew?: boolean;
}

export interface CaseChanges {
  readonly changes: readonly CaseChange[];
  /** By the titles of red cases. */
  readonly since: ReadonlyMap<string, Since>;
  /** Checks whose cases stand for something else in the one run than in the other: for each pair, or for all pairs of a NIC. */
  readonly otherwiseCut: readonly string[];
}

const isRed = (verdict: CaseVerdict): verdict is Red => verdict === 'fail' || verdict === 'cannot-tell';

/** @param isSameNetwork whether both are of one hub: if not, what one of them alone has is neither new nor gone */
export function caseChanges(before: ComparedRun, now: ComparedRun, isSameNetwork: boolean): CaseChanges {
  const counterpart = counterparts(before.cases, now.cases);
  const otherwiseCut = checksCutOtherwise(before.cases, now.cases);
  const tells = (run: ComparedRun, { check }: ComparedCase): boolean => run.isWhole && isSameNetwork && !otherwiseCut.includes(check);
  const since = new Map<string, Since>();
  const changes = now.cases.flatMap((one): CaseChange[] => {
    const { title, verdict } = one;
    const old = counterpart.get(one);
    if (old && isRed(old.verdict)) {
      const redSince = old.redSince ?? before.finishedAt;
      if (!isRed(verdict)) return [{ kind: 'no-longer-red', title, verdict, was: old.verdict, since: redSince }];
      since.set(title, { redSince, isNew: false });
      const pairs = { before: redPairs(old), now: redPairs(one) };
      return [{ kind: 'still-red', title, verdict, was: old.verdict, since: redSince, ...(pairs.before !== pairs.now && { pairs }) }];
    }
    if (!isRed(verdict)) return !old && tells(before, one) ? [{ kind: 'came', title, verdict }] : [];
    const isKnown = old !== undefined || tells(before, one);
    since.set(title, { redSince: now.finishedAt, ...(isKnown && { isNew: true }) });
    return [isKnown ? { kind: 'new-red', title, verdict, was: old && !isRed(old.verdict) ? old.verdict : 'absent' } : { kind: 'red-not-compared', title, verdict }];
  });
  const found = new Set(counterpart.values());
  const went = before.cases.filter((one) => !found.has(one) && tells(now, one)).map(({ title, verdict }): CaseChange => ({ kind: 'went', title, was: verdict }));
  return { changes: [...changes, ...went], since, otherwiseCut };
}

const redPairs = ({ targets }: ComparedCase): number => (targets ? targets.failed + targets.untold : 1);

function counterparts(before: readonly ComparedCase[], now: readonly ComparedCase[]): Map<ComparedCase, ComparedCase> {
  const byTitle = new Map(before.map((one) => [one.title, one]));
  const found = new Map(now.flatMap((one) => {
    const old = byTitle.get(one.title);
    return old ? [[one, old] as const] : [];
  }));
  const taken = new Set(found.values());
  const [old, fresh] = [bySubjects(before.filter((one) => !taken.has(one))), bySubjects(now.filter((one) => !found.has(one)))];
  for (const [key, ones] of fresh) {
    const [one, other] = [ones, old.get(key) ?? []].map((all) => (all.length === 1 ? all[0] : undefined));
    if (one && other && (one.targets === undefined) === (other.targets === undefined)) found.set(one, other);
  }
  return found;
}

/** One that is about nothing is like no other. */
function bySubjects(cases: readonly ComparedCase[]): Map<string, ComparedCase[]> {
  const found = new Map<string, ComparedCase[]>();
  for (const one of cases.filter(({ subjects }) => subjects.length > 0)) {
    const key = JSON.stringify([one.check, ...one.subjects]);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

function checksCutOtherwise(before: readonly ComparedCase[], now: readonly ComparedCase[]): string[] {
  const standing = (cases: readonly ComparedCase[]): Map<string, boolean> => {
    const found = new Map<string, boolean>();
    for (const { check, targets } of cases) found.set(check, (found.get(check) ?? false) || targets !== undefined);
    return found;
  };
  const old = standing(before);
  return [...standing(now)].filter(([check, forMany]) => old.has(check) && old.get(check) !== forMany).map(([check]) => check);
}
