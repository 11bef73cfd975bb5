/** Reads a JSON file and reports what is wrong with it: one line for each mistake, beginning with its place. */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';

type JsonFile = { readonly json: unknown } | { readonly mistake: string; readonly cause: unknown };

/** The parsed file; where it cannot be read or is no JSON, the mistake says so. */
export function readJson(path: string): JsonFile {
  try {
    return { json: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (cause) {
    return { mistake: `${path}: ${(cause as Error).message}`, cause };
  }
}

/** Zod's `error` option: the words for what a schema itself does not put in words. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `unknown key "${key}"`).join(', ');
  if (issue.code === 'invalid_key') return issue.issues[0]?.message;
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `${JSON.stringify(issue.input)} is none of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return `${JSON.stringify(issue.input)} is no ${issue.expected}`;
  if (issue.code === 'too_small' && (issue.origin === 'array' || issue.origin === 'string')) return 'is empty';
  return undefined;
}

/** `virtualNetworks[0].location: is missing`; a key that is no name stands in brackets, too: `virtualNetworks["/subscriptions/…"]`. */
export function issueLine({ path, message }: z.core.$ZodIssue): string {
  const place = path.reduce<string>((text, key) => `${text}${isName(key) ? `${text && '.'}${String(key)}` : `[${typeof key === 'number' ? String(key) : JSON.stringify(String(key))}]`}`, '');
  return `${place || 'the file'}: ${message}`;
}

const isName = (key: PropertyKey): boolean => typeof key !== 'number' && /^\w+$/.test(String(key));
