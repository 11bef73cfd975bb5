/** The lines of env.example, so that a message about a setting can show the one it means. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mistake } from './mistakes';

export interface ExampleLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

const exampleFile = join(__dirname, '..', '..', 'env.example');

/** A setting, commented out or not; prose has no `=` right after a name in capitals. */
const setting = /^(?:# )?([A-Z][A-Z0-9_]*)=/;

/** The lines that set a variable, by its name. Pure. */
export function exampleLines(text: string): ReadonlyMap<string, ExampleLine> {
  return new Map(
    text.split(/\r?\n/).flatMap((line, index): [string, ExampleLine][] => {
      const variable = setting.exec(line)?.[1];
      return variable === undefined ? [] : [[variable, { number: index + 1, text: line }]];
    }),
  );
}

/** Adds to each mistake its line of env.example. Without the file the mistakes stay as they are: they must be reported all the same. */
export function withExamples(mistakes: readonly Mistake[], file: string = exampleFile): Mistake[] {
  const lines = exampleLines(textOf(file));
  return mistakes.map((mistake) => {
    const example = lines.get(mistake.variable);
    return example ? { ...mistake, example } : mistake;
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
