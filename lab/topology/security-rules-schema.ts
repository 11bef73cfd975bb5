/** The schemas of security rules: of security groups, and of a Network Manager. */
import { z } from 'zod';
import { anyAdminAddress, anyPort, ref, ruleAddress, text } from './schema-words';

const direction = z.enum(['Inbound', 'Outbound']);
const protocol = z.enum(['Tcp', 'Udp', 'Icmp', '*']).default('*');

const sides = ['source', 'destination'] as const;

/** Prefixes or application security groups, on either side. */
export const securityRule = z
  .strictObject({
    name: text,
    priority: z.int().min(100).max(4096),
    direction,
    access: z.enum(['Allow', 'Deny']),
    protocol,
    sourceAddressPrefixes: z.array(ruleAddress).exactOptional(),
    sourceApplicationSecurityGroups: z.array(ref).min(1).exactOptional(),
    sourcePortRanges: anyPort,
    destinationAddressPrefixes: z.array(ruleAddress).exactOptional(),
    destinationApplicationSecurityGroups: z.array(ref).min(1).exactOptional(),
    destinationPortRanges: anyPort,
    enforced: z.union([z.strictObject({ after: z.int().min(1) }), z.strictObject({ first: z.int().min(1) })]).exactOptional(),
  })
  .superRefine((rule, context) => {
    for (const side of sides) {
      const prefixes = rule[`${side}AddressPrefixes`];
      const hasGroups = rule[`${side}ApplicationSecurityGroups`] !== undefined;
      const mistake = prefixes && (prefixes.length > 0 ? hasGroups && 'a rule has prefixes or application security groups on one side, not both' : !hasGroups && 'is empty');
      if (mistake) context.addIssue({ code: 'custom', path: [`${side}AddressPrefixes`], message: mistake });
    }
  })
  .transform((rule) => ({
    ...rule,
    sourceAddressPrefixes: rule.sourceAddressPrefixes ?? anyUnless(rule.sourceApplicationSecurityGroups),
    destinationAddressPrefixes: rule.destinationAddressPrefixes ?? anyUnless(rule.destinationApplicationSecurityGroups),
  }));

const anyUnless = (groups: readonly string[] | undefined): string[] => (groups ? [] : ['*']);

export const adminRule = z.strictObject({
  name: text,
  priority: z.int().min(1).max(4096),
  direction,
  access: z.enum(['Allow', 'Deny', 'AlwaysAllow']),
  protocol,
  sourceAddressPrefixes: anyAdminAddress,
  sourcePortRanges: anyPort,
  destinationAddressPrefixes: anyAdminAddress,
  destinationPortRanges: anyPort,
});
