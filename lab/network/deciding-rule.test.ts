import { named, type Named } from '../topologies/testing/named';
import type { SecurityRule } from '../topology/topology';
import { ruleThatDecides, type Flow } from './deciding-rule';
import { effectiveSecurityGroups } from './effective-security-rules';

const spoke1ToSpoke2: Flow = { protocol: 'Tcp', source: '10.1.1.4', sourcePort: 50_000, destination: '10.2.1.4', destinationPort: 22 };

const deciding = (direction: 'Inbound' | 'Outbound', flow: Flow, prepare: (it: Named) => void): string => {
  const it = named('reference');
  prepare(it);
  const { access, group, rule } = ruleThatDecides(effectiveSecurityGroups(it.world, it.nic('spoke2vm819_z1')), direction, flow);
  return `${access} by ${rule?.name ?? 'nothing'} of ${group?.networkSecurityGroup.id.split('/').at(-1) ?? 'nothing'}`;
};
const onSubnet =
  (...rules: Partial<SecurityRule>[]) =>
  (it: Named): void => {
    it.subnet('bluespoke2-vnet1sub1').networkSecurityGroup = it.addSecurityGroup('of-subnet', ...rules);
  };

test('nothing decides where no group applies, and everything is allowed', () => {
  expect(ruleThatDecides([], 'Inbound', spoke1ToSpoke2)).toEqual({ access: 'Allow' });
});

test('the deciding rule is the first that matches by priority', () => {
  const rules = [
    { name: 'deny', priority: 200 },
    { name: 'allow', priority: 199, access: 'Allow' },
  ] as const;
  expect(deciding('Inbound', spoke1ToSpoke2, onSubnet(...rules))).toBe('Allow by securityRules/allow of of-subnet');
});

test.each<[string, Partial<SecurityRule>]>([
  ['another protocol', { protocol: 'Udp' }],
  ['another port', { destinationPortRanges: ['2-21', '23-65535'] }],
  ['another source port', { sourcePortRanges: ['22'] }],
  ['another source', { sourceAddressPrefixes: ['10.0.0.0/16', '10.1.1.5'] }],
  ['another destination', { destinationAddressPrefixes: ['Internet'] }],
  ['the other direction', { direction: 'Outbound' }],
])('the deciding rule is not one for %s', (_, rule) => {
  expect(deciding('Inbound', spoke1ToSpoke2, onSubnet(rule))).toBe('Allow by defaultSecurityRules/AllowVnetInBound of of-subnet');
});

test('a rule may name a single address', () => {
  expect(deciding('Inbound', spoke1ToSpoke2, onSubnet({ sourceAddressPrefixes: ['10.1.1.4'] }))).toBe('Deny by securityRules/rule0 of of-subnet');
});

test('the deciding rule is that of the NIC when the group of the subnet allows', () => {
  const both = (it: Named): void => {
    onSubnet()(it);
    it.nic('spoke2vm819_z1').networkSecurityGroup = it.addSecurityGroup('of-nic', { name: 'deny' });
  };
  expect(deciding('Inbound', spoke1ToSpoke2, both)).toBe('Deny by securityRules/deny of of-nic');
});

test('the deciding rule is that of the subnet when it denies, whatever the NIC says', () => {
  const both = (it: Named): void => {
    onSubnet({ name: 'deny' })(it);
    it.nic('spoke2vm819_z1').networkSecurityGroup = it.addSecurityGroup('of-nic', { access: 'Allow' });
  };
  expect(deciding('Inbound', spoke1ToSpoke2, both)).toBe('Deny by securityRules/deny of of-subnet');
});

test('the deciding rule is that of the NIC when a packet leaves and both deny', () => {
  const both = (it: Named): void => {
    onSubnet({ direction: 'Outbound' })(it);
    it.nic('spoke2vm819_z1').networkSecurityGroup = it.addSecurityGroup('of-nic', { direction: 'Outbound' });
  };
  expect(deciding('Outbound', { ...spoke1ToSpoke2, source: '10.2.1.4', destination: '10.1.1.4' }, both)).toBe('Deny by securityRules/rule0 of of-nic');
});

test('the deciding rule is the default one that denies where nothing else matches', () => {
  expect(deciding('Inbound', { ...spoke1ToSpoke2, source: '8.8.8.8' }, onSubnet())).toBe('Deny by defaultSecurityRules/DenyAllInBound of of-subnet');
  expect(deciding('Outbound', { ...spoke1ToSpoke2, destination: '8.8.8.8' }, onSubnet())).toBe('Allow by defaultSecurityRules/AllowInternetOutBound of of-subnet');
});
