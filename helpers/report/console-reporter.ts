/** Jest's reporter for people: every check as a sentence under its suite, with what failed explained where it failed. */
import type { Reporter } from '@jest/reporters';
import type { Test, TestResult } from '@jest/test-result';
import { printableLine } from '../printable/printable';
import { colours } from './colours';
import type { Outcome } from './outcome';
import { outcomesOf, selectedBy, wasSelected } from './outcome';
import type { RecordFile } from './verdict-record';
import { readRecords } from './verdict-record';
import { sayLines } from './say-lines';
import { verdictLines } from './verdict-text';

const mark: Record<Outcome['verdict']['verdict'], string> = {
  'pass': colours.green('✓'),
  'fail': colours.red('✗'),
  'cannot-tell': colours.yellow('?'),
  'waived': colours.cyan('~'),
  'skip': colours.dim('○'),
};

/** The lines that one test file leaves on the console. */
export function suiteLines(outcomes: readonly Outcome[]): string[] {
  const suites = [...new Set(outcomes.map((outcome) => outcome.suite))];
  return suites.flatMap((suite) => ['', colours.bold(printableLine(suite)), ...sectionLines(outcomes.filter((outcome) => outcome.suite === suite))]);
}

/** So many checks of one section are said one by one; of more, those that passed are counted. */
export const mostSaid = 100;

function sectionLines(outcomes: readonly Outcome[]): string[] {
  if (outcomes.length <= mostSaid) return outcomes.flatMap(outcomeLines);
  const isQuiet = ({ verdict }: Outcome): boolean => verdict.verdict === 'pass' || verdict.verdict === 'skip';
  const counts = new Map<string, { readonly mark: string; readonly id: string; number: number }>();
  for (const { verdict, record } of outcomes.filter(isQuiet)) {
    const key = `${record?.checkId ?? ''} ${verdict.verdict}`;
    const known = counts.get(key) ?? { mark: mark[verdict.verdict], id: record?.checkId ?? 'other', number: 0 };
    known.number += 1;
    counts.set(key, known);
  }
  const counted = [...counts].map(([key, { mark: sign, id, number }]) => `  ${sign} [${id}] ${number.toLocaleString('en-US')} ${key.endsWith('pass') ? 'passed' : 'not due'}`);
  return [...counted, ...outcomes.filter((outcome) => !isQuiet(outcome)).flatMap(outcomeLines)];
}

function outcomeLines(outcome: Outcome): string[] {
  const { verdict, record, title, durationMs } = outcome;
  const slow = durationMs >= 1000 ? colours.dim(` (${(durationMs / 1000).toFixed(1)} s)`) : '';
  const effort = record?.effort && record.effort.attempts > 1 ? colours.dim(` (attempt ${String(record.effort.attempts)}, ${record.effort.seconds.toFixed(0)} s)`) : slow;
  const all = verdict.verdict === 'pass' ? [] : verdictLines(verdict).map(printableLine);
  const lines = isExplained(outcome) ? all.slice(0, 1) : all;
  return [`  ${mark[verdict.verdict]} ${printableLine(title)}${effort}`, ...lines.map((line) => `      ${verdict.verdict === 'skip' ? colours.dim(line) : line}`)];
}

/** The cause that explains it follows at the end, so that one line is enough; reports in files have all that was seen. */
const isExplained = ({ verdict, record }: Outcome): boolean =>
  verdict.verdict !== 'waived' && record?.verdict === verdict && record.judged.findings.length > 0 && record.judged.findings.every(({ because = [] }) => because.length > 0);

export default class ConsoleReporter implements Pick<Reporter, 'onTestResult' | 'getLastError'> {
  constructor(
    _globalConfig: unknown,
    private readonly options: { readonly records: RecordFile; readonly pattern?: string },
  ) {}

  onTestResult(_test: Test, result: TestResult): void {
    const outcomes = outcomesOf(result, readRecords(this.options.records), selectedBy(this.options.pattern)).filter(wasSelected);
    if (outcomes.length > 0) sayLines(suiteLines(outcomes));
  }

  getLastError(): undefined {
    return undefined;
  }
}
