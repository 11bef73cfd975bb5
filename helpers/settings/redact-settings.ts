/** What reports, survey and console hide: REDACT, REDACT_KEY. */
import { z } from 'zod';
import type { Redacts } from '../printable/redacts';
import { entriesOf, secret } from './forms';
import type { Checked } from './mistakes';
import { invalid, valid } from './mistakes';
import type { Environment, Form } from './variables';
import { isSet, readVariables } from './variables';

export interface RedactSettings {
  /** Absent: nothing is hidden but secrets. */
  readonly redacts?: Redacts;
  /** By which addresses are mapped; absent: by a key made of each survey. */
  readonly redactKey?: string;
}

const words = ['ids', 'addresses'] as const;

const redact: Form<Redacts> = z
  .string()
  .transform((text) => entriesOf(text).map((entry) => entry.toLowerCase()))
  .pipe(z.array(z.enum(words)).min(1))
  .transform((entries) => ({ ids: entries.includes('ids'), addresses: entries.includes('addresses') }))
  .describe('ids, addresses, or both, separated by commas or spaces');

export const redactForms = { REDACT: redact, REDACT_KEY: secret };

export function readRedactSettings(env: Environment): Checked<RedactSettings> {
  const { values, mistakes } = readVariables(redactForms, env);
  const { REDACT: redacts, REDACT_KEY: key } = values;
  const all = [...mistakes, ...(key !== undefined && key.trim().length < 16 ? [{ variable: 'REDACT_KEY', wrong: 'is shorter than 16 characters', expected: 'a random text that nobody can guess' }] : [])];
  return all.length > 0 ? invalid(all) : valid({ ...(redacts && { redacts }), ...(key !== undefined && { redactKey: key }) });
}

/** The same before the settings are known to be in order: where REDACT is set and not understood, all is hidden. */
export function redactsOf(env: Environment): Redacts | undefined {
  if (!isSet(env, 'REDACT')) return undefined;
  const read = readRedactSettings({ REDACT: env.REDACT });
  return read.ok ? read.value.redacts : { ids: true, addresses: true };
}
