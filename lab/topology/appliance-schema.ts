/** The schema of what an appliance makes of what it forwards. */
import { z } from 'zod';
import { parsePrefix } from '../addresses/addresses';
import { anyPort } from './schema-words';

const prefixOrAny = z.string().refine((value) => value === '*' || parsePrefix(value) !== undefined, { error: ({ input }) => `${JSON.stringify(input)} is no prefix and not "*"` });

export const applianceBehaviour = {
  stateful: z.boolean().exactOptional(),
  filters: z
    .array(
      z.strictObject({
        protocol: z.enum(['Tcp', 'Udp', 'Icmp', '*']).default('*'),
        ports: anyPort,
        prefixes: z.array(prefixOrAny).min(1).default(['*']),
        access: z.enum(['Allow', 'Deny']),
      }),
    )
    .exactOptional(),
};
