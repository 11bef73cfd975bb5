/** The schema of what forwards without being a machine. */
import { z } from 'zod';
import { applianceBehaviour } from './appliance-schema';
import type { ForwarderKind } from './forwarders';
import { address, anyAddress, anyPort, guid, ref, text } from './schema-words';

const firewallRule = z.strictObject({
  name: text,
  protocol: z.enum(['Tcp', 'Udp', 'Icmp', '*']).default('*'),
  sourceAddressPrefixes: anyAddress,
  destinationAddressPrefixes: anyAddress,
  destinationPortRanges: anyPort,
});

const loadBalancingRule = z
  .strictObject({ protocol: z.enum(['Tcp', 'Udp', 'All']), frontendPort: z.int().min(0).max(65535) })
  .refine(({ protocol, frontendPort }) => (protocol === 'All') === (frontendPort === 0), { path: ['frontendPort'], error: 'port 0 belongs to the protocol All, and to no other' });

const healthProbe = z.strictObject({ protocol: z.enum(['Tcp', 'Http', 'Https']).exactOptional(), port: z.int().min(1).max(65535), allUpIfNone: z.boolean().exactOptional() });

const kinds = ['firewall', 'load-balancer', 'routing-appliance'] as const satisfies ForwarderKind[];

/** The kinds that may have a key. */
const keysOfKinds = {
  subscription: kinds,
  resourceGroup: kinds,
  location: kinds,
  allows: ['firewall'],
  policy: ['firewall'],
  backends: ['load-balancer'],
  rules: ['load-balancer'],
  probe: ['load-balancer'],
} as const satisfies Record<string, readonly ForwarderKind[]>;

export const forwarder = z
  .strictObject({
    name: text,
    privateIPAddress: address,
    kind: z.enum(kinds).exactOptional(),
    subscription: guid.exactOptional(),
    resourceGroup: text.exactOptional(),
    location: text.exactOptional(),
    allows: z.array(firewallRule).exactOptional(),
    policy: text.exactOptional(),
    backends: z.array(ref).exactOptional(),
    rules: z.array(loadBalancingRule).exactOptional(),
    probe: z.union([z.literal('none'), healthProbe]).exactOptional(),
    ...applianceBehaviour,
  })
  .superRefine((value, context) => {
    for (const [key, may] of Object.entries(keysOfKinds)) {
      if (!(key in value) || may.some((kind) => kind === value.kind)) continue;
      context.addIssue({ code: 'custom', path: [key], message: `belongs to the kind ${may.join(', ')}, and to no other forwarder` });
    }
  });
