/**
 * junit.xml: written by jest-junit from Jest's own results; what Jest cannot say (a check that could not be told is an `error` and no `failure`,
 * why one was skipped, attempts, advisories, causes) is put into the parsed document. Valid against Jenkins' junit-10.xsd, which has no
 * properties inside a test case: what belongs to one stands in its `system-out`.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestResult } from '@jest/test-result';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import JestJUnit from 'jest-junit';
import { putVerdicts } from './junit-verdicts';
import type { Outcome } from './outcome';
import { wasSelected } from './outcome';

/** Properties of the run, shown with every suite. */
export type RunProperties = Readonly<Record<string, string>>;

export interface JUnitReport {
  /** The path of junit.xml. */
  readonly file: string;
  readonly outcomes: readonly Outcome[];
  /** Jest's, where it ran. */
  readonly testResults?: readonly TestResult[];
  readonly properties: RunProperties;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
}

/** Writes beside the file and renames, so that there is never half a report. */
export async function writeJUnit(report: JUnitReport): Promise<void> {
  mkdirSync(dirname(report.file), { recursive: true });
  const document = new DOMParser().parseFromString(await writtenByJestJUnit(report), 'text/xml');
  putVerdicts(document, report.outcomes.filter(wasSelected), report.properties);
  const beside = `${report.file}.${String(process.pid)}`;
  writeFileSync(beside, `${new XMLSerializer().serializeToString(document)}\n`);
  renameSync(beside, report.file);
}

/** jest-junit writes to a file, and lets JEST_JUNIT_* of the environment win over what it is given. */
async function writtenByJestJUnit({ file, testResults = [], startTime }: JUnitReport): Promise<string> {
  const folder = mkdtempSync(join(dirname(file), 'jest-junit-'));
  const foreign = Object.keys(process.env).filter((name) => name.startsWith('JEST_JUNIT_') || name === 'JEST_SUITE_NAME' || name === 'JEST_USE_PATH_FOR_SUITE_NAME');
  const kept = foreign.map((name) => [name, process.env[name]] as const);
  for (const name of foreign) Reflect.deleteProperty(process.env, name);
  try {
    const reporter = new JestJUnit(
      { rootDir: process.cwd() },
      { suiteName: 'spokecheck', outputDirectory: folder, outputName: 'junit.xml', suiteNameTemplate: '{title}', classNameTemplate: '{classname}', titleTemplate: '{title}' },
    );
    await reporter.onRunComplete([], { startTime, numTotalTests: 0, testResults: testResults.map(withPlainText) });
    return readFileSync(join(folder, 'junit.xml'), 'utf8');
  } finally {
    Object.assign(process.env, Object.fromEntries(kept));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jest's messages carry the colours of a terminal; the verdict's text takes their place in any case. */
const withPlainText = (file: TestResult): TestResult => ({ ...file, testResults: file.testResults.map((test) => ({ ...test, failureMessages: test.failureMessages.map(() => '') })) });
