/** The keys of a schema, one by one, as documentation lists them. */
import type { z } from 'zod';

export interface SchemaKey {
  /** `spokes.NAME.ssh.key`, `flows[].from`. */
  readonly path: string;
  readonly isRequired: boolean;
  readonly description: string;
  readonly expected: string;
}

/** Those of entries after what they are entries of; a list or mapping of plain values has none. */
export function schemaKeys(schema: z.core.$ZodType, path = ''): SchemaKey[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
      return schemaKeys(def.innerType, path);
    case 'object':
      return Object.entries(def.shape).flatMap(([key, inner]) => {
        const own = path === '' ? key : `${path}.${key}`;
        return [keyAt(inner, own), ...schemaKeys(inner, own)];
      });
    case 'record':
      return schemaKeys(def.valueType, `${path}.NAME`);
    case 'array':
      return schemaKeys(def.element, `${path}[]`);
    default:
      return [];
  }
}

function keyAt(schema: z.core.$ZodType, path: string): SchemaKey {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inner = def.type === 'optional' ? def.innerType : schema;
  const { description = '', expected } = (inner as z.ZodType).meta() ?? {};
  return { path, isRequired: def.type !== 'optional', description, expected: String(expected) };
}
