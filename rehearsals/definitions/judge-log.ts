/** Judges all exchanges that the labs of a test run have kept, each test file's in a folder of its name. */
import { createReadStream, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LogLine } from '../../lab/arm/exchange-log';
import type { DefinitionsJudge } from './definitions';
import { judgeInto, newTally, type Tally } from './tally';

/** An exchange that took place many times is judged once. The files are read twice, because after thousands of networks they are too much to hold. */
export async function judgeLog(folder: string, judge: DefinitionsJudge): Promise<Tally> {
  const times = new Map<string, number>();
  for await (const { line } of linesIn(folder)) times.set(line.key, (times.get(line.key) ?? 0) + 1);
  const tally = newTally();
  const judged = new Set<string>();
  for await (const { line, test } of linesIn(folder)) {
    if (!('exchange' in line) || judged.has(line.key)) continue;
    judged.add(line.key);
    await judgeInto(tally, judge, line.exchange, { times: times.get(line.key) ?? 0, test });
  }
  return tally;
}

async function* linesIn(folder: string): AsyncGenerator<{ readonly line: LogLine; readonly test: string }> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.jsonl')).sort();
  for (const file of files) {
    for await (const text of createInterface({ input: createReadStream(join(folder, file)), crlfDelay: Infinity })) yield { line: JSON.parse(text) as LogLine, test: dirname(file) };
  }
}
