/**
 * Shapes that several resources share. The schemas of the readers describe what the SDK returns (`properties` already flattened) and
 * demand what the survey needs: a field that is not there makes the answer malformed, never a healthy default.
 */
import { z } from 'zod';
import { parseResourceId, sameId } from '../../estate/resource-id';
import type { ResourceId } from '../../estate/resource-id';
import { MalformedAnswer } from '../problem/errors';

export const reference = z.object({ id: z.string() });

export const resource = z.object({ id: z.string(), name: z.string() });

/** A list that may hold one value twice, as Azure's effective rules do. */
export const distinctTexts = z.array(z.string()).transform((texts) => [...new Set(texts)]);

/** Applies a schema, and makes sure that the answer is about what was asked for. Throws ZodError or MalformedAnswer. */
export function parseResource<T extends { readonly id: string }>(schema: z.ZodType<T>, answer: unknown, id: string): T {
  const value = schema.parse(answer);
  if (!sameId(value.id, id)) throw new MalformedAnswer(`it is about ${value.id}`);
  return value;
}

/** The parts of a resource id, as the SDK's methods take them. */
export interface ResourcePath extends ResourceId {
  /** The resource's own name. */
  readonly name: string;
  /** The name of the parent resource; its own for a resource without a parent. */
  readonly parentName: string;
}

/** Parses an id that Azure sent. Throws MalformedAnswer if it is no resource id. */
export function placeOf(id: string): ResourcePath {
  const parsed = parseResourceId(id);
  const name = parsed?.names.at(-1);
  if (!parsed || name === undefined) throw new MalformedAnswer(`${id} is no resource id`);
  return { ...parsed, name, parentName: parsed.names.at(-2) ?? name };
}
