/** Mistakes in the settings, and the one message that reports all of them. */
import type { ExampleLine } from './env-example';

export interface Mistake {
  /** The environment variable, e.g. `HUB_VNET_ID`, or the key of EXPECTATIONS_FILE, e.g. `flows[1].port`. */
  readonly variable: string;
  /** Where in EXPECTATIONS_FILE, `spokecheck.yaml:12:5`, line and column from 1; absent where no file says it. */
  readonly place?: string;
  /** What is wrong with it, as the sentence's predicate: `is not set`. Never holds a secret. */
  readonly wrong: string;
  /** What was expected instead, as a noun phrase. */
  readonly expected: string;
  /** The variable's line in env.example; absent only where that file cannot be read. */
  readonly example?: ExampleLine;
}

/** A part of the settings, or everything that is wrong with it. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

export const valid = <T>(value: T): Checked<T> => ({ ok: true, value });

export const invalid = (mistakes: readonly Mistake[]): Checked<never> => ({ ok: false, mistakes });

export const mistakesOf = (checked: Checked<unknown>): readonly Mistake[] => (checked.ok ? [] : checked.mistakes);

export const mistakeSentence = ({ variable, place, wrong, expected }: Mistake): string => `${place === undefined ? '' : `${place} `}${variable} ${wrong}; expected ${expected}.`;

/** All mistakes as one text of several lines, without a line end after the last. */
export function formatMistakes(mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? '1 setting is' : `${String(mistakes.length)} settings are`;
  const isInFile = ({ place }: Mistake): boolean => place !== undefined;
  const variables = mistakes.filter((mistake) => !isInFile(mistake)).length;
  const them = variables === mistakes.length ? (variables === 1 ? 'it' : 'them') : variables === 1 ? 'the variable' : 'the variables';
  return [
    `${count} missing or malformed. Nothing was contacted.`,
    '',
    ...mistakes.flatMap(linesOf),
    '',
    ...(variables === 0 ? [] : [`Set ${them} in the environment, or copy env.example to .env and edit ${variables === 1 ? 'it' : 'them'} there.`]),
    ...(mistakes.some(isInFile) ? ['What stands with line and column is to be corrected in the file that EXPECTATIONS_FILE names.'] : []),
  ].join('\n');
}

function linesOf(mistake: Mistake): string[] {
  const { example } = mistake;
  const sentence = mistakeSentence(mistake);
  return example ? [sentence, `    env.example:${String(example.number)}  ${example.text}`] : [sentence];
}
