/** One case for all pairs of a NIC: where there are very many pairs, a report of each would say the same things over and over. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import type { NicPair } from '../estate/nic-pairs';
import type { ReadingRef } from '../estate/reading-ref';
import { placeOf } from '../findings/cause-place';
import type { Finding } from '../findings/finding';
import type { RedTarget } from '../findings/source-findings';
import type { Judged, Judgement, TargetCounts, UnpassedPairs } from './check';
import type { PairJudge, PairJudgement } from './judge-pairs';
import { judgeGap } from './judge-pairs';

/** How many red targets a case shows, and how many findings of one cause it keeps. */
export const shownTargets = 20;

interface Target extends Pick<RedTarget, 'to' | 'unreadId'> {
  readonly place?: number;
  readonly back?: boolean;
}

/** What the pairs of one NIC came to. */
class Tally {
  readonly counts = { passed: 0, failed: 0, untold: 0, skipped: 0 };
  private readonly red = { 'fail': new Map<string, RedTarget>(), 'cannot-tell': new Map<string, RedTarget>() };
  private readonly first: Partial<Record<RedTarget['verdict'], readonly Finding[]>> = {};
  private readonly roots = new Map<string, Map<string, Finding>>();
  private readonly cut = new Set<string>();
  private readonly basis = new Map<string, ReadingRef>();
  private readonly unsettled = new Map<string, ReadingRef>();
  private readonly advisories = new Map<string, Finding>();
  private readonly others = new Map<string, UnpassedPairs & { readonly nics: number[] }>();
  private skip: readonly Finding[] | undefined;

  constructor(private readonly nic: MachineNic) {}

  add({ place, back, ...target }: Target, { verdict, findings, advisories, unsettled }: Judgement, basis: () => readonly ReadingRef[]): void {
    this.counts[countOf[verdict]] += 1;
    if (verdict !== 'pass' && place !== undefined) this.unpassed(verdict, back === true).push(place);
    for (const advisory of advisories) this.advisories.set(JSON.stringify(advisory), advisory);
    if (verdict === 'skip') this.skip ??= findings;
    if (verdict !== 'fail' && verdict !== 'cannot-tell') return;
    const red = this.red[verdict];
    if (red.size < shownTargets) for (const ref of basis()) this.basis.set(`${ref.of} ${ref.key}`, ref);
    red.set(target.to?.nicId ?? target.unreadId ?? '', { ...target, verdict });
    this.first[verdict] ??= findings;
    for (const ref of unsettled) this.unsettled.set(`${ref.of} ${ref.key}`, ref);
    this.keepRoots(findings);
  }

  private unpassed(verdict: UnpassedPairs['verdict'], back: boolean): number[] {
    const key = `${verdict} ${String(back)}`;
    const known = this.others.get(key) ?? { verdict, ...(back && { back: true as const }), nics: [] };
    this.others.set(key, known);
    return known.nics;
  }

  /** What nothing else explains, once for each cause and each remedy: whatever the number of targets that have it. */
  private keepRoots(findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (finding.because && finding.because.length > 0) {
        this.keepRoots(finding.because);
        continue;
      }
      const { key } = placeOf(finding);
      const ofKey = this.roots.get(key) ?? new Map<string, Finding>();
      this.roots.set(key, ofKey);
      const remedy = 'remedy' in finding ? JSON.stringify(finding.remedy) : '';
      if (ofKey.has(remedy)) continue;
      if (ofKey.size < shownTargets) ofKey.set(remedy, finding);
      else this.cut.add(key);
    }
  }

  judged({ titleOfAll, basis }: PairJudge): Judged {
    const { failed, untold, passed } = this.counts;
    const common = { title: titleOfAll([{ id: this.nic.nic.id }]), about: [this.nic.nic.id], targets: { ...this.counts, others: [...this.others.values()] }, advisories: [...this.advisories.values()] };
    if (failed + untold === 0) {
      // What was not judged is no pass: where all others lose the packets, there is nothing left to say of this one.
      const unjudged: readonly Finding[] | undefined = passed === 0 ? (this.skip ?? [{ kind: 'told-at-the-others' }]) : undefined;
      return { ...common, basis: basis(this.nic, this.nic), unsettled: [], verdict: unjudged ? 'skip' : 'pass', findings: unjudged ?? [] };
    }
    const [fails, unknown] = [[...this.red.fail.values()], [...this.red['cannot-tell'].values()]];
    const finding: Finding = {
      ...{ kind: 'targets-are-red', of: this.nic.ref, failed: fails.length, untold: unknown.length },
      shown: [...fails, ...unknown].slice(0, shownTargets),
      ...(this.cut.size > 0 && { cut: [...this.cut] }),
      first: this.first.fail ?? this.first['cannot-tell'] ?? [],
      because: [...this.roots.values()].flatMap((ofKey) => [...ofKey.values()]),
    };
    return { ...common, basis: [...this.basis.values()], verdict: failed > 0 ? 'fail' : 'cannot-tell', findings: [finding], unsettled: [...this.unsettled.values()] };
  }
}

const countOf = { 'pass': 'passed', 'fail': 'failed', 'cannot-tell': 'untold', 'skip': 'skipped' } as const satisfies Record<Judgement['verdict'], Exclude<keyof TargetCounts, 'others'>>;

/** Each pair counts once: at the NIC that it starts at, or at the other one where that one's packets are lost, so that what is wrong with one NIC is one red case. */
export function judgeSources({ pairSources, nics }: Estate, judge: PairJudge): Judged[] {
  const places = new Map(nics.map((nic, place) => [nic, place]));
  const tallies = new Map<string, Tally>();
  const tallyOf = (of: MachineNic): Tally => {
    const known = tallies.get(of.nic.id) ?? new Tally(of);
    tallies.set(of.nic.id, known);
    return known;
  };
  const gaps: Judged[] = [];
  for (const { from, pairs } of pairSources) {
    for (const pair of pairs()) {
      if (!judge.isDue(pair)) continue;
      if (from) tallyOf(from);
      if (pair.kind === 'unknown-source') gaps.push({ ...judgeGap(pair), title: titleOfGap(judge, pair), about: [pair.nicId ?? pair.spokeId] });
      else if (pair.kind === 'unknown-target') tallyOf(pair.from).add({ unreadId: pair.unreadId }, judgeGap(pair), () => judgeGap(pair).basis);
      else {
        const { lostBy, ...judgement }: PairJudgement = judge.judge(pair.from, pair.to);
        const [owner, target] = lostBy === 'to' ? [pair.to, pair.from] : [pair.from, pair.to];
        const place = places.get(target);
        tallyOf(owner).add({ to: target.ref, ...(place !== undefined && { place }), back: lostBy === 'to' }, judgement, () => judge.basis(pair.from, pair.to));
      }
    }
  }
  return [...[...tallies.values()].map((tally) => tally.judged(judge)), ...gaps];
}

const titleOfGap = ({ titleOfAll }: PairJudge, { nicId, spokeId }: Extract<NicPair, { kind: 'unknown-source' }>): Judged['title'] =>
  titleOfAll(nicId === undefined ? ['every machine of ', { id: spokeId }] : [{ id: nicId }]);
