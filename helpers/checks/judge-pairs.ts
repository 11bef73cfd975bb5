/** The cases that ER-02 and SG-01 share: one for each pair of machines, and one for each gap where machines could not be read. */
import type { MachineNic } from '../estate/machines';
import type { NicPair } from '../estate/nic-pairs';
import { nicPairs } from '../estate/nic-pairs';
import { sameId } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { Judged } from './define-check';
import type { Judgement } from './judgement';
import { notRead } from './judgement';
import { machineWords } from './machine-words';
import { networkRef, nicRef } from './reading-refs';

export interface PairJudge {
  /** The title, given the words for both ends. */
  readonly sentence: (from: string, to: string) => string;
  readonly judge: (from: MachineNic, to: MachineNic) => Judgement;
}

export function judgePairs(survey: Survey, label: Label, { sentence, judge }: PairJudge): Judged[] {
  return nicPairs(survey).map((pair) => {
    const [from, to] = endsOf(pair, label);
    return { sentence: sentence(from, to), about: aboutOf(pair), ...(pair.kind === 'pair' ? judge(pair.from, pair.to) : judgeGap(pair, label)) };
  });
}

function endsOf(pair: NicPair, label: Label): [string, string] {
  switch (pair.kind) {
    case 'pair':
      return [label(pair.from.nic.id), machineWords(pair.to, label)];
    case 'unknown-source':
      return [pair.nicId === undefined ? `every machine of ${label(pair.spokeId)}` : label(pair.nicId), 'the machines of the other spokes'];
    case 'unknown-target':
      return [label(pair.from.nic.id), `every machine of ${label(pair.spokeId)}`];
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

function judgeGap(gap: Exclude<NicPair, { kind: 'pair' }>, label: Label): Judgement {
  const unread = gap.kind === 'unknown-source' ? (gap.nicId ?? gap.spokeId) : gap.unreadId;
  return notRead(label(unread), gap.problem, sameId(unread, gap.spokeId) ? networkRef(unread) : nicRef(unread));
}
