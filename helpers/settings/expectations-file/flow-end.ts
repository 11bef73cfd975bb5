/** The ends of a flow as the file writes them: `*`, `spoke`, `spoke/machine`, `spoke/subnets/subnet`, `spoke/address`. */
import { z } from 'zod';
import type { FlowEnd } from '../../estate/expectations';

/** A spoke by the name that the file calls it. */
export type NamedEnd = { readonly kind: 'any' } | ({ readonly kind: 'spoke'; readonly spoke: string } & Pick<Extract<FlowEnd, { kind: 'spoke' }>, 'machine' | 'subnet' | 'address'>);

/** `flaw` follows what was found: `which …`. */
export type EndReading = { readonly end: NamedEnd } | { readonly flaw: string };

const isAddress = (text: string): boolean => z.union([z.ipv4(), z.ipv6()]).safeParse(text).success;

export function readEnd(text: string, side: 'from' | 'to'): EndReading {
  if (text === '*') return { end: { kind: 'any' } };
  const [spoke = '', ...parts] = text.split('/');
  const [first, second, ...rest] = parts;
  if (isAddress(spoke)) return { flaw: 'which names no spoke before the address' };
  if (spoke.includes('*')) return { flaw: 'which has * in the name of a spoke' };
  if (spoke === '' || parts.includes('') || rest.length > 0) return { flaw: 'which is no end of a flow' };
  if (first === undefined) return { end: { kind: 'spoke', spoke } };
  if (first === 'subnets' && second !== undefined) return { end: { kind: 'spoke', spoke, subnet: second } };
  if (second !== undefined) return { flaw: isAddress(first) ? 'which is a range of addresses' : 'which is no end of a flow' };
  if (!isAddress(first)) return { end: { kind: 'spoke', spoke, machine: first } };
  if (side === 'from') return { flaw: 'which is an address, and connections start at machines' };
  return z.ipv4().safeParse(first).success ? { end: { kind: 'spoke', spoke, address: first } } : { flaw: 'which is an IPv6 address' };
}
