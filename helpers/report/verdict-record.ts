/** One line per judged case, written by the suites while they run and read by everything that reports. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Case, ProbeEnd } from '../checks/check';
import type { Effort } from '../estate/reading';
import type { Label } from '../estate/survey-labels';
import { printableJson } from '../printable/printable';
import type { LoginOutcome } from '../probe/outcome';
import { titleOf, verdictOf } from '../words/case-words';
import type { Verdict } from '../words/verdict';

/** A login that was tried: from which machine to which, and how it ended. */
export interface TriedLogin {
  readonly from: ProbeEnd;
  readonly to: ProbeEnd;
  readonly outcome: LoginOutcome;
}

export interface VerdictRecord {
  readonly checkId: string;
  /** The test's title; unique in a run. */
  readonly title: string;
  /** In words. */
  readonly verdict: Verdict;
  /** The same as data. */
  readonly judged: Case;
  /** How often and how long it was observed, where it was observed more than once. */
  readonly effort?: Effort;
  readonly login?: TriedLogin;
}

export const recordOf = (judged: Case, label: Label, effort?: Effort, login?: TriedLogin): VerdictRecord => ({
  checkId: judged.checkId,
  title: titleOf(judged, label),
  verdict: verdictOf(judged, label),
  judged,
  ...(effort && { effort }),
  ...(login && { login }),
});

/** Appends in one write, so that several Jest workers can share the file. */
export function appendRecord(file: string, record: VerdictRecord): void {
  appendFileSync(file, `${printableJson(record, 0)}\n`);
}

/** The records by title, the last one winning: a case is recorded when it is judged, and a suite can be run again in watch mode. */
export function readRecords(file: string): Map<string, VerdictRecord> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as VerdictRecord).map((record) => [record.title, record]));
}
