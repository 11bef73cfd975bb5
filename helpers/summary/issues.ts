/** What a pipeline shows beside its log, one line each: an error for each cause, the most far-reaching first. */
import { causesIn } from '../html/causes-view';
import { count, namingOf } from '../html/naming';
import { printable, printableData } from '../printable/printable';
import type { Results } from '../report/results';
import { waivedIn } from './waived';

export interface Issue {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly title: string;
  /** Sentences. */
  readonly lines: readonly string[];
}

/** GitHub shows no more of a severity than ten of a step. */
const most = 10;

/** GitHub cuts a message at 4,096 characters, and so a command is told only where it fits. */
const [longestLine, longestFix] = [1_200, 1_000];

export function issuesOf(results: Results): Issue[] {
  const run = printableData(results);
  const found = [...causeIssues(run), ...caseIssues(run)];
  const isTold = run.exitCode === 0 || found.length > 0;
  const issues = isTold ? found : [{ severity: 'error' as const, title: 'spokecheck', lines: [run.conclusion] }];
  return [...atMost(issues, 'error'), ...atMost(issues, 'warning'), ...waivedIssue(run)].map(({ severity, title, lines }) => ({ severity, title: printable(title), lines: lines.map((line) => printable(line, longestLine)) }));
}

function causeIssues(run: Results): Issue[] {
  const verdicts = new Map(run.cases.map(({ title, verdict }) => [title, verdict]));
  const causes = causesIn(run, namingOf(run)).map((cause, place) => ({ ...cause, place, all: run.causes[place]?.explains ?? [] }));
  return causes
    .sort((a, b) => b.all.length - a.all.length || a.place - b.place)
    .map(({ sentence, explains, fixes: [fix, ...others], fixWords, place, all }) => ({
      severity: all.some((title) => verdicts.get(title) === 'fail') ? 'error' : 'warning',
      title: `spokecheck: cause ${String(place + 1)} of ${String(causes.length)}`,
      lines: [sentence, `Explains ${explains}.`, ...(fix === undefined ? [] : others.length === 0 && fix.length <= longestFix ? [`${fixWords}: ${fix}`] : [`${fixWords}: ${count(others.length + 1, 'command')}, in summary.md.`])],
    }));
}

/** What is red and no cause explains. */
function caseIssues({ cases, causes }: Results): Issue[] {
  const explained = new Set(causes.flatMap(({ explains }) => explains));
  return cases.flatMap(({ verdict, title, words, reason }): Issue[] =>
    (verdict === 'fail' || verdict === 'cannot-tell') && !explained.has(title)
      ? [{ severity: verdict === 'fail' ? 'error' : 'warning', title: `spokecheck: ${verdict === 'fail' ? 'failed' : 'cannot tell'}`, lines: [`${title}: ${words?.fact ?? reason ?? 'see report.html'}`] }]
      : [],
  );
}

function waivedIssue(run: Results): Issue[] {
  const waived = waivedIn(run);
  return waived.length === 0 ? [] : [{ severity: 'notice', title: `spokecheck: ${count(waived.length, 'check')} waived`, lines: [...waived.slice(0, 3), ...(waived.length > 3 ? [`and ${count(waived.length - 3, 'more', 'more')}, in summary.md`] : [])] }];
}

function atMost(issues: readonly Issue[], severity: Issue['severity']): Issue[] {
  const all = issues.filter((issue) => issue.severity === severity);
  if (all.length <= most) return all;
  return [...all.slice(0, most - 1), { severity, title: `spokecheck: ${count(all.length - most + 1, 'more', 'more')}`, lines: [`${count(all.length - most + 1, 'more', 'more')} of ${String(all.length)} are not shown here; summary.md and report.html have them.`] }];
}
