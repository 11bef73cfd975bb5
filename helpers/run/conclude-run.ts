/** The end of a run: its conclusion is drawn, its reports are put into their places, and the console is told. */
import { join } from 'node:path';
import { version } from '../../package.json';
import { messageOf, printableData, printableJson, printableLine } from '../printable/printable';
import type { Conclusion, Counts, ExitCode, Scope } from '../report/conclusion';
import { conclude } from '../report/conclusion';
import { conclusionLines } from '../report/conclusion-text';
import type { RunProperties } from '../report/junit';
import { writeJUnit } from '../report/junit';
import { wasSelected } from '../report/outcome';
import type { Results } from '../report/results';
import { resultsOf } from '../report/results-of';
import type { Comparison } from '../report/since';
import { compareRuns, withSince } from '../report/since';
import { sinceLines } from '../report/since-lines';
import { momentWords } from '../report/since-sections';
import type { Baseline } from './baseline';
import type { Part } from './part';
import { runOutcome } from './part';
import type { ReportFolder } from './report-folder';
import { writeWhole } from './report-folder';
import { attachPage, tellPipeline } from './tell-pipeline';

export interface EndOfRun {
  readonly folder: ReportFolder;
  readonly reports: Reports;
  readonly print: (line: string) => void;
  /** Where a pipeline says that the run is a step of it. */
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly args: readonly string[];
  /** Whether results.json is written: a run that never began leaves that of the run before alone. */
  readonly hasResults: boolean;
  /** The ids of the runs that it is made of. */
  readonly merged?: readonly string[];
  /** Where the console says that the reports are; the folder itself where not given. */
  readonly reportsAt?: string;
  readonly baseline: Baseline;
}

/** @param endedBy why the run ended before it was through, a clause */
export async function concludeRun({ folder, reports, print, env, startTime, args, hasResults, merged, baseline, reportsAt = folder.reportsAt() }: EndOfRun, part: Part, endedBy?: string): Promise<ExitCode> {
  const conclusion = conclude(part.outcomes, part.notes, part.scope, endedBy, part.notLookedAt);
  const more = { ...(part.read && { read: part.read }), ...(part.scope?.shard && { shard: part.scope.shard }), ...(endedBy !== undefined && { endedBy }), ...(merged && { merged }) };
  const plain = resultsOf({ version, runId: folder.runId, startTime, endTime: Date.now(), args, outcomes: part.outcomes.filter(wasSelected), conclusion, ...more });
  const { comparison, lines } = comparedWith(baseline, plain, part);
  const results = comparison ? withSince(plain, comparison) : plain;
  const outcomes = part.outcomes.some(wasSelected) ? part.outcomes.map((outcome) => withMark(outcome, comparison)) : [runOutcome('a check is run', conclusion.sentence)];
  const properties = { ...part.properties, run: folder.runId, ...(comparison && sinceProperties(comparison)), ...(part.scope && countProperties(conclusion.counts, part.scope)), ...(conclusion.notLookedAt.length > 0 && { 'not looked at': conclusion.notLookedAt.join('; ') }), result: conclusion.sentence };
  const written = [
    part.read ? reports.publish('survey.json') : true,
    hasResults ? reports.write('results.json', `${printableJson(results)}\n`) : true,
    await reports.junit({ ...part, outcomes, properties }, startTime),
  ];
  for (const line of [...part.unsaid, ...conclusionLines(conclusion, part.causes, reportsAt, lines)]) print(line);
  const summary = await reports.summary(results);
  const pipeline = { env, print, hidesPaths: reportsAt !== folder.reportsAt() };
  tellPipeline({ ...pipeline, results, ...(summary !== undefined && { summary }) });
  // Last, for it takes the longest, and whoever ends the run a second time has all the rest by then.
  const page = await reports.page(results);
  if (page !== undefined) {
    print(`Report: ${printableLine(page.replace(folder.reportsAt(), () => reportsAt))}`);
    attachPage({ ...pipeline, page });
  }
  return exitCodeOf(conclusion, [...written, summary !== undefined, page !== undefined]);
}

interface Compared {
  readonly comparison?: Comparison;
  /** For the console. */
  readonly lines: readonly string[];
}

/** What changed since the baseline is told beside the verdicts, and changes none: nor does it where it cannot be told. */
function comparedWith(baseline: Baseline, results: Results, { read }: Part): Compared {
  if (baseline.kind === 'first') return { lines: ['Nothing is compared: under REPORT_DIR/runs there is no earlier run yet that judged all that was due.', ''] };
  if (baseline.kind !== 'run') return { lines: [] };
  const { finishedAt } = baseline.record.results;
  if (!read) return { lines: [`Nothing is compared with the run of ${momentWords(finishedAt)}: this one judged nothing.`, ''] };
  try {
    // As the file has it that the other survey was read from.
    const comparison = compareRuns(baseline.record, { results, survey: printableData(read.deployment.survey) });
    return { comparison, lines: sinceLines(comparison.since) };
  } catch (cause) {
    return { lines: [printableLine(`Nothing is compared with the run of ${momentWords(finishedAt)}: spokecheck itself broke: ${messageOf(cause)}`), ''] };
  }
}

function withMark(outcome: Part['outcomes'][number], comparison: Comparison | undefined): Part['outcomes'][number] {
  const since = comparison?.reds.get(outcome.title);
  return since ? { ...outcome, since } : outcome;
}

function sinceProperties({ since: { run, finishedAt, cases } }: Comparison): RunProperties {
  const count = (kind: (typeof cases)[number]['kind']): string => String(cases.filter((change) => change.kind === kind).length);
  return { 'baseline': `${run}, ${finishedAt}`, 'new red': count('new-red'), 'still red': count('still-red') };
}

/** A report that could not be written is no evidence. */
const exitCodeOf = ({ code }: Conclusion, written: readonly boolean[]): ExitCode => (code === 0 && written.includes(false) ? 2 : code);

export interface Reports {
  /** True if it is written, and in its place. */
  junit(part: Pick<Part, 'outcomes' | 'testResults' | 'properties'>, startTime: number): Promise<boolean>;
  write(name: string, text: string): boolean;
  /** report.html of what is in results.json; where it is, if it is written. */
  page(results: Results): Promise<string | undefined>;
  /** Likewise summary.md. */
  summary(results: Results): Promise<string | undefined>;
  publish(name: string): boolean;
}

/** Each report is made whole in the run's own folder and then put into its place; what goes wrong with that is one sentence. */
export function reportsInto(folder: ReportFolder, print: (line: string) => void): Reports {
  const attempt = (name: string, make: () => string | undefined): boolean => {
    try {
      const why = make();
      if (why !== undefined) print(printableLine(why));
      return true;
    } catch (cause) {
      print(printableLine(`${join(folder.dir, name)} could not be written: ${messageOf(cause)}.`));
      return false;
    }
  };
  const put = (name: string, made: string | Failed): string | undefined => {
    let place = join(folder.reportsAt(), name);
    const isWritten = attempt(name, () => {
      if (typeof made !== 'string') throw made.cause as Error;
      writeWhole(join(folder.runDir, name), made);
      const why = folder.publish(name);
      if (why !== undefined) place = join(folder.runDir, name);
      return why;
    });
    return isWritten ? place : undefined;
  };
  return {
    async junit({ outcomes, testResults, properties }, startTime) {
      const made = await writeJUnit({ file: join(folder.runDir, 'junit.xml'), outcomes, properties, startTime, ...(testResults && { testResults }) }).catch((cause: unknown) => cause ?? 'unknown');
      return attempt('junit.xml', () => {
        if (made !== undefined) throw made as Error;
        return folder.publish('junit.xml');
      });
    },
    write: (name, text) => attempt(name, () => {
      writeWhole(join(folder.runDir, name), text);
      return folder.publish(name);
    }),
    publish: (name) => attempt(name, () => folder.publish(name)),
    // Loaded when it is needed, for the layout of the picture is large.
    page: async (results) => put('report.html', await import('../html/report-html').then(({ reportHtml }) => reportHtml(results)).catch(failed)),
    summary: async (results) => put('summary.md', await import('../summary/summary-md').then(({ summaryMd }) => summaryMd(results)).catch(failed)),
  };
}

interface Failed {
  readonly cause: unknown;
}

const failed = (cause: unknown): Failed => ({ cause });

const countProperties = ({ due, selected, judged, proven }: Counts, { args }: Scope): RunProperties => ({
  due: String(due),
  selected: String(selected),
  judged: String(judged),
  proven: String(proven),
  ...(args.length > 0 && { arguments: args.join(' ') }),
});
