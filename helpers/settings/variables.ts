/** Reads environment variables by their forms: each on its own, so that one mistake hides no other. */
import type { z } from 'zod';
import type { Mistake } from './mistakes';
import { secret } from './forms';
import { quote } from './quote';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the text of a variable must look like and what becomes of it; its description completes "expected …". */
export type Form<T = unknown> = z.ZodType<T, string>;

export type Forms = Readonly<Record<string, Form>>;

/** The values of the variables that are set and well-formed. */
export type Values<F extends Forms> = { readonly [Name in keyof F]?: z.output<F[Name]> };

/** An empty variable counts as unset: pipelines pass on what they do not have as an empty text. */
export const isSet = (env: Environment, variable: string): boolean => Object.hasOwn(env, variable) && (env[variable] ?? '').trim() !== '';

/** Reads the variables that `forms` names; those in `required` must be set. */
export function readVariables<F extends Forms>(forms: F, env: Environment, required: readonly (keyof F & string)[] = []): { values: Values<F>; mistakes: Mistake[] } {
  const values: Record<string, unknown> = {};
  const mistakes: Mistake[] = [];
  for (const [variable, form] of Object.entries(forms)) {
    const text = env[variable];
    if (text === undefined || !isSet(env, variable)) {
      if (required.includes(variable)) mistakes.push({ variable, wrong: 'is not set', expected: expectedOf(form) });
      continue;
    }
    if (form !== secret && notPrintable.test(text)) {
      mistakes.push({ variable, wrong: `is ${quote(text)}, with a character that cannot be printed`, expected: expectedOf(form) });
      continue;
    }
    const parsed = form.safeParse(text, { reportInput: true });
    if (parsed.success) values[variable] = parsed.data;
    else mistakes.push(...parsed.error.issues.map((issue) => ({ variable, wrong: wrongOf(issue, text.trim()), expected: expectedOf(form) })));
  }
  return { values: values as Values<F>, mistakes };
}

/** Line ends may stand between the entries of a list, and at the end of any value. */
const notPrintable = /(?![\r\n\t])[\p{C}\p{Zl}\p{Zp}]/u;

export const expectedOf = (form: Form): string => form.description ?? 'another value';

/** `is "a"`, or for one entry of a list `holds "a"`. The words of our own forms follow; zod's own only repeat what was expected. */
function wrongOf({ code, path, input, message }: z.core.$ZodIssue, text: string): string {
  const found = path.length > 0 && typeof input === 'string' ? `holds ${quote(input)}` : `is ${quote(text)}`;
  return code === 'custom' ? `${found}, ${message}` : found;
}
