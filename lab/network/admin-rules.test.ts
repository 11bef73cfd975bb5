import { named, type Named } from '../topologies/testing/named';
import type { AdminRule } from '../topology/admin-rules';
import { connect, type ConnectOutcome } from './path';

function managed(rules: Partial<AdminRule>[], change: (it: Named) => unknown = () => undefined): ConnectOutcome {
  const it = named('reference');
  it.network('bluespoke2-vnet1').adminRules = rules.map((rule, index) => ({
    ...{ name: `admin${String(index)}`, priority: 100 + index, direction: 'Inbound', access: 'Deny', protocol: '*' },
    ...{ sourceAddressPrefixes: ['*'], sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['*'] },
    ...rule,
  }));
  change(it);
  return connect(it.world, { from: it.vm('spoke1vm'), to: '10.2.1.4', port: 22 });
}

const denying = (it: Named): unknown => (it.nic('spoke2vm819_z1').networkSecurityGroup = it.addSecurityGroup('nsg', { name: 'deny' }));

test('a security admin rule that denies has the last word, where no group applies as well', () => {
  const reason = expect.stringMatching(/the security admin rule admin0 denies 10\.1\.1\.4 → 10\.2\.1\.4 port 22 at spoke2vm819_z1 \(Inbound\)$/);
  expect(managed([{}])).toEqual({ kind: 'lost', direction: 'there', at: 'spoke2vm819_z1', cause: 'admin-rule', reason });
});

test.each<[string, Partial<AdminRule>[], string]>([
  ['allows leaves it to the groups', [{ access: 'Allow' }], 'lost'],
  ['always allows passes the groups by', [{ access: 'AlwaysAllow' }], 'open'],
  ['does not match leaves it to the groups', [{ access: 'AlwaysAllow', destinationPortRanges: ['23-65535'] }], 'lost'],
  ['matches with the lowest priority decides', [{ access: 'Allow', priority: 2 }, { access: 'AlwaysAllow', priority: 1 }], 'open'],
  ['is of the other direction does not decide', [{ access: 'AlwaysAllow', direction: 'Outbound' }], 'lost'],
])('a security admin rule that %s', (_, rules, kind) => {
  expect(managed(rules, denying).kind).toBe(kind);
});

test('a security admin rule may be about the Internet, in which no spoke lies', () => {
  expect(managed([{ sourceAddressPrefixes: ['Internet'] }]).kind).toBe('open');
});

test('answers pass a security admin rule as they pass a group', () => {
  expect(managed([{ direction: 'Outbound' }]).kind).toBe('open');
});
