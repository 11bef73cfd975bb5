/** Mistakes in the settings, and the one message that reports all of them. */
import type { ExampleLine } from './env-example';

export interface Mistake {
  /** The environment variable, e.g. `HUB_VNET_ID`. */
  readonly variable: string;
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

/** All mistakes as one text of several lines, without a line end after the last. */
export function formatMistakes(mistakes: readonly Mistake[]): string {
  const [count, them] = mistakes.length === 1 ? ['1 setting is', 'it'] : [`${String(mistakes.length)} settings are`, 'them'];
  return [
    `${count} missing or malformed. Nothing was contacted.`,
    '',
    ...mistakes.flatMap(linesOf),
    '',
    `Set ${them} in the environment, or copy env.example to .env and edit ${them} there.`,
  ].join('\n');
}

function linesOf({ variable, wrong, expected, example }: Mistake): string[] {
  const sentence = `${variable} ${wrong}; expected ${expected}.`;
  return example ? [sentence, `    env.example:${String(example.number)}  ${example.text}`] : [sentence];
}
