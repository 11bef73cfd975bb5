/** The verdict of the run, in words and numbers, and what run it was. */
import type { Results } from '../report/results';
import { duration, moment } from './naming';

export interface Tile {
  readonly number: string;
  readonly words: string;
  readonly tone: string;
}

export interface Head {
  readonly tone: 'good' | 'bad' | 'unknown';
  readonly verdict: string;
  readonly sentence: string;
  readonly tiles: readonly Tile[];
  readonly facts: readonly (readonly [string, string])[];
}

const verdicts = { 0: ['good', 'As it should be'], 1: ['bad', 'Not as it should be'], 2: ['unknown', 'Cannot be told'] } as const;

export function headOf({ exitCode, conclusion, counts, reach, run, tool, startedAt, finishedAt, deployment, shard, merged, endedBy, arguments: args, cases }: Results): Head {
  const [tone, verdict] = verdicts[exitCode];
  const number = (value: number): string => value.toLocaleString('en-US');
  const waived = cases.filter(({ verdict: kind }) => kind === 'waived').length;
  const tile = (value: number, words: string, colour: string): Tile => ({ number: number(value), words, tone: value > 0 ? colour : 'none' });
  return {
    tone,
    verdict: shard && exitCode === 0 ? 'This part is as it should be' : verdict,
    sentence: conclusion,
    tiles: [
      tile(counts.passed, 'passed', 'good'),
      tile(counts.failed, 'failed', 'bad'),
      tile(counts.inconclusive, 'could not be told', 'unknown'),
      ...(waived > 0 ? [tile(waived, 'waived', 'waived')] : []),
      tile(counts.skipped, 'not due', 'not-due'),
      ...(reach ? [{ number: `${number(reach.spokePairsByLogin)} of ${number(reach.spokePairs)}`, words: 'pairs of spokes proven by login', tone: 'reach' }, { number: `${number(reach.machinesByLogin)} of ${number(reach.machines)}`, words: 'machines took part in one', tone: 'reach' }] : []),
    ],
    facts: [
      ['Run', run],
      ['Started', moment(startedAt)],
      ['Took', duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)],
      ...(endedBy === undefined ? [] : [['Ended by', endedBy] as const]),
      ...(shard ? [['Shard', `${String(shard.index)} of ${String(shard.count)}`] as const] : []),
      ...(merged ? [['Merged of', merged.join(', ')] as const] : []),
      ...(args.length > 0 ? [['Arguments', args.join(' ')] as const] : []),
      ...(deployment ? ([['Survey', `${moment(deployment.surveyStartedAt)}, took ${duration((Date.parse(deployment.surveyFinishedAt) - Date.parse(deployment.surveyStartedAt)) / 1000)}`], ['Requests to Azure', `${number(deployment.requests.reads)} reads, ${number(deployment.requests.writes)} writes`], ['Checksum of the survey', deployment.survey]] as const) : []),
      ['Made by', `${tool.name} ${tool.version}`],
    ],
  };
}
