import type { Forwarder } from '../../topology/forwarders';
import { armWithoutAPort, bodyOf } from '../testing/arm-without-a-port';
import { hubNetwork, hubSubscription, spokeSubscription } from '../testing/estate';

const ruled = (name: string): Record<string, unknown> => bodyOf(`${hubNetwork}/azureFirewalls/${name}`).properties;

describe('a firewall', () => {
  test('has its rules itself, or names the policy that has them', () => {
    expect(ruled('firewall')).toMatchObject({ networkRuleCollections: [{ properties: { rules: [{ name: 'ssh', protocols: ['TCP'], sourceAddresses: ['*'], destinationPorts: ['22'] }] } }] });
    expect(ruled('firewall')).not.toHaveProperty('firewallPolicy');
    expect(ruled('ruled-by-policy')).toMatchObject({ networkRuleCollections: [], firewallPolicy: { id: `${hubNetwork}/firewallPolicies/policy` } });
  });

  test('that allows everything has a rule that says so, and one that allows nothing has none', () => {
    const { topology, get } = armWithoutAPort();
    const firewall = topology.virtualNetworks[0]?.subnets.flatMap(({ forwarders }) => forwarders ?? []).find(({ name }) => name === 'firewall');
    if (firewall) delete firewall.allows;
    const collections = (): unknown => (get(`${hubNetwork}/azureFirewalls/firewall`).body as { properties: Record<string, unknown> }).properties['networkRuleCollections'];
    expect(collections()).toMatchObject([{ properties: { rules: [{ protocols: ['Any'], sourceAddresses: ['*'], destinationAddresses: ['*'], destinationPorts: ['*'] }] } }]);
    if (firewall) firewall.allows = [];
    expect(collections()).toEqual([]);
  });

  test('may lie in another group and region than its network', () => {
    const { topology, get } = armWithoutAPort();
    const [firewall] = topology.virtualNetworks[0]?.subnets.flatMap(({ forwarders }) => forwarders ?? []) ?? [];
    if (firewall) Object.assign(firewall, { subscription: spokeSubscription, resourceGroup: 'firewalls', location: 'northeurope' });
    const group = `/subscriptions/${spokeSubscription}/resourceGroups/firewalls`;
    expect(get(group).body).toMatchObject({ location: 'northeurope' });
    expect(get(`${group}/providers/Microsoft.Network/azureFirewalls/firewall`).body).toMatchObject({ name: 'firewall', location: 'northeurope' });
    expect(get(`${hubNetwork}/azureFirewalls/firewall`).status).toBe(404);
  });
});

describe('a load balancer', () => {
  const balancer = `${hubNetwork}/loadBalancers/balancer`;

  test('has a rule from its address to the NICs behind it, for all ports where nothing else is said', () => {
    expect(bodyOf(balancer).properties).toMatchObject({
      frontendIPConfigurations: [{ properties: { privateIPAddress: '10.0.5.4', subnet: { id: `${hubNetwork}/virtualNetworks/hub/subnets/transit` } } }],
      backendAddressPools: [{ properties: { backendIPConfigurations: [{ id: `${hubNetwork}/networkInterfaces/nva-nic/ipConfigurations/ipconfig1` }] } }],
      loadBalancingRules: [
        {
          properties: {
            protocol: 'All',
            frontendPort: 0,
            backendPort: 0,
            frontendIPConfiguration: { id: `${balancer}/frontendIPConfigurations/frontend` },
            backendAddressPool: { id: `${balancer}/backendAddressPools/backends` },
            probe: { id: `${balancer}/probes/probe` },
          },
        },
      ],
    });
  });

  test('has the rules that it is given', () => {
    const { topology, get } = armWithoutAPort();
    const given = topology.virtualNetworks[0]?.subnets.flatMap(({ forwarders }) => forwarders ?? []).find(({ kind }) => kind === 'load-balancer');
    if (given) given.rules = [{ protocol: 'Tcp', frontendPort: 22 }, { protocol: 'Udp', frontendPort: 53 }];
    expect(get(balancer).body).toMatchObject({ properties: { loadBalancingRules: [{ name: 'rule1', properties: { protocol: 'Tcp', frontendPort: 22 } }, { name: 'rule2', properties: { protocol: 'Udp', frontendPort: 53 } }] } });
  });
});

describe('the probe of a load balancer', () => {
  const balancer = `${hubNetwork}/loadBalancers/balancer`;

  function probed(probe?: Forwarder['probe']): unknown {
    const { topology, get } = armWithoutAPort();
    const given = topology.virtualNetworks[0]?.subnets.flatMap(({ forwarders }) => forwarders ?? []).find(({ kind }) => kind === 'load-balancer');
    if (given && probe) given.probe = probe;
    return get(balancer).body;
  }

  test('is there where nothing is said of it, and names the rules that it is for', () => {
    expect(probed()).toMatchObject({ properties: { probes: [{ name: 'probe', properties: { protocol: 'Tcp', port: 22, loadBalancingRules: [{ id: `${balancer}/loadBalancingRules/rule1` }] } }] } });
  });

  test('is the one that it is given', () => {
    expect(probed({ port: 80, protocol: 'Http', allUpIfNone: true })).toMatchObject({ properties: { probes: [{ properties: { protocol: 'Http', port: 80, requestPath: '/', noHealthyBackendsBehavior: 'AllProbedUp' } }] } });
    expect(probed({ port: 443 })).not.toHaveProperty('properties.probes.0.properties.requestPath');
  });

  test('is none where it has none', () => {
    expect(probed('none')).toMatchObject({ properties: { probes: [] } });
    expect(probed('none')).not.toHaveProperty('properties.loadBalancingRules.0.properties.probe');
  });
});

test('a routing appliance has its address and its subnet', () => {
  expect(bodyOf(`${hubNetwork}/virtualNetworkAppliances/router`).properties).toMatchObject({
    provisioningState: 'Succeeded',
    ipConfigurations: [{ properties: { privateIPAddress: '10.0.5.5', primary: true } }],
    subnet: { id: `${hubNetwork}/virtualNetworks/hub/subnets/transit` },
  });
});

test('what is no resource is in no list', () => {
  const { value } = armWithoutAPort().get(`/subscriptions/${hubSubscription}/resources`).body as { value: { name: string }[] };
  expect(value.map(({ name }) => name)).not.toContain('unseen');
});
