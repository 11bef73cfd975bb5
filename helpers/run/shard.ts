/**
 * `--shard=i/n`: which part of a deployment's cases a run takes. Cases are dealt out by their source, the spoke that they are about, and not by
 * test file, so that the logins from a spoke, which share one connection to it, are made by one shard. What is about no spoke falls to the first.
 */
import { createHash } from 'node:crypto';
import type { Case, ProbeCase } from '../checks/check';
import type { Estate } from '../estate/estate';
import { spokeOf } from '../estate/spoke-of';
import { keyOf } from '../estate/resource-id';
import type { Key } from '../estate/survey';
import { tokensOf } from './command-line';

/** Both from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Undefined for what is none, `0/3` or `4/3` too. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  return index !== undefined && count !== undefined && index >= 1 && index <= count ? { index, count } : undefined;
}

export interface ShardedArguments {
  readonly shard?: Shard;
  /** What is left for Jest. */
  readonly rest: readonly string[];
}

/** @param args that were not refused */
export function shardIn(args: readonly string[]): ShardedArguments {
  const token = tokensOf(args).find((each) => each.kind === 'option' && each.name === 'shard');
  const shard = token?.kind === 'option' && token.value !== undefined ? parseShard(token.value) : undefined;
  if (!token || token.kind !== 'option' || !shard) return { rest: args };
  return { shard, rest: args.filter((_, at) => at !== token.index && (token.inlineValue === true || at !== token.index + 1)) };
}

/** The shard of each case, the same on every machine that has the same survey. Spokes are dealt out in the order of a hash of theirs, so that no shard has two more than another. */
export function shardsOf(estate: Estate, count: number): (one: Pick<Case | ProbeCase, 'subjects'>) => number {
  const hashed = estate.survey.spokeIds.map((id) => ({ key: keyOf(id), hash: createHash('sha256').update(keyOf(id)).digest('hex') }));
  const dealt = hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ key }, place) => [key, (place % count) + 1] as const);
  const shards = new Map<Key, number>(dealt);
  const sourceOf = spokeOf(estate);
  return ({ subjects }) => shards.get(subjects.map(sourceOf).find((spoke) => spoke !== undefined) ?? '') ?? 1;
}
