import { named, type Named } from '../topologies/testing/named';
import { effectiveSecurityGroups } from './effective-security-rules';
import { connect, type ConnectOutcome } from './path';

/** A group that the machine of spoke 1 is a member of, or nobody, and that a rule at spoke 2 denies. */
function denying(isMember: boolean): Named {
  const it = named('reference');
  const { subscription, resourceGroup, location } = it.network('bluespoke1-vnet1');
  it.topology.applicationSecurityGroups.push({ name: 'web', subscription, resourceGroup, location });
  if (isMember) it.nic('spoke1vm711_z1').applicationSecurityGroups = ['web'];
  it.nic('spoke2vm819_z1').networkSecurityGroup = it.addSecurityGroup('nsg', { name: 'web', sourceAddressPrefixes: [], sourceApplicationSecurityGroups: ['web'] });
  return it;
}

const ssh = (it: Named): ConnectOutcome => connect(it.world, { from: it.vm('spoke1vm'), to: '10.2.1.4', port: 22 });

test('a rule for an application security group is one for the addresses of its members', () => {
  expect(ssh(denying(true))).toMatchObject({ kind: 'lost', cause: 'security-rule', at: 'spoke2vm819_z1' });
  expect(ssh(denying(false)).kind).toBe('open');
});

test('in effective rules the members stand for their group', () => {
  const ruleOf = (it: Named): unknown => effectiveSecurityGroups(it.world, it.nic('spoke2vm819_z1'))[0]?.effectiveSecurityRules[0];
  expect(ruleOf(denying(true))).toMatchObject({ name: 'securityRules/web', sourceAddressPrefix: '10.1.1.4/32', sourceAddressPrefixes: ['10.1.1.4/32'] });
  expect(ruleOf(denying(false))).toMatchObject({ name: 'securityRules/web', sourceAddressPrefixes: [] });
});
