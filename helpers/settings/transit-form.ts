/** The form of TRANSIT: a word, or the addresses of the appliances that forward. */
import { z } from 'zod';
import type { Transit } from '../estate/expectations';
import { entriesOf } from './forms';
import type { Form } from './variables';

const address = z.union([z.ipv4(), z.ipv6()]);

export const transit: Form<Transit> = z
  .string()
  .transform((text, context): Transit => {
    const entries = entriesOf(text);
    const word = entries.length === 1 ? entries[0]?.toLowerCase() : undefined;
    if (word === 'route-server' || word === 'gateway') return { kind: word };
    entries.forEach((entry, index) => {
      if (!address.safeParse(entry).success) context.addIssue({ code: 'custom', message: 'which is no IP address', input: entry, path: entries.length > 1 ? [index] : [] });
    });
    if (entries.length === 0) context.addIssue({ code: 'custom', message: 'which names nothing', input: text });
    return { kind: 'addresses', addresses: [...new Set(entries)] };
  })
  .describe('route-server, gateway, or IP addresses without prefix length, separated by commas or spaces');
