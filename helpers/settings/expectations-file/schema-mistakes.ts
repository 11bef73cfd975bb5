/** What the schema finds wrong, each with its place, what was found and what was expected. */
import type { z } from 'zod';
import type { Mistake } from '../mistakes';
import { quote } from '../quote';
import type { Path, YamlSource } from './yaml-source';

type Issue = z.core.$ZodIssue;

export interface Misfit extends Mistake {
  readonly path: Path;
}

/** Empty where the data is of the schema's shape. */
export function schemaMistakes(schema: z.ZodType, source: YamlSource): Misfit[] {
  const parsed = schema.safeParse(source.data, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => misfitsOf(schema, source, issue, issue.path));
}

/** `flows[1].port`; a key that is no plain word is quoted. */
export const labelOf = (path: Path): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${String(key)}]` : `${index > 0 ? '.' : ''}${/^[\w.-]{1,60}$/.test(key) ? key : quote(key)}`)).join('') || 'the file';

/** What the value at a path is, as a predicate. */
export function foundAt({ data }: YamlSource, path: Path): string {
  const value = path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? (inner as Record<string | number, unknown>)[key] : undefined), data);
  if (value === undefined) return 'is missing';
  if (value === null || value === '') return 'is empty';
  if (typeof value === 'string') return `is ${quote(value)}`;
  if (Array.isArray(value)) return value.length === 0 ? 'is an empty list' : `is a list of ${String(value.length)}`;
  return typeof value === 'object' ? 'is a mapping' : `is ${String(value as number | boolean)}`;
}

function misfitsOf(schema: z.core.$ZodType, source: YamlSource, issue: Issue, given: readonly PropertyKey[]): Misfit[] {
  const path = given.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const own = [...path, key];
      return { path: own, variable: labelOf(own), place: source.keyPlaceOf(own), wrong: 'is no key that is known', expected: keysOf(schemaAt(schema, path)) };
    });
  }
  // Where one of several shapes is right but for its parts, these are what is wrong.
  const inner = issue.code === 'invalid_union' ? issue.errors.find((issues) => issues.every((one) => one.path.length > 0)) : undefined;
  if (inner && inner.length > 0) return inner.flatMap((one) => misfitsOf(schema, source, one, [...path, ...one.path]));
  const found = foundAt(source, path);
  const wrong = issue.code === 'custom' && issue.message !== '' ? `${found}, ${issue.message}` : found;
  return [{ path, variable: labelOf(path), place: source.placeOf(path), wrong, expected: expectedAt(schema, path) }];
}

const saidOf = (schema: z.core.$ZodType): unknown => (schema as z.ZodType).meta()?.expected;

/** Of the innermost part that a path leads to, as far as the schema says. */
function expectedAt(schema: z.core.$ZodType, path: Path): string {
  const inner = path.reduce<z.core.$ZodType[]>((schemas, key) => [...schemas, ...(schemas.length > 0 ? childOf(schemas.at(-1), key) : [])], [schema]);
  const said = inner.map((one) => saidOf(unwrapped(one))).filter((expected) => typeof expected === 'string');
  return said.at(-1) ?? 'another value';
}

const schemaAt = (schema: z.core.$ZodType, path: Path): z.core.$ZodType | undefined => path.reduce<z.core.$ZodType | undefined>((outer, key) => childOf(outer, key)[0], schema);

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional' ? unwrapped(def.innerType) : schema;
};

function childOf(schema: z.core.$ZodType | undefined, key: string | number): z.core.$ZodType[] {
  if (!schema) return [];
  const { def } = (unwrapped(schema) as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return [def.shape[key]].filter((inner) => inner !== undefined);
    case 'record':
      return [def.valueType];
    case 'array':
      return [def.element];
    case 'tuple':
      return [def.items[Number(key)]].filter((inner) => inner !== undefined);
    case 'union':
      return def.options.flatMap((option) => childOf(option, key)).slice(0, 1);
    default:
      return [];
  }
}

function keysOf(schema: z.core.$ZodType | undefined): string {
  const { def } = (unwrapped(schema as z.core.$ZodType) as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? `one of ${Object.keys(def.shape).join(', ')}` : 'another key';
}
