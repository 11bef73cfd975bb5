/**
 * The cases of a check that judges pairs of machines: one for each pair, and one for each gap where machines could not be read. In a large network one for each
 * machine's NIC, with what it comes to for all the others.
 */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import type { NicPair } from '../estate/nic-pairs';
import { pairsOf } from '../estate/nic-pairs';
import type { ReadingRef } from '../estate/reading-ref';
import { sameId } from '../estate/resource-id';
import type { Title, TitlePart } from '../findings/title';
import type { Judged, Judgement } from './check';
import { notRead } from './judgement';
import { judgeSources } from './judge-sources';
import { networkRef, nicRef } from './reading-refs';

export interface PairJudge {
  /** The title, given the words for both ends. */
  readonly title: (from: Title, to: Title) => Title;
  readonly basis: (from: MachineNic, to: MachineNic) => readonly ReadingRef[];
  readonly judge: (from: MachineNic, to: MachineNic) => PairJudgement;
  /** The title of the case that stands for all pairs of a NIC. */
  readonly titleOfAll: (nic: Title) => Title;
  /** Which pairs the check speaks of. */
  readonly isDue: (pair: NicPair) => boolean;
}

export interface PairJudgement extends Judgement {
  /** Whose packets are lost, or may be, where it is not the one that the pair starts at. */
  readonly lostBy?: 'to';
}

/** Up to so many pairs a case is about one pair: twenty spokes with a machine each have 380. */
export const mostPairCases = 400;

export function judgePairs(estate: Estate, judge: PairJudge): Judged[] {
  if (estate.pairCount > mostPairCases) return judgeSources(estate, judge);
  return [...pairsOf(estate.pairSources)].filter(judge.isDue).map((pair) => {
    const [from, to] = endsOf(pair);
    return { title: judge.title(from, to), about: aboutOf(pair), ...judgePair(pair, judge) };
  });
}

function judgePair(pair: NicPair, { basis, judge }: PairJudge): JudgedPair {
  if (pair.kind !== 'pair') return judgeGap(pair);
  const { verdict, findings, advisories, unsettled } = judge(pair.from, pair.to);
  return { verdict, findings, advisories, unsettled, basis: basis(pair.from, pair.to) };
}

type JudgedPair = Judgement & Pick<Judged, 'basis'>;

function endsOf(pair: NicPair): [Title, Title] {
  const every = (id: string): Title => ['every machine of ', { id }];
  const nic = (id: string): readonly TitlePart[] => [{ id }];
  switch (pair.kind) {
    case 'pair':
      return [nic(pair.from.nic.id), [{ machine: pair.to.ref }]];
    case 'unknown-source':
      return [pair.nicId === undefined ? every(pair.spokeId) : nic(pair.nicId), ['the machines of the other spokes']];
    case 'unknown-target':
      return [nic(pair.from.nic.id), every(pair.spokeId)];
  }
}

function aboutOf(pair: NicPair): string[] {
  switch (pair.kind) {
    case 'pair':
      return [pair.from.nic.id, pair.to.nic.id];
    case 'unknown-source':
      return [pair.nicId ?? pair.spokeId];
    case 'unknown-target':
      return [pair.from.nic.id, pair.spokeId];
  }
}

export function judgeGap(gap: Exclude<NicPair, { kind: 'pair' }>): JudgedPair {
  const id = gap.kind === 'unknown-source' ? (gap.nicId ?? gap.spokeId) : gap.unreadId;
  const isSpoke = sameId(id, gap.spokeId);
  const ref = isSpoke ? networkRef(id) : nicRef(id);
  return { basis: [ref], ...notRead({ of: isSpoke ? 'network' : 'nic', id }, gap.problem, ref) };
}
