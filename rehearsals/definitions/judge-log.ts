/** Judges all exchanges that the labs of a test run have kept, each test file's in a folder of its name. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LogLine } from '../../lab/arm/exchange-log';
import type { Exchange } from '../../lab/arm/tell-exchanges';
import type { Judge } from './definitions';
import { judgeInto, newTally, type Occurrence, type Tally } from './tally';

/** An exchange that took place many times is judged once. */
export async function judgeLog(folder: string, judge: Judge): Promise<Tally> {
  const kept = new Map<string, Occurrence & { readonly exchange: Exchange }>();
  const lines = linesIn(folder);
  for (const { line, test } of lines) if ('exchange' in line && !kept.has(line.key)) kept.set(line.key, { exchange: line.exchange, test, times: 0 });
  for (const { line } of lines) {
    const entry = kept.get(line.key);
    if (entry) kept.set(line.key, { ...entry, times: entry.times + 1 });
  }
  const tally = newTally();
  for (const { exchange, ...occurrence } of kept.values()) await judgeInto(tally, judge, exchange, occurrence);
  return tally;
}

function linesIn(folder: string): { line: LogLine; test: string }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.jsonl')).sort();
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean).map((text) => ({ line: JSON.parse(text) as LogLine, test: dirname(file) })),
  );
}
