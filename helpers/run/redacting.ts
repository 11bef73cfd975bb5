/** What REDACT asks of a run before there is a survey, and when there is none. */
import type { Redacts } from '../printable/redacts';
import { redactBy } from '../printable/secrets';
import type { Problem } from '../estate/reading';
import { guardOf } from '../redaction/guard';
import type { Redaction } from '../redaction/redaction';
import { hidden } from '../redaction/redaction';
import { redactsOf, settingNames } from '../settings/settings';
import type { RefusedArgument } from './jest-arguments';

type Environment = Readonly<Record<string, string | undefined>>;

/** From now on nothing that is known to be hidden is put out. @param redaction once there is a survey */
export function redactOutput(env: Environment, redaction?: Redaction): Redacts | undefined {
  const redacts = redactsOf(env);
  if (redacts) redactBy(guardOf(redacts, Object.fromEntries(settingNames.map((name) => [name, env[name]])), redaction));
  return redacts;
}

/** Messages about settings show their values in quotes. */
export const withoutValues = (lines: readonly string[], redacts: Redacts | undefined): string[] =>
  lines.map((line) => (redacts ? line.replace(/"(?:[^"\\]|\\.)*"/g, hidden) : line));

/** What broke may have names in its words. */
export const toldFailure = (message: string, redacts: Redacts | undefined): string => (redacts ? hidden : message);

export const toldProblem = ({ message, kind, code }: Problem, redacts: Redacts | undefined): string => (redacts ? `Azure cannot be asked (${code !== undefined && /^\w{1,80}$/.test(code) ? code : kind})` : message);

/** Options of Jest's, ids of checks and files of suites say nothing of whose network it is; what else is chosen by may be a name. */
export const toldArguments = (args: readonly string[]): string[] =>
  args.map((arg) => {
    const [, option = '', value = ''] = /^(--?[A-Za-z][\w-]*(?:=|$))?(.*)$/s.exec(arg) ?? [];
    return value === '' || /^(?:[A-Z]{2,4}-\d\d|tests\/[a-z-]+(?:\.test\.ts)?)$/.test(value) ? arg : `${option}${hidden}`;
  });

/** What a run that ends tells of how it was begun. */
export const endUnder = (redacts: Redacts | undefined, args: readonly string[]): { readonly args: readonly string[]; readonly reportsAt?: string } =>
  redacts?.ids ? { args: toldArguments(args), reportsAt: 'REPORT_DIR' } : { args };

export const toldRefusal = ({ argument, why }: RefusedArgument, redacts: Redacts | undefined): RefusedArgument =>
  redacts?.ids ? { argument: toldArguments([argument])[0] ?? hidden, why: why.replace(/"[^"]*"/g, hidden) } : { argument, why };
