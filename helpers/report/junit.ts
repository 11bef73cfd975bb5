/**
 * junit.xml, written by jest-junit from Jest's results with the verdicts put in: a check that failed is a `failure`, one
 * that could not be told an `error`, one that was not due is `skipped` with its reason; advisories and efforts are properties.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import JestJUnit from 'jest-junit';
import type { Outcome } from './outcome';
import { wasSelected } from './outcome';
import { verdictLines } from './verdict-text';

/** Properties of the run, shown with every suite. */
export type RunProperties = Readonly<Record<string, string>>;

export interface JUnitReport {
  /** The path of junit.xml. */
  readonly file: string;
  readonly outcomes: readonly Outcome[];
  readonly properties: RunProperties;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
}

const statusOf = { 'pass': 'passed', 'fail': 'failed', 'cannot-tell': 'error', 'skip': 'pending' } as const;

/** jest-junit joins properties into an object, so several advisories are numbered. */
function caseProperties({ verdict, record }: Outcome): Record<string, string> {
  const advisories = verdict.verdict === 'pass' ? verdict.advisories : [];
  return {
    ...(record && { check: record.checkId }),
    ...(record?.effort && { attempts: String(record.effort.attempts), seconds: record.effort.seconds.toFixed(1) }),
    ...Object.fromEntries(advisories.map(({ text }, index) => [advisories.length > 1 ? `advisory ${String(index + 1)}` : 'advisory', text])),
    ...(verdict.verdict === 'skip' && { reason: verdict.reason }),
  };
}

function caseResult(outcome: Outcome): Record<string, unknown> {
  return {
    ancestorTitles: [outcome.suite],
    title: outcome.title,
    status: statusOf[outcome.verdict.verdict],
    duration: outcome.durationMs,
    failureMessages: [verdictLines(outcome.verdict, outcome.causes).join('\n')],
    properties: caseProperties(outcome),
  };
}

const tally = (outcomes: readonly Outcome[], verdict: Outcome['verdict']['verdict']): number => outcomes.filter((outcome) => outcome.verdict.verdict === verdict).length;

function suiteResult(outcomes: readonly Outcome[], report: JUnitReport): Record<string, unknown> {
  const durationMs = outcomes.reduce((sum, outcome) => sum + outcome.durationMs, 0);
  return {
    testFilePath: join(process.cwd(), 'tests'),
    testResults: outcomes.map(caseResult),
    numPassingTests: tally(outcomes, 'pass'),
    numFailingTests: tally(outcomes, 'fail') + tally(outcomes, 'cannot-tell'),
    numPendingTests: tally(outcomes, 'skip'),
    perfStats: { start: report.startTime, end: report.startTime + durationMs },
    properties: report.properties,
  };
}

function bySuite(outcomes: readonly Outcome[]): Outcome[][] {
  const suites = new Map<string, Outcome[]>();
  for (const outcome of outcomes) suites.set(outcome.suite, [...(suites.get(outcome.suite) ?? []), outcome]);
  return [...suites.values()];
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&apos;');

/**
 * What jest-junit cannot be told: the reason of a `<skipped/>`, and that an `<error>` among the tests counts as one.
 * All of it goes in by the order of the document.
 */
function withVerdicts(document: string, suites: readonly (readonly Outcome[])[]): string {
  const all = suites.flat();
  const reasons = all.flatMap(({ verdict }) => (verdict.verdict === 'skip' ? [verdict.reason] : []));
  const counts = suites.map((outcomes) => `errors="${String(tally(outcomes, 'cannot-tell'))}" failures="${String(tally(outcomes, 'fail'))}" skipped=`);
  return document
    .replace(/<skipped>\s*<\/skipped>|<skipped\/>/g, () => `<skipped message="${escaped(reasons.shift() ?? '')}"/>`)
    .replace(/(?<=<testsuite name="[^"]*" )errors="\d+" failures="\d+" skipped=/g, () => counts.shift() ?? '')
    .replace(/(?<=<testsuites name="[^"]*" tests="\d+" )failures="\d+" errors="\d+"/, `failures="${String(tally(all, 'fail'))}" errors="${String(tally(all, 'cannot-tell'))}"`);
}

/** Writes junit.xml over whatever is there. */
export async function writeJUnit(report: JUnitReport): Promise<void> {
  const suites = bySuite(report.outcomes.filter(wasSelected));
  const reporter = new JestJUnit(
    { rootDir: process.cwd() },
    {
      suiteName: 'spokecheck',
      outputDirectory: dirname(report.file),
      outputName: basename(report.file),
      suiteNameTemplate: '{title}',
      classNameTemplate: '{classname}',
      titleTemplate: '{title}',
      testCasePropertiesDirectory: __dirname,
      testCasePropertiesFile: 'junit-properties.ts',
      testSuitePropertiesDirectory: __dirname,
      testSuitePropertiesFile: 'junit-properties.ts',
    },
  );
  await reporter.onRunComplete([], { startTime: report.startTime, testResults: suites.map((outcomes) => suiteResult(outcomes, report)) });
  writeFileSync(report.file, withVerdicts(readFileSync(report.file, 'utf8'), suites));
}
