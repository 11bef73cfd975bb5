/** The end of a run: its conclusion is drawn, its reports are put into their places, and the console is told. */
import { join } from 'node:path';
import { version } from '../../package.json';
import { messageOf, printableJson, printableLine } from '../printable/printable';
import type { Conclusion, Counts, ExitCode, Scope } from '../report/conclusion';
import { conclude } from '../report/conclusion';
import { conclusionLines } from '../report/conclusion-text';
import type { RunProperties } from '../report/junit';
import { writeJUnit } from '../report/junit';
import { wasSelected } from '../report/outcome';
import { resultsOf } from '../report/results';
import type { Part } from './part';
import { runOutcome } from './part';
import type { ReportFolder } from './report-folder';
import { writeWhole } from './report-folder';

export interface EndOfRun {
  readonly folder: ReportFolder;
  readonly reports: Reports;
  readonly print: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly args: readonly string[];
  /** Whether results.json is written: a run that never began leaves that of the run before alone. */
  readonly hasResults: boolean;
  /** The ids of the runs that it is made of. */
  readonly merged?: readonly string[];
  /** Where the console says that the reports are; the folder itself where not given. */
  readonly reportsAt?: string;
}

/** @param endedBy why the run ended before it was through, a clause */
export async function concludeRun({ folder, reports, print, startTime, args, hasResults, merged, reportsAt = folder.reportsAt() }: EndOfRun, part: Part, endedBy?: string): Promise<ExitCode> {
  const conclusion = conclude(part.outcomes, part.notes, part.scope, endedBy, part.notLookedAt);
  const outcomes = part.outcomes.some(wasSelected) ? part.outcomes : [runOutcome('a check is run', conclusion.sentence)];
  const properties = { ...part.properties, run: folder.runId, ...(part.scope && countProperties(conclusion.counts, part.scope)), ...(conclusion.notLookedAt.length > 0 && { 'not looked at': conclusion.notLookedAt.join('; ') }), result: conclusion.sentence };
  const more = { ...(part.read && { read: part.read }), ...(part.scope?.shard && { shard: part.scope.shard }), ...(endedBy !== undefined && { endedBy }), ...(merged && { merged }) };
  const results = resultsOf({ version, runId: folder.runId, startTime, endTime: Date.now(), args, outcomes: part.outcomes.filter(wasSelected), conclusion, ...more });
  const written = [
    part.read ? reports.publish('survey.json') : true,
    hasResults ? reports.write('results.json', `${printableJson(results)}\n`) : true,
    await reports.junit({ ...part, outcomes, properties }, startTime),
  ];
  for (const line of [...part.unsaid, ...conclusionLines(conclusion, part.causes, reportsAt)]) print(line);
  return exitCodeOf(conclusion, written);
}

/** A report that could not be written is no evidence. */
const exitCodeOf = ({ code }: Conclusion, written: readonly boolean[]): ExitCode => (code === 0 && written.includes(false) ? 2 : code);

export interface Reports {
  /** True if it is written, and in its place. */
  junit(part: Pick<Part, 'outcomes' | 'testResults' | 'properties'>, startTime: number): Promise<boolean>;
  write(name: string, text: string): boolean;
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
  };
}

const countProperties = ({ due, selected, judged, proven }: Counts, { args }: Scope): RunProperties => ({
  due: String(due),
  selected: String(selected),
  judged: String(judged),
  proven: String(proven),
  ...(args.length > 0 && { arguments: args.join(' ') }),
});
