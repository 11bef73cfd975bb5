/** What the schemas of a topology file are spelled with: names, prefixes, addresses, ports, each with what is said of one that is none. */
import { z } from 'zod';
import { parseAddress, parsePrefix } from '../addresses/addresses';
import { knownTags } from '../addresses/service-tags';

const isPrefix = (value: string): boolean => parsePrefix(value) !== undefined;
const isAddress = (value: string): boolean => parseAddress(value) !== undefined;

export const text = z.string().min(1);
export const ref = text;
export const prefix = z.string().refine(isPrefix, { error: ({ input }) => `${JSON.stringify(input)} is no prefix` });
export const address = z.string().refine(isAddress, { error: ({ input }) => `${JSON.stringify(input)} is no address` });
export const guid = z.guid({ error: ({ input }) => `${JSON.stringify(input)} is no subscription id (a GUID)` });
export const provisioningState = z.enum(['Succeeded', 'Updating', 'Failed', 'Creating', 'Deleting', 'Canceled']).default('Succeeded');
export const powerState = z.enum(['running', 'stopped', 'deallocated', 'starting', 'stopping', 'deallocating', 'unknown']).default('running');
export const operatingSystem = z.enum(['Linux', 'Windows']);
export const ports = z.array(z.int().min(1).max(65535));
/** As useradd(8) of Debian has it, without the users that a machine has anyway. */
export const userName = z.string().regex(/^(?!(?:root|sshd)$)[a-z_][a-z\d_-]{0,31}$/, { error: ({ input }) => `${JSON.stringify(input)} is no name of a user` });
export const flag = z.boolean().default(false);
export const listOf = <T extends z.ZodType>(item: T): z.ZodDefault<z.ZodArray<T>> => z.array(item).default([]);

export const ruleAddress = z.string().refine((value) => value === '*' || knownTags.includes(value) || isPrefix(value) || isAddress(value), {
  error: ({ input }) => `${JSON.stringify(input)} is no prefix, no address, not "*" and no tag of ${knownTags.join(', ')}`,
});
const plainAddress = z.string().refine((value) => value === '*' || isPrefix(value) || isAddress(value), {
  error: ({ input }) => `${JSON.stringify(input)} is no prefix, no address and not "*"`,
});
const adminAddress = z.string().refine((value) => value === '*' || value === 'Internet' || isPrefix(value) || isAddress(value), {
  error: ({ input }) => `${JSON.stringify(input)} is no prefix, no address, not "*" and not the tag Internet`,
});
const portRange = z.string().refine(isPortRange, { error: ({ input }) => `${JSON.stringify(input)} is no port, no range of ports and not "*"` });

/** Of a Network Manager's rule, of one without tags, of any rule. */
export const anyAdminAddress = z.array(adminAddress).min(1).default(['*']);
export const anyAddress = z.array(plainAddress).min(1).default(['*']);
export const somePorts = z.array(portRange).min(1);
export const anyPort = z.array(portRange).min(1).default(['*']);

function isPortRange(value: string): boolean {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(value) ?? [];
  return value === '*' || (first !== undefined && Number(first) <= Number(last) && Number(last) <= 65535);
}
