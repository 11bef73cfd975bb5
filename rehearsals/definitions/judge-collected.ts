/** Jest's globalTeardown: judges what the labs of the test run have said, and fails the run where they said what Azure never would. */
import { readdirSync, rmSync } from 'node:fs';
import { loadDefinitions } from './definitions';
import { judgeLog } from './judge-log';
import { tallyLines } from './tally';

export default async function judgeCollected(): Promise<void> {
  const folder = process.env.SPOKECHECK_EXCHANGES;
  if (!folder) {
    process.stdout.write('Exchanges with the lab were not held against Microsoft’s definitions: SPOKECHECK_SPEC names no folder.\n');
    return;
  }
  try {
    const isEmpty = readdirSync(folder, { recursive: true, encoding: 'utf8' }).every((file) => !file.endsWith('.jsonl'));
    if (!isEmpty) await judge(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An error that is thrown here is all that makes Jest's exit code show it. */
async function judge(folder: string): Promise<void> {
  const tally = await judgeLog(folder, await loadDefinitions(process.env));
  const lines = tallyLines(tally).join('\n');
  if (tally.wrong.size > 0) throw new Error(lines);
  process.stdout.write(`${lines}\n`);
}
