import { describe, expect, test } from '@jest/globals';
import type { Connection, RuleDecision } from './rule-selection';
import { decideFlow } from './rule-selection';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from './survey';
import { rule, securityGroup } from './testing/reference-network';

const inbound: Connection = { direction: 'Inbound', sourceAddress: '10.1.1.4', sourcePort: 'ephemeral', destinationAddress: '10.2.1.4', destinationPort: 22 };

/** The access, and the rules that lead to it. */
function outcome(decision: RuleDecision): string {
  const rules = decision.access === 'allow' ? decision.rules.map((each) => each.rule.name) : [decision.rule?.name ?? 'no rule'];
  return [decision.access, ...rules.map((name) => name.split('/').at(-1)), ...(decision.access === 'undecided' ? [decision.reason] : [])].join(' ');
}

const group = (...rules: EffectiveSecurityRule[]): EffectiveSecurityGroup => ({ ...securityGroup('nsg', 'subnet', ['10.2.0.0/16', '10.1.0.0/16']), rules });

const deny = rule('deny', 65500, 'Inbound', 'Deny');
const allow = (more: Partial<EffectiveSecurityRule>): EffectiveSecurityRule => rule('allow', 100, 'Inbound', 'Allow', more);

describe('The rules of a NIC', () => {
  test('allow everything where no group applies', () => {
    expect(decideFlow([], inbound)).toEqual({ access: 'allow', rules: [] });
  });

  test('are taken by priority, whatever their order', () => {
    expect(outcome(decideFlow([group(deny, rule('late', 300, 'Inbound', 'Allow'), rule('early', 200, 'Inbound', 'Deny'))], inbound))).toBe('deny early');
  });

  test('of both groups must allow', () => {
    const [open, closed] = [group(allow({}), deny), group(deny)];
    expect(outcome(decideFlow([open, open], inbound))).toBe('allow allow allow');
    expect(outcome(decideFlow([open, closed], inbound))).toBe('deny deny');
    expect(outcome(decideFlow([closed, open], inbound))).toBe('deny deny');
  });

  test('of the other direction do not matter', () => {
    expect(outcome(decideFlow([group(rule('out', 100, 'Outbound', 'Allow'), deny)], inbound))).toBe('deny deny');
  });

  test.each<[string, Partial<EffectiveSecurityRule>]>([
    ['its protocol is Tcp', { protocol: 'Tcp' }],
    ['its protocol is *', { protocol: '*' }],
    ['its port is 22', { destinationPortRanges: ['22-22'] }],
    ['its ports hold 22', { destinationPortRanges: ['80', '20-30'] }],
    ['it is for any port', { destinationPortRanges: ['*'] }],
    ['its prefix holds the source', { sourceAddressPrefixes: ['10.1.0.0/16'] }],
    ['it is for any source', { sourceAddressPrefixes: ['*'] }],
    ['its tag is expanded to the source', { sourceAddressPrefixes: ['VirtualNetwork'], expandedSourceAddressPrefixes: ['10.1.0.0/16'] }],
    ['it is for all unprivileged source ports', { sourcePortRanges: ['1024-65535'] }],
  ])('match where %s', (_, more) => {
    expect(outcome(decideFlow([group(allow(more), deny)], inbound))).toBe('allow allow');
  });

  test.each<[string, Partial<EffectiveSecurityRule>]>([
    ['its protocol is Udp', { protocol: 'Udp' }],
    ['its port is another', { destinationPortRanges: ['2222'] }],
    ['its prefix is that of the hub alone', { sourceAddressPrefixes: ['10.0.0.0/16'] }],
    ['its tag is expanded to other prefixes', { sourceAddressPrefixes: ['VirtualNetwork'], expandedSourceAddressPrefixes: ['10.2.0.0/16'] }],
    ['it is for privileged source ports', { sourcePortRanges: ['0-1023'] }],
    ['its destination is another', { destinationAddressPrefixes: ['10.2.9.0/24'] }],
  ])('do not match where %s', (_, more) => {
    expect(outcome(decideFlow([group(allow(more), deny)], inbound))).toBe('deny deny');
  });

  test.each<[string, Partial<EffectiveSecurityRule>, string]>([
    ['a tag that Azure did not expand', { sourceAddressPrefixes: ['VirtualNetwork'] }, 'Azure did not say which prefixes VirtualNetwork stands for'],
    ['some source ports', { sourcePortRanges: ['50000-50010'] }, 'it applies to the source ports 50000-50010 alone'],
    ['no prefix at all', { sourceAddressPrefixes: [] }, 'it names no prefix'],
    ['ports that are no numbers', { destinationPortRanges: ['ssh'] }, 'the port range ssh is unknown'],
  ])('are undecided where the one that would decide is for %s', (_, more, reason) => {
    expect(outcome(decideFlow([group(allow(more), deny)], inbound))).toBe(`undecided allow ${reason}`);
  });

  test('are decided all the same where the doubtful rule would come out like the next', () => {
    const tagged = { sourceAddressPrefixes: ['Internet'] };
    expect(outcome(decideFlow([group(allow(tagged), rule('next', 200, 'Inbound', 'Allow'), deny)], inbound))).toBe('allow next');
    expect(outcome(decideFlow([group(rule('no', 100, 'Inbound', 'Deny', tagged), deny)], inbound))).toBe('deny deny');
    expect(outcome(decideFlow([group(allow({ ...tagged, protocol: 'Udp' }), deny)], inbound))).toBe('deny deny');
  });

  test('are undecided where none matches, and for what is no address', () => {
    expect(outcome(decideFlow([group(allow({ protocol: 'Udp' }))], inbound))).toBe("undecided no rule no Inbound rule matches, not even Azure's own last one");
    expect(outcome(decideFlow([group(deny)], { ...inbound, sourceAddress: 'spoke1vm' }))).toBe('undecided deny spoke1vm is no address');
  });

  test('that deny count before those in doubt', () => {
    expect(outcome(decideFlow([group(allow({ sourceAddressPrefixes: ['VirtualNetwork'] }), deny), group(deny)], inbound))).toBe('deny deny');
  });
});
