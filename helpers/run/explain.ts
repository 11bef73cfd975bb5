/** `npm run verify -- --explain-expectations`: what the settings and EXPECTATIONS_FILE come to, without contacting anything and without a report. */
import { messageOf, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import type { ExitCode } from '../report/conclusion';
import { loadEnvironment } from '../settings/dotenv';
import { formatMistakes } from '../settings/mistakes';
import { readSettings } from '../settings/settings';
import { explanationOf } from '../words/expectations-words';
import { explainOption } from './help';
import { keyMistakes } from './key-mistakes';
import { refusalUnder } from './redacting';

export interface Explaining {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

/** Whether the command line asks for this in place of a run. */
export const asksToExplain = (args: readonly string[]): boolean => args.includes(`--${explainOption.name}`);

/** @returns 0, or 2 with the mistakes in the settings */
export function explain({ args, env, print }: Explaining): ExitCode {
  const { code, lines } = explained(args, env);
  for (const line of lines) print(printableLine(line));
  return code;
}

function explained(args: readonly string[], env: NodeJS.ProcessEnv): { code: ExitCode; lines: readonly string[] } {
  const refusal = refusalUnder(env, `verify --${explainOption.name}`);
  if (refusal !== undefined) return { code: 2, lines: [refusal] };
  const others = args.filter((argument) => argument !== `--${explainOption.name}`);
  if (others.length > 0) return { code: 2, lines: [`${others.join(' ')}: --${explainOption.name} takes no other arguments. Nothing was contacted.`] };
  let loaded: NodeJS.ProcessEnv;
  try {
    loaded = { ...env, ...loadEnvironment(env) };
  } catch (cause) {
    return { code: 2, lines: [messageOf(cause)] };
  }
  hideSecretsOf(loaded);
  const result = readSettings(loaded);
  const mistakes = result.ok ? keyMistakes(result.settings, loaded) : result.mistakes;
  if (!result.ok || mistakes.length > 0) return { code: 2, lines: formatMistakes(mistakes).split('\n') };
  const { deployment, expectations } = result.settings;
  return { code: 0, lines: explanationOf({ ...deployment, expectations, today: new Date().toISOString().slice(0, 10) }) };
}
