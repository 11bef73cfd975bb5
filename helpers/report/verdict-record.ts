/** One line per judged case, written by the suites while they run and read by everything that reports. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Verdict } from '../checks/verdict';
import type { LoginOutcome } from '../probe/outcome';
import type { Effort } from '../estate/reading';

export interface VerdictRecord {
  readonly checkId: string;
  /** The test's title; unique in a run. */
  readonly title: string;
  readonly verdict: Verdict;
  /** How often and how long it was observed, where it was observed more than once. */
  readonly effort?: Effort;
  /** With SSH-01: between which NICs a login was tried, and how it ended. */
  readonly login?: { readonly fromNicId: string; readonly toNicId: string; readonly outcome: LoginOutcome };
  /** The resources that the case is about. */
  readonly subjects: readonly string[];
}

/** Appends in one write, so that several Jest workers can share the file. */
export function appendRecord(file: string, record: VerdictRecord): void {
  appendFileSync(file, `${JSON.stringify(record)}\n`);
}

/** The records by title, the last one winning: a case is recorded when it is judged, and a suite can be run again in watch mode. */
export function readRecords(file: string): Map<string, VerdictRecord> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as VerdictRecord).map((record) => [record.title, record]));
}
