/** What the shards of a run left, and whether these are the parts of one run: each of its shards once, of one survey, through to its end. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { legibleData } from '../printable/printable';
import type { Results } from '../report/results';
import { resultsSchema } from '../report/results';
import { fileText } from './file-text';

export interface ShardResults {
  /** As it was named: a folder, or the file itself. */
  readonly path: string;
  /** The folder that results.json is in. */
  readonly dir: string;
  readonly results: Results & { readonly deployment: NonNullable<Results['deployment']>; readonly shard: NonNullable<Results['shard']> };
}

/** What keeps a run from being whole. */
export interface ShardProblem {
  /** `shard 3 of 4`, or the path where it is not known which it is of. */
  readonly what: string;
  /** A clause that follows it. */
  readonly why: string;
  /** Of the shard that is affected. */
  readonly index?: number;
}

export type ShardReading = { readonly ok: true; readonly shard: ShardResults } | { readonly ok: false; readonly problem: ShardProblem };

/** @param path a folder with results.json in it, or such a file. Never throws. */
export function readShard(path: string): ShardReading {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const file = isFolder ? join(path, 'results.json') : path;
  const unfit = (why: string): ShardReading => ({ ok: false, problem: { what: path, why } });
  const found = fileText(file);
  if (!found.ok) return unfit(isFolder && !existsSync(file) ? 'has no results.json: the run was cut short, or refused before it began' : found.why);
  const parsed = resultsIn(found.text);
  if (!parsed) return unfit('is no results.json of spokecheck’s, or was cut short');
  const { deployment, shard, tool } = parsed;
  if (tool.version !== version) return unfit(`is of spokecheck ${tool.version}, and this is ${version}`);
  if (!deployment) return unfit('is of a run that ended before anything was judged');
  if (!shard) return unfit('is of no shard: it was run without --shard');
  const dir = dirname(file);
  if (isFolder && isCutShort(dir, parsed.run)) return unfit('has a results.json of an earlier run: the last one was cut short');
  return { ok: true, shard: { path, dir, results: { ...parsed, deployment, shard } } };
}

function resultsIn(text: string): Results | undefined {
  try {
    const parsed = resultsSchema.safeParse(legibleData(JSON.parse(text)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whatever kills a run leaves a junit.xml that says so. */
function isCutShort(dir: string, runId: string): boolean {
  const junit = fileText(join(dir, 'junit.xml'));
  return junit.ok && !junit.text.includes(`<property name="run" value="${runId}"/>`);
}

export interface Sorted {
  /** Each shard once. */
  readonly shards: readonly ShardResults[];
  readonly problems: readonly ShardProblem[];
}

/** @param checksum of the survey that they should be of. Pure. */
export function sortShards(read: readonly ShardReading[], checksum: string): Sorted {
  const problems = read.flatMap((one) => (one.ok ? [] : [one.problem]));
  const all = read.flatMap((one) => (one.ok ? [one.shard] : []));
  const foreign = all.filter(({ results }) => results.deployment.survey !== checksum).map(({ path }) => ({ what: path, why: 'is of another survey' }));
  const ours = all.filter(({ results }) => results.deployment.survey === checksum);
  const count = most(ours.map(({ results }) => String(results.shard.count)));
  const others = ours.filter(({ results: { shard } }) => String(shard.count) !== count).map(({ path, results: { shard } }) => ({ what: path, why: `is shard ${nameOf(shard)}, and others are of ${count ?? ''}` }));
  const fitting = ours.filter(({ results: { shard } }) => String(shard.count) === count);
  const kept = new Map<number, ShardResults>();
  const found: ShardProblem[] = [];
  for (const one of fitting) {
    const { shard, endedBy } = one.results;
    const first = kept.get(shard.index);
    if (first) found.push({ what: `shard ${nameOf(shard)}`, why: `is there twice, in ${first.path} and in ${one.path}`, index: shard.index });
    else kept.set(shard.index, one);
    if (!first && endedBy !== undefined) found.push({ what: `shard ${nameOf(shard)}`, why: `was cut short: ${endedBy}`, index: shard.index });
  }
  const missing = Array.from({ length: Number(count ?? 0) }, (_, place) => place + 1).filter((index) => !kept.has(index)).map((index) => ({ what: `shard ${nameOf({ index, count: Number(count) })}`, why: 'is missing', index }));
  return { shards: [...kept.values()].sort((a, b) => a.results.shard.index - b.results.shard.index), problems: [...missing, ...found, ...foreign, ...others, ...problems] };
}

const nameOf = ({ index, count }: { readonly index: number; readonly count: number }): string => `${String(index)} of ${String(count)}`;

/** The text that is there most often, of two as often the first. */
export function most(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
