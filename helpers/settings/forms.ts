/** The plain forms of a variable: a number, one word of several, yes or no, a list, an address on the web, a path. */
import { z } from 'zod';
import type { Form } from './variables';

/** Decimal digits only: `1e2` and `0x10` are more likely slips than numbers. */
export const wholeNumber = (min: number, max: number): Form<number> =>
  z
    .string()
    .trim()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .describe(`a whole number from ${String(min)} to ${String(max)}`);

/** Like `wholeNumber`; the value is in milliseconds. */
export const seconds = (min: number, max: number): Form<number> =>
  wholeNumber(min, max)
    .transform((value) => value * 1000)
    .describe(`a whole number of seconds from ${String(min)} to ${String(max)}`);

/** In any case, as Azure Pipelines turns `true` into `True`; the value is the word as spelled here. */
export const oneOf = <const Word extends string>(...words: readonly [Word, ...Word[]]): Form<Word> =>
  z
    .string()
    .trim()
    .transform((text) => words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? text)
    .pipe(z.enum(words))
    .describe(alternatives(words));

export const switchOf = (on: string, off: string): Form<boolean> => {
  const words = oneOf(on, off);
  return words.transform((word) => word === on).describe(alternatives([on, off]));
};

/** The entries of a list that is separated by commas, spaces or newlines. */
export const entriesOf = (text: string): string[] => text.split(/[\s,]+/).filter((entry) => entry !== '');

/** Without slashes at its end, as paths and token scopes are appended to it. */
export const httpsUrl: Form<string> = z
  .string()
  .trim()
  .pipe(z.url({ protocol: /^https$/, abort: true }).regex(/^[^?#@]+$/))
  .transform((text) => text.replace(/\/+$/, ''))
  .describe('an address that begins with https:// and holds no user name and no query');

export const path: Form<string> = z.string().trim().describe('a path');

/** Taken as it is, blanks included, and never shown. */
export const secret: Form<string> = z.string().describe('a secret');

const alternatives = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
