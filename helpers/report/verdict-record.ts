/** One line per judged case, written by the suites while they run and read by everything that reports. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Case, Probed, TriedConnection, TriedLogin, Watch } from '../checks/check';
import type { Effort } from '../estate/reading';
import type { Label } from '../estate/survey-labels';
import { printableJson } from '../printable/printable';
import { titleOf, verdictOf } from '../words/case-words';
import type { Verdict } from '../words/verdict';

/** Where verdicts are recorded, and the run that they are recorded for. */
export interface RecordFile {
  readonly file: string;
  readonly runId: string;
}

export interface VerdictRecord {
  /** The suite that the test is in. */
  readonly suite: string;
  readonly checkId: string;
  /** The test's title; unique in a run. */
  readonly title: string;
  /** In words. */
  readonly verdict: Verdict;
  /** The same as data. */
  readonly judged: Case;
  /** How often and how long it was observed, where it was observed more than once. */
  readonly effort?: Effort;
  /** What came of its probe, one of them. */
  readonly login?: TriedLogin;
  readonly connection?: TriedConnection;
  readonly watch?: Watch;
}

export const recordOf = (suite: string, judged: Case, label: Label, effort?: Effort, probed?: Probed): VerdictRecord => ({
  suite,
  checkId: judged.checkId,
  title: titleOf(judged, label),
  verdict: verdictOf(judged, label),
  judged,
  ...(effort && { effort }),
  ...probed,
});

/** Appends in one write, so that several Jest workers can share the file. */
export function appendRecord({ file, runId }: RecordFile, record: VerdictRecord): void {
  appendFileSync(file, `${printableJson({ runId, ...record }, 0)}\n`);
}

/** The records by title, the last one winning. One that was written for another run says nothing about this one: cannot tell. */
export function readRecords({ file, runId }: RecordFile): Map<string, VerdictRecord> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const records = lines.map((line) => JSON.parse(line) as VerdictRecord & { readonly runId: string });
  return new Map(records.map(({ runId: writtenFor, ...record }) => [record.title, writtenFor === runId ? record : { ...record, verdict: foreign }]));
}

const foreign: Verdict = { verdict: 'cannot-tell', reason: 'what is recorded for it is of another run', evidence: [] };
