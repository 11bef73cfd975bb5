/** What REDACT asks of a run before there is a survey, and when there is none. */
import type { Redacts } from '../printable/redacts';
import { redactBy } from '../printable/secrets';
import type { Problem } from '../estate/reading';
import { guardOf } from '../redaction/guard';
import type { Redaction } from '../redaction/redaction';
import { hidden } from '../redaction/redaction';
import { loadEnvironment } from '../settings/dotenv';
import type { Mistake } from '../settings/mistakes';
import { formatMistakes } from '../settings/mistakes';
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
const withoutValues = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, hidden);

/** What is wrong with the settings; of EXPECTATIONS_FILE, whose keys are names, no more than where. */
export function mistakeLines(mistakes: readonly Mistake[], redacts: Redacts | undefined): string[] {
  if (!redacts) return formatMistakes(mistakes).split('\n');
  return formatMistakes(mistakes.map((mistake) => toldMistake(mistake))).split('\n');
}

function toldMistake({ variable, place, wrong, expected, example }: Mistake): Mistake {
  const more = { ...(example && { example }) };
  const isVariable = /^[A-Z][A-Z_]*$/.test(variable);
  if (place === undefined && isVariable) return { variable, wrong: withoutValues(wrong), expected: withoutValues(expected), ...more };
  const at = /:\d+:\d+$/.exec(place ?? '')?.[0] ?? '';
  return { variable: isVariable ? variable : hidden, place: `EXPECTATIONS_FILE${at}`, wrong: 'is not in order', expected: 'what a run without REDACT tells', ...more };
}

/** Why a script does nothing that shows names and addresses as they are, a sentence; undefined where REDACT is not set, in the environment or in `.env`. */
export function refusalUnder(env: Environment, script: string): string | undefined {
  return redactsOf(settingsOf(env)) && `${script} shows names and addresses as they are, and does nothing under REDACT; an empty REDACT, for this once, is none. Nothing was contacted or written.`;
}

function settingsOf(env: Environment): Environment {
  try {
    return loadEnvironment(env);
  } catch {
    // What keeps it from being read is told by what comes next.
    return env;
  }
}

/** Pseudonyms are numbered by what a survey holds: those of another run may be of other things. A clause. */
export const noBaseline = 'each run has pseudonyms of its own under REDACT, so that none can be compared with BASELINE_FILE: leave one of the two out. Nothing was contacted';

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
