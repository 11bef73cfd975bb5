/** One case for all pairs that start at one NIC: where there are very many, a report of each pair would say the same thing over and over. */
import type { MachineNic } from '../estate/machines';
import type { PairSource } from '../estate/nic-pairs';
import type { ReadingRef } from '../estate/reading-ref';
import { placeOf } from '../findings/cause-place';
import type { Finding } from '../findings/finding';
import type { RedTarget } from '../findings/source-findings';
import type { Judged, Judgement, TargetCounts } from './check';
import { isRed } from './check';
import type { PairJudge } from './judge-pairs';
import { judgeGap } from './judge-pairs';

/** How many red targets a case shows, and how many findings of one cause it keeps. */
export const shownTargets = 20;

/** @param from the NIC that they start at */
export function judgeSource(source: PairSource, from: MachineNic, judge: PairJudge): Judged {
  const counts = { passed: 0, failed: 0, untold: 0, skipped: 0 };
  const [shown, untold] = [[] as RedTarget[], [] as RedTarget[]];
  const [unsettled, basis] = [new Map<string, ReadingRef>(), new Map<string, ReadingRef>()];
  const [roots, advisories] = [new Map<string, Finding[]>(), new Map<string, Finding>()];
  let skip: Judgement | undefined;
  for (const pair of source.pairs()) {
    const judged: Judgement = pair.kind === 'pair' ? judge.judge(pair.from, pair.to) : judgeGap(pair);
    const { verdict, findings } = judged;
    counts[countOf[verdict]] += 1;
    for (const advisory of judged.advisories) advisories.set(JSON.stringify(advisory), advisory);
    if (verdict === 'skip') skip ??= judged;
    if (!isRed(judged) || (verdict !== 'fail' && verdict !== 'cannot-tell')) continue;
    const list = verdict === 'fail' ? shown : untold;
    if (list.length < shownTargets) {
      list.push({ ...(pair.kind === 'pair' && { to: pair.to.ref }), ...(pair.kind === 'unknown-target' && { unreadId: pair.unreadId }), verdict, findings });
      for (const ref of pair.kind === 'pair' ? judge.basis(pair.from, pair.to) : judgeGap(pair).basis) basis.set(`${ref.of} ${ref.key}`, ref);
    }
    for (const ref of judged.unsettled) unsettled.set(`${ref.of} ${ref.key}`, ref);
    keepRoots(roots, findings);
  }
  const common = { title: judge.title([{ id: from.nic.id }], ['each machine of the other spokes']), about: [from.nic.id], targets: counts, advisories: [...advisories.values()] };
  if (counts.failed + counts.untold === 0) {
    return { ...common, basis: judge.basis(from, from), unsettled: [], ...(counts.passed === 0 && skip ? { verdict: 'skip', findings: skip.findings } : { verdict: 'pass', findings: [] }) };
  }
  const finding: Finding = {
    kind: 'targets-are-red',
    from: from.ref,
    of: counts.passed + counts.failed + counts.untold + counts.skipped,
    failed: counts.failed,
    untold: counts.untold,
    shown: [...shown, ...untold].slice(0, shownTargets),
    because: [...roots.values()].flat(),
  };
  return { ...common, basis: [...basis.values()], verdict: counts.failed > 0 ? 'fail' : 'cannot-tell', findings: [finding], unsettled: [...unsettled.values()] };
}

const countOf = { 'pass': 'passed', 'fail': 'failed', 'cannot-tell': 'untold', 'skip': 'skipped' } as const satisfies Record<Judgement['verdict'], keyof TargetCounts>;

/** What nothing else explains, some of each cause: a cause is told once, whatever the number of targets that have it. */
function keepRoots(roots: Map<string, Finding[]>, findings: readonly Finding[]): void {
  for (const finding of findings) {
    if (finding.because && finding.because.length > 0) {
      keepRoots(roots, finding.because);
      continue;
    }
    const { key } = placeOf(finding);
    const ofKey = roots.get(key) ?? [];
    roots.set(key, ofKey);
    if (ofKey.length < shownTargets && !ofKey.includes(finding)) ofKey.push(finding);
  }
}
