/** What came of each Jest test, in spokecheck's words: Jest's status joined with the verdict that the suite recorded. */
import type { AssertionResult, TestResult } from '@jest/test-result';
import type { VerdictRecord } from './verdict-record';
import type { Since } from '../changes/case-changes';
import type { Verdict } from '../words/verdict';

export interface Outcome {
  readonly suite: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly record?: VerdictRecord;
  /** The sentences of the causes that explain it. */
  readonly causes?: readonly string[];
  /** Of a red one: since when it is, where the run is compared with another. */
  readonly since?: Since;
}

const cannotTell = (reason: string, evidence: readonly string[] = []): Verdict => ({ verdict: 'cannot-tell', reason, evidence });

const isAssertion = (detail: unknown): boolean => typeof detail === 'object' && detail !== null && 'matcherResult' in detail;

/** Jest's status of a test that is waived is that of one that passed. */
const isGreen = ({ verdict }: Verdict): boolean => verdict === 'pass' || verdict === 'waived';

/**
 * Jest and the record must agree. A test that Jest calls failed without a recorded verdict broke for a reason of its own,
 * which says nothing about the network: cannot tell, unless it is a plain `expect` of a suite that somebody added.
 */
function verdictOf(test: AssertionResult, record: VerdictRecord | undefined): Verdict {
  const messages = test.failureMessages.join('\n').split('\n');
  switch (test.status) {
    case 'passed':
      if (!record) return test.numPassingAsserts > 0 ? { verdict: 'pass', advisories: [] } : cannotTell('the test passed without coming to a verdict');
      return isGreen(record.verdict) ? record.verdict : cannotTell('the test passed although its verdict is another one', messages);
    case 'failed':
      if (record && !isGreen(record.verdict)) return record.verdict;
      if (!record && test.failureDetails.some(isAssertion)) return { verdict: 'fail', fact: messages[0] ?? test.title, evidence: messages.slice(1) };
      return cannotTell(`the test itself broke: ${messages[0] ?? 'no message'}`, messages.slice(1));
    default:
      return record?.verdict.verdict === 'skip' ? record.verdict : { verdict: 'skip', reason: 'not selected for this run' };
  }
}

/**
 * The outcomes of one test file, in order. A file that failed to load is one outcome: cannot tell.
 * @param isSelected tells by a test's full name whether `-t` selected it; Jest calls both kinds of skipped test pending.
 */
export function outcomesOf(file: TestResult, records: ReadonlyMap<string, VerdictRecord>, isSelected: (fullName: string) => boolean = () => true): Outcome[] {
  const outcomes = file.testResults.map((test): Outcome => {
    const record = isSelected(test.fullName) ? records.get(test.title) : undefined;
    return {
      suite: test.ancestorTitles[0] ?? '',
      title: test.title,
      verdict: verdictOf(test, record),
      // A probe waits for its turn, and that is none of its own time.
      durationMs: record && isProbed(record) && record.effort ? record.effort.seconds * 1000 : (test.duration ?? 0),
      ...(record && { record }),
    };
  });
  const broken = file.testExecError ?? (file.testResults.length === 0 ? file.failureMessage : undefined);
  if (!broken) return outcomes;
  const lines = (typeof broken === 'string' ? broken : (broken.stack ?? broken.message)).split('\n').filter((line) => line.trim() !== '');
  const suite = 'Suites that could not be run';
  return [...outcomes, { suite, title: `[RUN] the suite ${file.testFilePath.split(/[\\/]/).at(-1) ?? ''} loads`, verdict: cannotTell(`the suite failed to load: ${lines[0] ?? ''}`, lines.slice(1, 12)), durationMs: 0 }];
}

const isProbed = ({ login, connection, watch }: VerdictRecord): boolean => (login ?? connection ?? watch) !== undefined;

/** Filtered out by `-t`, a path or a shard: it was not due, and nothing is said about it. */
export const wasSelected = (outcome: Outcome): boolean => !(outcome.verdict.verdict === 'skip' && !outcome.record);

/** Jest matches `-t` against the full name, without regard to case. */
export const selectedBy =
  (pattern: string | undefined) =>
  (fullName: string): boolean =>
    !pattern || new RegExp(pattern, 'i').test(fullName);
