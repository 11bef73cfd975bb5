import { describe, expect, test } from '@jest/globals';
import type { CaseInWords } from '../testing/judged';
import { sg01 } from './sg-01-ssh-allowed';
import { caseAbout, failed, passed, skipped, inconclusive, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, stop, thaw } from '../../estate/testing/reference-deployment';
import { rule, securityGroup, spoke1, spoke2 } from '../../estate/testing/reference-network';

const judged = (change: (draft: Draft) => void): CaseInWords => caseAbout(sg01, deployment(change), 'from spoke1vm711_z1');

const everywhere = ['10.0.0.0/8', '168.63.129.16/32'];

describe('SG-01', () => {
  test('fails for a rule that denies 22 on the way in, and shows it', () => {
    const deny = rule('securityRules/deny-ssh', 100, 'Inbound', 'Deny', { protocol: 'Tcp', destinationPortRanges: ['22-22'], sourceAddressPrefixes: ['10.1.0.0/16'] });
    expect(judged((draft) => (draft.rules[spoke2.nic] = thaw([securityGroup('subnet-nsg', 'subnet', everywhere, [deny])])))).toMatchObject({
      verdict: failed(
        'spoke2vm819_z1 does not let TCP 22 in from spoke1vm (10.1.1.4): rule deny-ssh (priority 100) of network security group subnet-nsg at the subnet denies it',
        ['access  Deny Inbound, protocol Tcp', 'from    10.1.0.0/16, ports 0-65535', 'to      0.0.0.0/0, ports 22-22'],
      ),
      unsettled: [],
    });
  });

  test('fails for a rule that denies 22 on the way out', () => {
    const deny = rule('securityRules/deny-out', 200, 'Outbound', 'Deny');
    expect(judged((draft) => (draft.rules[spoke1.nic] = thaw([securityGroup('nic-nsg', 'networkInterface', everywhere, [deny])]))).verdict).toMatchObject({
      fact: 'spoke1vm711_z1 does not let TCP 22 out to spoke2vm (10.2.1.4): rule deny-out (priority 200) of network security group nic-nsg at the NIC denies it',
    });
  });

  test("Azure's own last rule decides while VirtualNetwork does not cover the other spoke, which may settle", () => {
    expect(judged((draft) => (draft.rules[spoke2.nic] = thaw([securityGroup('nsg', 'subnet', ['10.0.0.0/16', '10.2.0.0/16'])])))).toMatchObject({
      verdict: {
        fact: 'spoke2vm819_z1 does not let TCP 22 in from spoke1vm (10.1.1.4): rule DenyAllInBound (priority 65500) of network security group nsg at the subnet denies it',
      },
      unsettled: [{ of: 'effectiveSecurityGroups', key: spoke2.nic.toLowerCase() }],
    });
  });

  test('no group at all lets everything through', () => {
    expect(judged((draft) => [(draft.rules[spoke1.nic] = []), (draft.rules[spoke2.nic] = [])]).verdict).toEqual(passed);
  });

  test('cannot tell where Azure did not expand the tag that would decide', () => {
    expect(judged((draft) => (draft.rules[spoke2.nic] = thaw([securityGroup('nsg', 'subnet', [])]))).verdict).toEqual(
      inconclusive(
        'whether spoke2vm819_z1 lets TCP 22 in from spoke1vm (10.1.1.4) hangs on rule AllowVnetInBound (priority 65000) of network security group nsg at the subnet: Azure did not say which prefixes VirtualNetwork stands for',
        ['access  Allow Inbound, protocol All', 'from    VirtualNetwork, ports 0-65535', 'to      VirtualNetwork, ports 0-65535'],
      ),
    );
    expect(judged((draft) => (draft.rules[spoke2.nic] = thaw([{ ...securityGroup('nsg', 'subnet', []), rules: [] }]))).verdict).toEqual(
      inconclusive("whether spoke2vm819_z1 lets TCP 22 in from spoke1vm (10.1.1.4) hangs on network security group nsg at the subnet: no Inbound rule matches, not even Azure's own last one"),
    );
  });

  test('what one end denies is wrong even if the other end is not to be read', () => {
    const problem = forbidden('/nic/effectiveNetworkSecurityGroups', 'Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action');
    const unreadTarget = (draft: Draft): void => void draft.unread.push({ of: 'effectiveSecurityGroups', id: spoke2.nic, problem });
    expect(judged(unreadTarget).verdict).toEqual(
      inconclusive(
        'the effective security rules of spoke2vm819_z1 could not be read: GET /nic/effectiveNetworkSecurityGroups ended in 403 AuthorizationFailed: Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action is not granted',
      ),
    );
    const deniedToo = judged((draft) => [unreadTarget(draft), (draft.rules[spoke1.nic] = thaw([securityGroup('nsg', 'subnet', everywhere, [rule('securityRules/no', 100, 'Outbound', 'Deny')])]))]);
    expect(deniedToo.verdict.verdict).toBe('fail');
  });

  test('is not due for a machine that does not run, at either end', () => {
    expect(verdictsOf(sg01, deployment((draft) => stop(draft, 'spoke2vm')))).toEqual({
      'security rules let TCP 22 from spoke1vm711_z1 to spoke2vm (10.2.1.4)': skipped('spoke2vm is deallocated (see ER-01)'),
      'security rules let TCP 22 from spoke2vm819_z1 to spoke1vm (10.1.1.4)': skipped('spoke2vm is deallocated (see ER-01)'),
    });
  });
});
