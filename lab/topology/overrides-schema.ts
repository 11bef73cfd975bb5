/** The schema of recorded overrides. Their values are Azure's own, so next hop types, tags and protocols are open. */
import { z } from 'zod';

const text = z.string().min(1);
const texts = z.array(text);

export const overrideRoute = z.strictObject({
  name: text.exactOptional(),
  source: text,
  state: text,
  addressPrefixes: texts.min(1),
  nextHopType: text,
  nextHopIpAddresses: texts.default([]),
});

export const overrideSecurityRule = z.strictObject({
  name: text,
  protocol: text,
  sourcePortRanges: texts.min(1),
  destinationPortRanges: texts.min(1),
  sourceAddressPrefixes: texts.min(1),
  destinationAddressPrefixes: texts.min(1),
  expandedSourceAddressPrefixes: texts.default([]),
  expandedDestinationAddressPrefixes: texts.default([]),
  access: z.enum(['Allow', 'Deny']),
  priority: z.int(),
  direction: z.enum(['Inbound', 'Outbound']),
});

export const overrideSecurityGroup = z.strictObject({
  networkSecurityGroup: text,
  association: z.enum(['subnet', 'networkInterface']),
  rules: z.array(overrideSecurityRule),
});
