/** `npm run diff`: what changed between two runs. Nothing is judged, contacted or written. */
import { printableJson, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import { compareRuns } from '../report/since';
import { sinceLines } from '../report/since-lines';
import { momentWords } from '../report/since-sections';
import { refusalUnder } from './redacting';
import { readRunRecord } from './run-record';
import type { Verification } from './verify';

export type DiffRun = Pick<Verification, 'args' | 'env' | 'print'>;

/** 0: nothing that was compared is different; 1: something is; 2: it could not be compared. */
export function diff({ args, env, print }: DiffRun): ExitCode {
  hideSecretsOf(env);
  const refusal = refusalUnder(env, 'npm run diff');
  if (refusal !== undefined) {
    print(printableLine(refusal));
    return 2;
  }
  const paths = args.filter((argument) => argument !== '--json');
  const unknown = paths.find((path) => path.startsWith('-'));
  if (unknown !== undefined || paths.length !== 2) {
    const why = unknown === undefined ? 'npm run diff takes two runs, the earlier one first: folders with a results.json in them, or such files' : `${unknown}: npm run diff has no such option`;
    print(printableLine(`${why}. \`npm run diff -- --help\` shows more.`));
    return 2;
  }
  const [before, now] = paths.map(readRunRecord);
  for (const reading of [before, now]) if (reading?.ok === false) print(printableLine(`${reading.file} ${reading.why}.`));
  if (!before?.ok || !now?.ok) return 2;
  const { since, differs } = compareRuns(before.record, now.record);
  const { results } = now.record;
  const lines = [...sinceLines(since), printableLine(`The later run is ${results.run} of ${momentWords(results.finishedAt)}: ${results.conclusion}`)];
  for (const line of args.includes('--json') ? [printableJson(since)] : lines) print(line);
  return differs ? 1 : 0;
}
