import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ids, resource } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { StandIn } from '../testing/stand-in';
import { readAdminRules } from './read-admin-rules';
import { readFirewall } from './read-firewall';
import { readLoadBalancer } from './read-load-balancer';
import { readRoutingAppliance } from './read-routing-appliance';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const provider = ids.hub.slice(0, ids.hub.indexOf('/virtualNetworks'));
const subnet = `${ids.hub}/subnets/AzureFirewallSubnet`;

describe('An Azure Firewall', () => {
  const id = `${provider}/azureFirewalls/fw`;
  const readIt = async (properties: Record<string, unknown>) => {
    arm.answer({ [`GET ${id}`]: { body: resource(id, properties) } });
    return readFirewall(arm.clients(), id);
  };
  const collection = (name: string, priority: number, type: string, rule: Record<string, unknown>) => ({ name, properties: { priority, action: { type }, rules: [{ name: `${name}-rule`, protocols: ['TCP'], destinationPorts: ['22'], ...rule }] } });

  test('has its private address, and its network rules in the order in which they are looked at', async () => {
    const found = await readIt({
      ipConfigurations: [{ id: `${id}/azureFirewallIpConfigurations/a`, properties: { privateIPAddress: '10.0.2.4', subnet: { id: subnet } } }, { properties: { publicIPAddress: { id: '/public' } } }],
      networkRuleCollections: [collection('late', 300, 'Allow', { sourceAddresses: ['*'], destinationAddresses: ['*'] }), collection('early', 200, 'Deny', { sourceIpGroups: ['/group'], destinationAddresses: ['10.0.0.0/8'] })],
    });
    expect(found).toMatchObject({
      status: 'read',
      value: {
        addresses: [{ subnetId: subnet, privateIPAddress: '10.0.2.4' }],
        networkRules: [
          { name: 'early-rule', access: 'Deny', isPartlyRead: true },
          { name: 'late-rule', access: 'Allow', sourceAddresses: ['*'], isPartlyRead: false },
        ],
      },
    });
    expect(found).not.toHaveProperty('value.policyId');
  });

  test('that was deallocated has no address', async () => {
    expect(await readIt({ firewallPolicy: { id: `${provider}/firewallPolicies/p` } })).toMatchObject({ value: { addresses: [], policyId: `${provider}/firewallPolicies/p`, networkRules: [] } });
  });
});

describe('A load balancer', () => {
  const id = `${provider}/loadBalancers/lb`;

  const ruled = (probes: unknown, rules: readonly Record<string, unknown>[]) => ({
    [`GET ${id}`]: { body: resource(id, { loadBalancingRules: rules.map((properties, index) => ({ name: `rule${String(index)}`, properties: { protocol: 'Tcp', frontendPort: 22, ...properties } })), probes }) },
  });

  test('has the probe that a rule names, or none', async () => {
    const probe = (name: string, properties: Record<string, unknown>) => ({ name, id: `${id}/probes/${name}`, properties });
    const probes = [probe('ssh', { protocol: 'Tcp', port: 22, intervalInSeconds: 5 }), probe('page', { protocol: 'Http', port: 80, requestPath: '/', noHealthyBackendsBehavior: 'AllProbedUp' })];
    arm.answer(ruled(probes, [{ probe: { id: `${id}/PROBES/ssh` } }, { probe: { id: `${id}/probes/page` } }, {}]));
    const found = await readLoadBalancer(arm.clients(), id);
    expect(found.status === 'read' && found.value.rules.map((rule) => rule.probe)).toEqual([
      { name: 'ssh', protocol: 'Tcp', port: 22, allUpIfNone: false },
      { name: 'page', protocol: 'Http', port: 80, allUpIfNone: true },
      undefined,
    ]);
  });

  test('that lacks the probe which a rule names is not usable', async () => {
    arm.answer(ruled([], [{ probe: { id: `${id}/probes/gone` } }]));
    expect(await readLoadBalancer(arm.clients(), id)).toMatchObject({ status: 'unread', problem: { kind: 'malformed', message: `Azure’s answer is not usable: it has no probe ${id}/probes/gone.` } });
  });

  test('has frontends, rules, and the NICs behind it; what else is behind it is told', async () => {
    const configuration = (owner: string) => ({ id: `${owner}/ipConfigurations/ipconfig1` });
    const scaleSetNic = `${provider.replace('Microsoft.Network', 'Microsoft.Compute')}/virtualMachineScaleSets/s/virtualMachines/0/networkInterfaces/n`;
    arm.answer({
      [`GET ${id}`]: {
        body: resource(id, {
          frontendIPConfigurations: [{ id: `${id}/frontendIPConfigurations/f`, properties: { privateIPAddress: '10.0.2.6', subnet: { id: subnet } } }, { id: `${id}/frontendIPConfigurations/public`, properties: {} }],
          loadBalancingRules: [{ name: 'ha', properties: { frontendIPConfiguration: { id: `${id}/frontendIPConfigurations/f` }, backendAddressPool: { id: `${id}/backendAddressPools/p` }, backendAddressPools: [{ id: `${id}/backendAddressPools/p` }], protocol: 'All', frontendPort: 0 } }],
          backendAddressPools: [
            { id: `${id}/backendAddressPools/p`, properties: { backendIPConfigurations: [configuration(ids.nic(1))], loadBalancerBackendAddresses: [{ properties: { networkInterfaceIPConfiguration: configuration(ids.nic(1)) } }] } },
            { id: `${id}/backendAddressPools/by-address`, properties: { loadBalancerBackendAddresses: [{ properties: { ipAddress: '10.0.2.9' } }] } },
            { id: `${id}/backendAddressPools/of-a-set`, properties: { backendIPConfigurations: [configuration(scaleSetNic)] } },
          ],
        }),
      },
    });
    expect(await readLoadBalancer(arm.clients(), id)).toMatchObject({
      status: 'read',
      value: {
        frontends: [{ id: `${id}/frontendIPConfigurations/f`, privateIPAddress: '10.0.2.6', subnetId: subnet }],
        rules: [{ name: 'ha', protocol: 'All', frontendPort: 0, backendPoolIds: [`${id}/backendAddressPools/p`] }],
        backendPools: [
          { nicIds: [ids.nic(1)], hasOthers: false },
          { nicIds: [], hasOthers: true },
          { nicIds: [], hasOthers: true },
        ],
      },
    });
  });
});

test('a routing appliance has its private addresses', async () => {
  const id = `${provider}/virtualNetworkAppliances/va`;
  arm.answer({ [`GET ${id}`]: { body: resource(id, { subnet: { id: subnet }, ipConfigurations: [{ name: 'a', properties: { privateIPAddress: '10.0.2.7' } }] }) } });
  expect(await readRoutingAppliance(arm.clients(), id)).toMatchObject({ value: { addresses: [{ subnetId: subnet, privateIPAddress: '10.0.2.7' }] } });
});

describe('Security admin rules', () => {
  const request = `POST ${ids.spoke(2)}/listNetworkManagerEffectiveSecurityAdminRules`;
  const rule = (name: string, properties: Record<string, unknown> = {}) => ({
    id: `/rules/${name}`,
    kind: 'Custom',
    properties: { access: 'Deny', priority: 10, direction: 'Inbound', protocol: 'Tcp', sources: [{ addressPrefix: '*', addressPrefixType: 'IPPrefix' }], destinations: [], sourcePortRanges: ['0-65535'], destinationPortRanges: ['22'], ...properties },
  });

  test('are those of all pages', async () => {
    arm.answer({ [request]: [{ body: { value: [rule('one')], skipToken: 'next' } }, { body: { value: [rule('two', { access: 'AlwaysAllow' })] } }] });
    expect(await readAdminRules(arm.clients(), ids.spoke(2))).toMatchObject({ status: 'read', value: [{ name: 'one', sources: ['*'], destinations: [] }, { name: 'two', access: 'AlwaysAllow' }] });
  });

  test('none where no Network Manager manages the network', async () => {
    arm.answer({ [request]: { body: { value: [] } } });
    expect(await readAdminRules(arm.clients(), ids.spoke(2))).toMatchObject({ status: 'read', value: [] });
  });

  test('whose pages never end are not usable', async () => {
    arm.answer({ [request]: { body: { value: [], skipToken: 'again' } } });
    expect(await readAdminRules(arm.clients(), ids.spoke(2))).toMatchObject({ status: 'unread', problem: { kind: 'malformed' } });
  });

  test('with an access that nobody knows are not usable', async () => {
    arm.answer({ [request]: { body: { value: [rule('one', { access: 'Perhaps' })] } } });
    expect(await readAdminRules(arm.clients(), ids.spoke(2))).toMatchObject({ status: 'unread', problem: { kind: 'malformed' } });
  });
});
