/** What every ARM resource body has, and the values that Azure makes up: GUIDs and etags, here derived so that they stay the same from run to run. */
import { createHash } from 'node:crypto';

export interface ResourceBody {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** `W/"<guid>"`; a child shows that of the resource it lies in. */
  readonly etag?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** A GUID that belongs to `text` alone. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** Builds a body whose etag follows from everything else in it, so that it changes when, and only when, the resource does. */
export function withEtag<Body>(build: (etag: string) => Body): Body {
  return build(`W/"${guidOf(JSON.stringify(build('')))}"`);
}

/** A reference to another resource. */
export const reference = (id: string): { readonly id: string } => ({ id });

/** The key with the value, or nothing at all: Azure leaves out what is not set. */
export const optional = <Value>(key: string, value: Value | undefined): Record<string, Value> => (value === undefined ? {} : { [key]: value });
