import { describe, expect, test } from '@jest/globals';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, thaw } from '../../estate/testing/reference-deployment';
import { rule, securityGroup, spoke2 } from '../../estate/testing/reference-network';
import { estateOf } from '../../estate/estate';
import { wordsOf } from '../../words/finding-words';
import type { Verdict } from '../../words/verdict';
import { sg01 } from '../security-rules/sg-01-ssh-allowed';
import { caseAbout, failed, inconclusive, passed } from '../testing/judged';
import { applianceNic, back, balancer, hubSubnet, judged, provider, routed, there, transit } from '../testing/over-next-hop';
import { notLookedAt } from './not-looked-at';
import { path01 } from './path-01-carried';
import type { AdminRule, FirewallRule } from '../../estate/forwarder-shapes';

const allow = (more: Partial<FirewallRule> = {}): FirewallRule => ({ name: 'ssh', access: 'Allow', protocols: ['TCP'], sourceAddresses: ['10.0.0.0/8'], destinationAddresses: ['*'], destinationPorts: ['22'], isPartlyRead: false, ...more });

const firewall = (networkRules: readonly FirewallRule[], policyId?: string) => (draft: Draft): void => {
  draft.firewalls.push(thaw({ id: `${provider}/azureFirewalls/fw`, name: 'fw', provisioningState: 'Succeeded', addresses: [{ subnetId: hubSubnet, privateIPAddress: '10.0.0.4' }], networkRules, ...(policyId !== undefined && { policyId }) }));
};

describe('PATH-01 over an Azure Firewall', () => {
  test('whose own rules allow it', () => {
    expect(judged(firewall([allow()]))).toEqual(passed);
    expect(judged(firewall([allow({ destinationPorts: ['1-1000'], protocols: ['Any'] })]), { sshChecks: false })).toEqual(passed);
  });

  test('whose own rules do not', () => {
    const none = there('Azure Firewall fw does not let TCP 22 through from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4): none of its network rules allows it');
    expect(judged(firewall([]))).toEqual(failed(none));
    expect(judged(firewall([allow({ destinationPorts: ['443'] })]))).toEqual(failed(none));
    expect(judged(firewall([allow({ name: 'no-ssh', access: 'Deny' }), allow()]))).toEqual(failed(there('Azure Firewall fw does not let TCP 22 through from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4): its network rule no-ssh denies it')));
  });

  test('whose rules lie in a policy, or name what is not read: not looked at', () => {
    for (const change of [firewall([], `${provider}/firewallPolicies/p`), firewall([allow({ sourceAddresses: [], isPartlyRead: true })])]) {
      expect(judged(change)).toEqual(passed);
      const { survey, expectations } = deployment(routed(change), transit);
      const estate = estateOf(survey);
      expect(notLookedAt(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact)).toEqual(['the rules of Azure Firewall fw (10.0.0.4)']);
    }
  });
});

describe('PATH-01 over a load balancer', () => {
  test('with machines behind it that may forward', () => {
    expect(judged(balancer())).toEqual(passed);
    expect(judged(balancer(), { sshChecks: false })).toEqual(passed);
  });

  test('one of which does not', () => {
    const change = balancer(({ nics }) => nics.filter(({ id }) => id === applianceNic('wall2')).forEach((one) => { one.enableIPForwarding = false; }));
    expect(judged(change)).toMatchObject({ verdict: 'fail', fact: expect.stringContaining('enableIPForwarding is false on wall2-nic') as unknown });
  });

  test('one of which does not run, so that the probe leaves it out', () => {
    expect(judged(balancer(({ machines }) => machines.filter(({ name }) => name === 'wall2').forEach((one) => { one.powerState = 'deallocated'; })))).toEqual(passed);
  });

  test('none of which runs, or there is none', () => {
    const off = balancer(({ machines }) => machines.filter(({ name }) => name.startsWith('wall')).forEach((one) => { one.powerState = 'deallocated'; }));
    expect(judged(off)).toEqual(failed(there('no machine behind load balancer lb (10.0.0.4) runs: wall1 and wall2')));
    expect(judged(balancer((_, made) => { made.backendPools = made.backendPools.map((pool) => ({ ...pool, nicIds: [] })); }))).toEqual(failed(there('load balancer lb (10.0.0.4) has nothing in its backend pool')));
  });

  test('without a rule for HA ports: the answers come to the port of the client', () => {
    const port = (frontendPort: number) => balancer((_, made) => { made.rules = made.rules.map((one) => ({ ...one, name: 'one', protocol: 'Tcp', frontendPort })); });
    expect(judged(port(443))).toEqual(failed(there('load balancer lb (10.0.0.4) has no rule for TCP 22: as a next hop it needs one for HA ports'), ['rule one: Tcp 443']));
    expect(judged(port(22))).toEqual(failed(back('load balancer lb (10.0.0.4) has no rule for answers, which come to the port of the client: as a next hop it needs one for HA ports'), ['rule one: Tcp 22']));
  });

  test('with what is no machine behind it', () => {
    const change = balancer((_, made) => { made.backendPools = made.backendPools.map((pool) => ({ ...pool, nicIds: [], hasOthers: true })); });
    expect(judged(change)).toEqual(passed);
  });
});

const adminRule = (more: Partial<AdminRule> = {}): AdminRule => ({ name: 'no-ssh', access: 'Deny', priority: 10, direction: 'Inbound', protocol: 'Tcp', sources: ['*'], destinations: ['*'], sourcePortRanges: ['0-65535'], destinationPortRanges: ['22'], ...more });

describe('Rules of a Network Manager', () => {
  const denies = (draft: Draft): void => { draft.rules[spoke2.nic] = thaw([securityGroup('guard', 'subnet', ['10.0.0.0/8'], [rule('DenySsh', 100, 'Inbound', 'Deny')])]); };
  const both = (change: (draft: Draft) => void): [Verdict, Verdict] => {
    const made = deployment(change);
    return [caseAbout(path01, made, 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict, caseAbout(sg01, made, 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict];
  };

  test('deny before any group is asked', () => {
    const denied = 'spoke2vm819_z1 does not let TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) pass (Inbound): security admin rule no-ssh (priority 10) of Azure Virtual Network Manager, which applies in bluespoke2-vnet1, denies it before any network security group is asked';
    expect(both(({ adminRules }) => { adminRules[spoke2.network] = [thaw(adminRule())]; })).toEqual([failed(there(denied)), failed(denied)]);
  });

  test('Always Allow passes the groups by, Allow leaves it to them, and the first that matches decides', () => {
    expect(both((draft) => { denies(draft); draft.adminRules[spoke2.network] = [thaw(adminRule({ access: 'AlwaysAllow' }))]; })).toEqual([passed, passed]);
    expect(both((draft) => { denies(draft); draft.adminRules[spoke2.network] = [thaw(adminRule({ access: 'Allow' }))]; })).toMatchObject([{ verdict: 'fail' }, { verdict: 'fail' }]);
    expect(both(({ adminRules }) => { adminRules[spoke2.network] = [thaw(adminRule({ priority: 20 })), thaw(adminRule({ priority: 5, access: 'AlwaysAllow' }))]; })).toEqual([passed, passed]);
    expect(both(({ adminRules }) => { adminRules[spoke2.network] = [thaw(adminRule({ destinationPortRanges: ['3389'] })), thaw(adminRule({ direction: 'Outbound' })), thaw(adminRule({ sources: ['Internet'] }))]; })).toEqual([passed, passed]);
  });

  test('one with a service tag leaves it open', () => {
    const open = 'whether spoke2vm819_z1 lets TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) pass hangs on security admin rule no-ssh (priority 10) of Azure Virtual Network Manager: Azure did not say which prefixes AzureCloud stands for';
    expect(both(({ adminRules }) => { adminRules[spoke2.network] = [thaw(adminRule({ sources: ['AzureCloud'] }))]; })).toEqual([inconclusive(open), inconclusive(open)]);
  });

  test('that may not be read are told as not looked at', () => {
    const problem = forbidden(spoke2.network, 'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action');
    const { survey, expectations } = deployment((draft) => draft.unread.push({ of: 'adminRules', id: spoke2.network, problem }));
    const estate = estateOf(survey);
    expect(caseAbout(path01, { survey, expectations }, 'from spoke1vm711_z1 to spoke2vm (10.2.1.4)').verdict).toEqual(passed);
    expect(notLookedAt(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact)).toEqual([
      expect.stringMatching(/^the security admin rules of bluespoke2-vnet1 could not be read: GET \S+ ended in 403 AuthorizationFailed: Microsoft\.Network\/virtualNetworks\/listNetworkManagerEffectiveSecurityAdminRules\/action is not granted$/),
    ]);
  });
});
