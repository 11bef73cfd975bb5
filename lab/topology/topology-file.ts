/** Reads a topology file: JSON, checked key by key, with every mistake named by its place, and with what it leaves out filled in. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { addressMistakes } from './address-mistakes';
import { referenceMistakes } from './reference-mistakes';
import type { Topology } from './topology';
import { TopologyError } from './topology-error';
import { topologySchema } from './topology-schema';

/** Throws TopologyError with every mistake found; where the file cannot be read or is no JSON, its only mistake says so. */
export function loadTopology(path: string): Topology {
  return parseTopology(readJson(path));
}

/** The topology that the parsed JSON of a file describes. Throws TopologyError with every mistake found. */
export function parseTopology(json: unknown): Topology {
  const parsed = topologySchema(firstSubscriptionOf(json)).safeParse(json, { error: describe });
  if (!parsed.success) throw new TopologyError(parsed.error.issues.map(lineOf));
  const mistakes = [...referenceMistakes(parsed.data), ...addressMistakes(parsed.data)];
  if (mistakes.length > 0) throw new TopologyError(mistakes);
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new TopologyError([`${path}: ${(cause as Error).message}`], { cause });
  }
}

const subscriptionsIn = z.looseObject({ subscriptions: z.tuple([z.looseObject({ id: z.string() })]).rest(z.unknown()) });

/** Where there is none the schema says so; the text put in its place is never seen. */
function firstSubscriptionOf(json: unknown): string {
  const parsed = subscriptionsIn.safeParse(json);
  return parsed.success ? parsed.data.subscriptions[0].id : '';
}

function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `unknown key "${key}"`).join(', ');
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `${JSON.stringify(issue.input)} is none of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return `${JSON.stringify(issue.input)} is no ${issue.expected}`;
  if (issue.code === 'too_small' && (issue.origin === 'array' || issue.origin === 'string')) return 'is empty';
  return undefined;
}

function lineOf({ path, message }: z.core.$ZodIssue): string {
  const place = path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${String(key)}]` : `${text}${text && '.'}${String(key)}`), '');
  return `${place || 'the file'}: ${message}`;
}
