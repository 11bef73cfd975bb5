/** The cases that ER-02 and SG-01 share: one for each pair of machines, and one for each gap where machines could not be read. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import type { NicPair } from '../estate/nic-pairs';
import type { ReadingRef } from '../estate/reading-ref';
import { sameId } from '../estate/resource-id';
import type { Title, TitlePart } from '../findings/title';
import type { Judged, Judgement } from './check';
import { notRead } from './judgement';
import { networkRef, nicRef } from './reading-refs';

export interface PairJudge {
  /** The title, given the words for both ends. */
  readonly title: (from: Title, to: Title) => Title;
  readonly basis: (from: MachineNic, to: MachineNic) => readonly ReadingRef[];
  readonly judge: (from: MachineNic, to: MachineNic) => Judgement;
}

export function judgePairs({ pairs }: Estate, { title, basis, judge }: PairJudge): Judged[] {
  return pairs.map((pair) => {
    const [from, to] = endsOf(pair);
    const judged = pair.kind === 'pair' ? { basis: basis(pair.from, pair.to), ...judge(pair.from, pair.to) } : judgeGap(pair);
    return { title: title(from, to), about: aboutOf(pair), ...judged };
  });
}

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

function judgeGap(gap: Exclude<NicPair, { kind: 'pair' }>): Judgement & Pick<Judged, 'basis'> {
  const id = gap.kind === 'unknown-source' ? (gap.nicId ?? gap.spokeId) : gap.unreadId;
  const isSpoke = sameId(id, gap.spokeId);
  const ref = isSpoke ? networkRef(id) : nicRef(id);
  return { basis: [ref], ...notRead({ of: isSpoke ? 'network' : 'nic', id }, gap.problem, ref) };
}
