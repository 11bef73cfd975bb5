import { armWithoutAPort, bodyOf } from '../testing/arm-without-a-port';
import { hubNetwork, hubSubscription, spokeNetwork, spokeSubscription } from '../testing/estate';

describe('a subnet', () => {
  test('has one prefix as addressPrefix, several as addressPrefixes, never both', () => {
    const [one, many] = [bodyOf(`${spokeNetwork}/virtualNetworks/spoke/subnets/workload`), bodyOf(`${spokeNetwork}/virtualNetworks/spoke/subnets/split`)];
    expect(one.properties).toMatchObject({ addressPrefix: '10.1.1.0/24' });
    expect(one.properties).not.toHaveProperty('addressPrefixes');
    expect(many.properties).toMatchObject({ addressPrefixes: ['10.1.2.0/25', '10.9.0.0/25'] });
    expect(many.properties).not.toHaveProperty('addressPrefix');
  });

  test('refers back to the NICs in it, in upper case from the group on', () => {
    expect(bodyOf(`${spokeNetwork}/virtualNetworks/spoke/subnets/workload`).properties['ipConfigurations']).toEqual([
      { id: `/subscriptions/${spokeSubscription}/resourceGroups/SPOKERG/providers/Microsoft.Network/networkInterfaces/RUNS-NIC/ipConfigurations/IPCONFIG1` },
      { id: `/subscriptions/${spokeSubscription}/resourceGroups/SPOKERG/providers/Microsoft.Network/networkInterfaces/SLEEPS-NIC/ipConfigurations/IPCONFIG1` },
      { id: `/subscriptions/${spokeSubscription}/resourceGroups/SPOKERG/providers/Microsoft.Network/networkInterfaces/SPARE-NIC/ipConfigurations/IPCONFIG1` },
    ]);
  });

  test('of a gateway refers back to it; an empty one to nothing at all', () => {
    expect(bodyOf(`${hubNetwork}/virtualNetworks/hub/subnets/GatewaySubnet`).properties['ipConfigurations']).toEqual([
      { id: `/subscriptions/${hubSubscription}/resourceGroups/HUBRG/providers/Microsoft.Network/virtualNetworkGateways/VPN/ipConfigurations/VNETGATEWAYCONFIG0` },
      { id: `/subscriptions/${hubSubscription}/resourceGroups/HUBRG/providers/Microsoft.Network/virtualNetworkGateways/VPN/ipConfigurations/VNETGATEWAYCONFIG1` },
    ]);
    expect(bodyOf(`${hubNetwork}/virtualNetworks/hub/subnets/appliances`).properties).not.toHaveProperty('ipConfigurations');
  });

  test('refers back to a firewall, a scale set, a load balancer and a routing appliance, and not to what is no resource', () => {
    const hubUpper = `/subscriptions/${hubSubscription}/resourceGroups/HUBRG/providers/Microsoft.Network`;
    expect(bodyOf(`${hubNetwork}/virtualNetworks/hub/subnets/AzureFirewallSubnet`).properties['ipConfigurations']).toEqual([
      { id: `${hubUpper}/azureFirewalls/FIREWALL/azureFirewallIpConfigurations/AZUREFIREWALLIPCONFIGURATION0` },
      { id: `${hubUpper}/azureFirewalls/RULED-BY-POLICY/azureFirewallIpConfigurations/AZUREFIREWALLIPCONFIGURATION0` },
    ]);
    expect(bodyOf(`${hubNetwork}/virtualNetworks/hub/subnets/scaled`).properties['ipConfigurations']).toEqual(
      ['0', '3'].map((instance) => ({ id: `${hubUpper.replace('Network', 'Compute')}/virtualMachineScaleSets/APPLIANCES/virtualMachines/${instance}/networkInterfaces/NIC/ipConfigurations/IPCONFIG1` })),
    );
    expect(bodyOf(`${hubNetwork}/virtualNetworks/hub/subnets/transit`).properties['ipConfigurations']).toEqual([
      { id: `${hubUpper}/networkInterfaces/NVA-NIC/ipConfigurations/IPCONFIG1` },
      { id: `${hubUpper}/loadBalancers/BALANCER/frontendIPConfigurations/FRONTEND` },
      { id: `${hubUpper}/virtualNetworkAppliances/ROUTER/ipConfigurations/IPCONFIG1` },
    ]);
  });

  test('names its route table, its rules and its service endpoints', () => {
    expect(bodyOf(`${spokeNetwork}/virtualNetworks/spoke/subnets/workload`).properties).toMatchObject({
      routeTable: { id: `${spokeNetwork}/routeTables/spoke-routes` },
      networkSecurityGroup: { id: `${spokeNetwork}/networkSecurityGroups/spoke-rules` },
      serviceEndpoints: [{ provisioningState: 'Succeeded', service: 'Microsoft.Storage', locations: ['*'] }],
    });
  });

  test('with a private endpoint whose NIC has a name shows that one', () => {
    const { topology, get } = armWithoutAPort();
    const endpoint = topology.virtualNetworks.flatMap(({ subnets }) => subnets.flatMap(({ privateEndpoints }) => privateEndpoints ?? [])).find(({ name }) => name === 'vault');
    if (endpoint) endpoint.networkInterface = 'vault-nic';
    expect(get(`${spokeNetwork}/networkInterfaces/vault-nic`).body).toMatchObject({ name: 'vault-nic' });
  });

  test('with a private endpoint has a NIC in it that no machine is behind', () => {
    const { ipConfigurations } = bodyOf(`${spokeNetwork}/virtualNetworks/spoke/subnets/split`).properties as { ipConfigurations: { id: string }[] };
    const [nic = ''] = (ipConfigurations.at(-1)?.id ?? '').split('/ipConfigurations/');
    const body = bodyOf(nic);
    expect(body.name).toMatch(/^vault\.nic\./);
    expect(body.properties).not.toHaveProperty('virtualMachine');
    expect(body.properties).toMatchObject({ ipConfigurations: [{ properties: { privateIPAddress: '10.1.2.10' } }] });
  });
});

describe('a peering', () => {
  const peering = (path: string): Record<string, unknown> => bodyOf(path).properties;

  test('shows the remote gateways where it uses them', () => {
    expect(peering(`${spokeNetwork}/virtualNetworks/spoke/virtualNetworkPeerings/spoke-to-hub`)['remoteGateways']).toEqual([{ id: `${hubNetwork}/virtualNetworkGateways/vpn` }]);
    expect(peering(`${hubNetwork}/virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke`)).not.toHaveProperty('remoteGateways');
  });

  test('has the same resourceGuid on both sides', () => {
    expect(peering(`${hubNetwork}/virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke`)['resourceGuid']).toBe(
      peering(`${spokeNetwork}/virtualNetworks/spoke/virtualNetworkPeerings/spoke-to-hub`)['resourceGuid'],
    );
  });

  test('shows what it last synced beside the address space of today', () => {
    const { topology, get } = armWithoutAPort();
    const [side] = topology.virtualNetworks[0]?.peerings ?? [];
    if (side) side.syncedRemotePrefixes = ['10.1.0.0/16'];
    expect(get(`${hubNetwork}/virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke`).body).toMatchObject({
      properties: {
        peeringState: 'Connected',
        peeringSyncLevel: 'LocalNotInSync',
        remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
        remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16', '10.9.0.0/24'] },
      },
    });
  });

  test('that carries part of the networks only says so', () => {
    const { topology, get } = armWithoutAPort();
    const of = (): unknown => (get(`${hubNetwork}/virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke`).body as { properties: Record<string, unknown> }).properties['peerCompleteVnets'];
    expect(of()).toBe(true);
    const [side] = topology.virtualNetworks[0]?.peerings ?? [];
    if (side) side.peerCompleteVnets = false;
    expect(of()).toBe(false);
  });

  test('that names subnets sends their prefixes for the address spaces that are peered', () => {
    const { topology, get } = armWithoutAPort();
    const [side] = topology.virtualNetworks[0]?.peerings ?? [];
    Object.assign(side ?? {}, { peerCompleteVnets: false, localSubnetNames: ['RouteServerSubnet', 'appliances'], remoteSubnetNames: ['workload'] });
    expect(get(`${hubNetwork}/virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke`).body).toMatchObject({
      properties: {
        peeringState: 'Connected',
        peeringSyncLevel: 'FullyInSync',
        peerCompleteVnets: false,
        localSubnetNames: ['RouteServerSubnet', 'appliances'],
        remoteSubnetNames: ['workload'],
        localAddressSpace: { addressPrefixes: ['10.0.1.0/26', '10.0.3.0/24'] },
        localVirtualNetworkAddressSpace: { addressPrefixes: ['10.0.0.0/16'] },
        remoteAddressSpace: { addressPrefixes: ['10.1.1.0/24'] },
        remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16', '10.9.0.0/24'] },
      },
    });
  });

  test('whose other side is gone is Initiated although it is provisioned', () => {
    const { topology, get } = armWithoutAPort();
    topology.virtualNetworks[1]?.peerings.pop();
    expect(get(`${hubNetwork}/virtualNetworks/hub/virtualNetworkPeerings/hub-to-spoke`).body).toMatchObject({
      properties: { provisioningState: 'Succeeded', peeringState: 'Initiated', peeringSyncLevel: 'RemoteNotInSync' },
    });
  });
});
