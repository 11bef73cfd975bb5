/** Runs the deployment suites with Jest, in this process and one after another: they only judge, and the logins wait on the network. */
import { join } from 'node:path';
import type { TestResult } from '@jest/test-result';
import { buildArgv, runCLI } from 'jest';
import { selectedBy } from '../report/outcome';
import type { Followed } from '../report/progress-reporter';
import type { SpokeOf } from '../report/console-sections';
import type { RecordFile } from '../report/verdict-record';

/** More than there are tests: how many logins are under way at once is for the suites to say. */
const noLimit = 1_000_000;

export interface JestRun {
  /** Jest's own arguments, as given on the command line, without `--shard`, by which Jest would choose among test files. */
  readonly args: readonly string[];
  /** The package root, where jest.config.ts is. */
  readonly rootDir: string;
  readonly records: RecordFile;
  /** The logins, and who is told how they get on. */
  readonly followed: Omit<Followed, 'pattern'>;
  /** By which the console counts what passed. */
  readonly spokeOf: SpokeOf;
}

export interface JestResults {
  readonly testResults: readonly TestResult[];
  /** Whether `-t` selected a test, by its full name. */
  readonly isSelected: (fullName: string) => boolean;
  /** Whether paths chose among the test files. */
  readonly choseFiles: boolean;
}

/** Resolves with the results of every test file; rejects where Jest itself cannot run, e.g. for an argument that it does not know. */
export async function runJest({ args, rootDir, records, followed, spokeOf }: JestRun): Promise<JestResults> {
  // Jest would look for a test runner that no longer comes with it.
  delete process.env.JEST_JASMINE;
  const argv = await buildArgv([...args]);
  const pattern = argv.testNamePattern;
  const selection = pattern ? { pattern } : {};
  const ours = (name: string, options: object): [string, object] => [join(__dirname, '..', 'report', name), { ...selection, ...options }];
  const reporters = [ours('progress-reporter.ts', followed), ours('console-reporter.ts', { records, spokeOf, isVerbose: argv.verbose === true })];
  const { results } = await runCLI(
    {
      ...argv,
      ...(argv.bail === true && { bail: false, runner: join(__dirname, 'bail-runner.ts') }),
      selectProjects: ['deployment'],
      reporters: [...reporters, ...(argv.reporters ?? [])] as unknown as string[],
      // An empty selection is told by the conclusion, with its own exit code.
      passWithNoTests: true,
      runInBand: true,
      maxConcurrency: argv.maxConcurrency ?? noLimit,
      // The order of the run is the order in which a network is understood.
      testSequencer: join(rootDir, 'helpers', 'suite', 'suite-order.ts'),
    },
    [rootDir],
  );
  const choseFiles = argv._.length > 0 || [argv.testPathPatterns, argv.testPathIgnorePatterns].some((given) => given !== undefined && given.length > 0);
  return { testResults: results.testResults, isSelected: selectedBy(pattern), choseFiles };
}
