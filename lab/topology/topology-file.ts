/** Reads a topology file: JSON, checked key by key, with every mistake named by its place, and with what it leaves out filled in. */
import { z } from 'zod';
import { addressMistakes } from './address-mistakes';
import { describeIssue, issueLine, readJson } from './json-file';
import { referenceMistakes } from './reference-mistakes';
import type { Topology } from './topology';
import { TopologyError } from './topology-error';
import { topologySchema } from './topology-schema';

/** Throws TopologyError with every mistake found; where the file cannot be read or is no JSON, its only mistake says so. */
export function loadTopology(path: string): Topology {
  const file = readJson(path);
  if ('mistake' in file) throw new TopologyError([file.mistake], { cause: file.cause });
  return parseTopology(file.json);
}

/** The topology that the parsed JSON of a file describes. Throws TopologyError with every mistake found. */
export function parseTopology(json: unknown): Topology {
  const parsed = topologySchema(firstSubscriptionOf(json)).safeParse(json, { error: describeIssue });
  if (!parsed.success) throw new TopologyError(parsed.error.issues.map(issueLine));
  const mistakes = [...referenceMistakes(parsed.data), ...addressMistakes(parsed.data)];
  if (mistakes.length > 0) throw new TopologyError(mistakes);
  return parsed.data;
}

const subscriptionsIn = z.looseObject({ subscriptions: z.tuple([z.looseObject({ id: z.string() })]).rest(z.unknown()) });

/** Where there is none the schema says so; the text put in its place is never seen. */
function firstSubscriptionOf(json: unknown): string {
  const parsed = subscriptionsIn.safeParse(json);
  return parsed.success ? parsed.data.subscriptions[0].id : '';
}
