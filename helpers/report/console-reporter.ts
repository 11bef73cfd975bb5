/** Jest's reporter for people: what is red as a sentence under its suite, explained where it failed; what passed as counts, or with --verbose one by one. */
import type { Reporter } from '@jest/reporters';
import type { Test, TestResult } from '@jest/test-result';
import { judgementsIn } from '../checks/check';
import { printableLine } from '../printable/printable';
import { colours } from './colours';
import type { SpokeOf } from './console-sections';
import { notDueLines, passedLine } from './console-sections';
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

export interface Telling {
  /** Every check as a line. */
  readonly isVerbose?: boolean;
  readonly spokeOf?: SpokeOf;
}

/** The lines that one test file leaves on the console. */
export function suiteLines(outcomes: readonly Outcome[], telling: Telling = {}): string[] {
  const suites = [...new Set(outcomes.map((outcome) => outcome.suite))];
  return suites.flatMap((suite) => ['', colours.bold(printableLine(suite)), ...sectionLines(outcomes.filter((outcome) => outcome.suite === suite), telling)]);
}

function sectionLines(outcomes: readonly Outcome[], { isVerbose = false, spokeOf = () => undefined }: Telling): string[] {
  if (isVerbose) return outcomes.flatMap(outcomeLines);
  const of = (kind: Outcome['verdict']['verdict']): readonly Outcome[] => outcomes.filter(({ verdict }) => verdict.verdict === kind);
  const [passed, skipped] = [of('pass'), of('skip')];
  return [
    ...(passed.length > 0 ? [`  ${mark.pass} ${printableLine(passedLine(passed, spokeOf, weigh))}`] : []),
    ...notDueLines(skipped, weigh).map((line) => `  ${mark.skip} ${colours.dim(printableLine(line))}`),
    ...outcomes.filter((outcome) => !passed.includes(outcome) && !skipped.includes(outcome)).flatMap(outcomeLines),
  ];
}

/** In a large network a case stands for many pairs. */
const weigh = ({ record }: Outcome): number => (record ? judgementsIn(record.judged) : 1);

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
    private readonly options: Telling & { readonly records: RecordFile; readonly pattern?: string },
  ) {}

  onTestResult(_test: Test, result: TestResult): void {
    const outcomes = outcomesOf(result, readRecords(this.options.records), selectedBy(this.options.pattern)).filter(wasSelected);
    if (outcomes.length > 0) sayLines(suiteLines(outcomes, this.options));
  }

  getLastError(): undefined {
    return undefined;
  }
}
