import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, mistakesOf, mistakesWith, reference, type Json } from './testing/reference-file';
import { loadTopology, parseTopology } from './topology-file';

test.each<[string, string, Record<string, unknown>, string]>([
  ['a broken prefix', 'virtualNetworks[2].subnets[0]', { addressPrefixes: ['10.1.0/24'] }, 'virtualNetworks[2].subnets[0].addressPrefixes[0]: "10.1.0/24" is no prefix'],
  ['bits beyond the prefix', 'routeTables[0].routes[0]', { addressPrefix: '10.2.1.4/24' }, 'routeTables[0].routes[0].addressPrefix: "10.2.1.4/24" is no prefix'],
  ['a foreign tag of a route', 'routeTables[0].routes[0]', { addressPrefix: 'Cloud' }, 'routeTables[0].routes[0].addressPrefix: "Cloud" is no prefix and no service tag of AzureActiveDirectory, AzureBackup, AzureCloud, AzureContainerRegistry, AzureCosmosDB, AzureKeyVault, AzureMonitor, EventHub, ServiceBus, Sql, Storage'],
  ['a broken address', 'networkInterfaces[1]', { privateIPAddresses: ['10.2.1'] }, 'networkInterfaces[1].privateIPAddresses[0]: "10.2.1" is no address'],
  ['a broken next hop', 'routeServers[0]', { bgpConnections: [{ name: 'nva', peerIp: '10.0.2.4', peerAsn: 65001, nextHop: 'lb' }] }, 'routeServers[0].bgpConnections[0].nextHop: "lb" is no address'],
  ['a third way with forwarded traffic', '', { forwardedTraffic: 'sometimes' }, 'forwardedTraffic: "sometimes" is none of enforced, not enforced'],
  [
    'a subnet of a peering of whole networks',
    'virtualNetworks[0].peerings[1]',
    { localSubnetNames: ['RouteServerSubnet'] },
    'virtualNetworks[0].peerings[1].localSubnetNames: subnets are named by a subnet peering, with peerCompleteVnets false, and by no other',
  ],
  [
    'a subnet that a peering names and its network lacks',
    'virtualNetworks[0].peerings[1]',
    { peerCompleteVnets: false, localSubnetNames: ['RouteServerSubnet', 'sub9'] },
    'virtualNetworks[0].peerings[1].localSubnetNames[1]: the virtual network "bluehub-vnet1" has no subnet "sub9"',
  ],
  [
    'a subnet that a peering names and the remote network lacks',
    'virtualNetworks[0].peerings[1]',
    { peerCompleteVnets: false, remoteSubnetNames: ['sub9'] },
    'virtualNetworks[0].peerings[1].remoteSubnetNames[0]: the virtual network "bluespoke2-vnet1" has no subnet "sub9"',
  ],
  ['a port of a guest’s firewall that is none', 'virtualMachines[0]', { guestFirewall: [{ ports: ['ssh'], action: 'drop' }] }, 'virtualMachines[0].guestFirewall[0].ports[0]: "ssh" is no port, no range of ports and not "*"'],
  ['a user that every machine has', 'virtualMachines[0]', { sshUser: 'root' }, 'virtualMachines[0].sshUser: "root" is no name of a user'],
  ['a hub of the expectations that is not there', 'settings', { expectations: { hub: 'nohub' } }, 'settings.expectations.hub: there is no virtual network "nohub"'],
  ['a spoke of the expectations that is not there', 'settings', { expectations: { spokes: { one: { id: 'nospoke' } } } }, 'settings.expectations.spokes.one.id: there is no virtual network "nospoke"'],
  ['a broken prefix of a filter', 'virtualMachines[0]', { filters: [{ access: 'Deny', prefixes: ['VirtualNetwork'] }] }, 'virtualMachines[0].filters[0].prefixes[0]: "VirtualNetwork" is no prefix and not "*"'],
  ['a broken port of a filter', 'virtualNetworks[0].subnets[0]', { forwarders: [{ name: 'fw', privateIPAddress: '10.0.0.9', filters: [{ access: 'Deny', ports: ['ssh'] }] }] }, 'virtualNetworks[0].subnets[0].forwarders[0].filters[0].ports[0]: "ssh" is no port, no range of ports and not "*"'],
  ['a group of none', '', { connectedGroups: [{ name: 'mesh', members: [] }] }, 'connectedGroups[0].members: is empty'],
  ['a wrong member', '', { connectedGroups: [{ name: 'mesh', members: ['bluespoke1-vnet1', 'x'] }] }, 'connectedGroups[0].members[1]: there is no virtual network "x"'],
  ['an unknown key', 'virtualNetworks[0].peerings[1]', { allowGateways: true }, 'virtualNetworks[0].peerings[1]: unknown key "allowGateways"'],
  ['an unknown key at the top', '', { vnets: [] }, 'the file: unknown key "vnets"'],
  ['a missing key', 'virtualMachines[0]', { location: undefined }, 'virtualMachines[0].location: is missing'],
  ['an empty list', 'virtualNetworks[1]', { addressPrefixes: [] }, 'virtualNetworks[1].addressPrefixes: is empty'],
  ['a wrong type', 'routeServers[0]', { allowBranchToBranchTraffic: 'yes' }, 'routeServers[0].allowBranchToBranchTraffic: "yes" is no boolean'],
  ['a wrong word', 'virtualMachines[1]', { powerState: 'on' }, 'virtualMachines[1].powerState: "on" is none of running, stopped, deallocated, starting, stopping, deallocating, unknown'],
  ['no subscription id', 'subscriptions[1]', { id: 'two' }, 'subscriptions[1].id: "two" is no subscription id (a GUID)'],
  [
    'a next hop address too many',
    'routeTables[0].routes[0]',
    { nextHopType: 'None' },
    'routeTables[0].routes[0].nextHopIpAddress: a next hop address belongs to the next hop type VirtualAppliance, and to no other',
  ],
  [
    'a foreign tag',
    'networkSecurityGroups[0].rules[0]',
    { sourceAddressPrefixes: ['Cloud'] },
    'networkSecurityGroups[0].rules[0].sourceAddressPrefixes[0]: "Cloud" is no prefix, no address, not "*" and no tag of VirtualNetwork, AzureLoadBalancer, Internet',
  ],
  [
    'a range of ports that runs backwards',
    'networkSecurityGroups[0].rules[0]',
    { destinationPortRanges: ['25-22'] },
    'networkSecurityGroups[0].rules[0].destinationPortRanges[0]: "25-22" is no port, no range of ports and not "*"',
  ],
  ['a wrong ref', 'virtualNetworks[1].subnets[0]', { routeTable: 'rt' }, 'virtualNetworks[1].subnets[0].routeTable: there is no route table "rt"'],
  ['a wrong group ref', 'networkInterfaces[0]', { networkSecurityGroup: 'g' }, 'networkInterfaces[0].networkSecurityGroup: there is no network security group "g"'],
  ['a wrong peering', 'virtualNetworks[0].peerings[1]', { remote: 'x' }, 'virtualNetworks[0].peerings[1].remote: there is no virtual network "x"'],
  ['a wrong subnet', 'routeServers[0]', { subnet: 'bluehub-vnet1/rs' }, 'routeServers[0].subnet: the virtual network "bluehub-vnet1" has no subnet "rs"'],
  ['a subnet without network', 'routeServers[0]', { subnet: 'rs' }, 'routeServers[0].subnet: "rs" names no subnet; write virtualNetwork/subnet'],
  ['a wrong NIC', 'virtualMachines[0]', { networkInterfaces: ['nic'] }, 'virtualMachines[0].networkInterfaces[0]: there is no network interface "nic"'],
  [
    'a NIC attached twice',
    'virtualMachines[1]',
    { networkInterfaces: ['spoke1vm711_z1'] },
    'virtualMachines[1].networkInterfaces[0]: "spoke1vm711_z1" is attached already at virtualMachines[0].networkInterfaces[0]',
  ],
  ['a wrong spoke', 'settings', { spokes: ['x'] }, 'settings.spokes[0]: there is no virtual network "x"'],
  [
    'a subscription that is not listed',
    'routeTables[0]',
    { subscription: '00000000-0000-4000-8000-000000000009' },
    'routeTables[0].subscription: "00000000-0000-4000-8000-000000000009" is not among the subscriptions',
  ],
  [
    'a subnet outside its network',
    'virtualNetworks[0].subnets[1]',
    { addressPrefixes: ['10.9.0.0/24'] },
    'virtualNetworks[0].subnets[1].addressPrefixes[0]: "10.9.0.0/24" lies outside the address space of bluehub-vnet1',
  ],
  [
    'subnets that overlap',
    'virtualNetworks[0].subnets[1]',
    { addressPrefixes: ['10.0.0.0/23'] },
    'virtualNetworks[0].subnets[1].addressPrefixes[0]: "10.0.0.0/23" overlaps 10.0.0.0/24 of the subnet bluehub-vnet1sub1',
  ],
  [
    'a forwarder outside its subnet',
    'virtualNetworks[0].subnets[0]',
    { forwarders: [{ name: 'firewall', privateIPAddress: '10.0.9.4' }] },
    'virtualNetworks[0].subnets[0].forwarders[0].privateIPAddress: "10.0.9.4" lies outside the subnet bluehub-vnet1sub1',
  ],
  [
    'an address outside its subnet',
    'networkInterfaces[0]',
    { privateIPAddresses: ['10.1.2.4'] },
    'networkInterfaces[0].privateIPAddresses[0]: "10.1.2.4" lies outside the subnet bluespoke1-vnet1sub1',
  ],
])('%s is named with its place', (_, place, change, mistake) => {
  expect(mistakesWith(place, change)).toEqual([mistake]);
});

test('all mistakes are named at once', () => {
  const json = reference();
  Object.assign(at(json, 'virtualNetworks[0]'), { location: 3 });
  Object.assign(at(json, 'settings'), { hub: undefined });
  expect(mistakesOf(() => parseTopology(json))).toEqual(['virtualNetworks[0].location: 3 is no string', 'settings.hub: is missing']);
});

test('a resource that is there twice is named, and so is an address', () => {
  const json = reference();
  json['networkInterfaces']?.push({ ...at(json, 'networkInterfaces[0]'), name: 'SPOKE1VM711_Z1' });
  Object.assign(at(json, 'virtualMachines[0]'), { networkInterfaces: ['spoke2vm819_z1'] });
  Object.assign(at(json, 'virtualMachines[1]'), { networkInterfaces: ['bluespoke2rg/spoke2vm819_z1'] });
  expect(mistakesOf(() => parseTopology(json))).toEqual([
    'networkInterfaces[2]: there is another "SPOKE1VM711_Z1" in the resource group bluespoke1rg',
    'virtualMachines[1].networkInterfaces[0]: "spoke2vm819_z1" is attached already at virtualMachines[0].networkInterfaces[0]',
    'networkInterfaces[2].privateIPAddresses[0]: "10.1.1.4" belongs to spoke1vm711_z1 already',
  ]);
});

test('a name that several resources have is made unique by its group or its id', () => {
  const json = reference();
  const ids = ['bluespoke1rg', 'bluespoke2rg'].map(
    (group, index) => `/subscriptions/00000000-0000-4000-8000-00000000000${String(index + 2)}/resourceGroups/${group}/providers/Microsoft.Network/routeTables/rt`,
  );
  Object.assign(at(json, 'routeTables[0]'), { name: 'rt' });
  Object.assign(at(json, 'routeTables[1]'), { name: 'rt' });
  Object.assign(at(json, 'virtualNetworks[1].subnets[0]'), { routeTable: 'rt' });
  Object.assign(at(json, 'virtualNetworks[2].subnets[0]'), { routeTable: ids[1] });
  expect(mistakesOf(() => parseTopology(json))).toEqual([
    `virtualNetworks[1].subnets[0].routeTable: "rt" may be any of 2 (${ids.join(', ')}); write resourceGroup/name or the id`,
  ]);
  Object.assign(at(json, 'virtualNetworks[1].subnets[0]'), { routeTable: 'BlueSpoke1RG/rt' });
  expect(mistakesOf(() => parseTopology(json))).toEqual([]);
});

test('what a file leaves out is filled in', () => {
  const resource = { resourceGroup: 'g', location: 'eastasia' };
  const topology = parseTopology({
    name: 'small',
    subscriptions: [{ id: '00000000-0000-4000-8000-000000000001' }],
    virtualNetworks: [
      { name: 'hub', ...resource, addressPrefixes: ['10.0.0.0/16'], subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.0.1.0/26'] }] },
      { name: 'spoke', ...resource, addressPrefixes: ['10.1.0.0/16'], peerings: [{ name: 'to-hub', remote: 'hub' }] },
    ],
    routeServers: [{ name: 'rs', ...resource, subnet: 'hub/RouteServerSubnet' }],
    settings: { hub: 'hub' },
  });
  const placed = { ...resource, subscription: '00000000-0000-4000-8000-000000000001' };
  expect(topology).toEqual({
    name: 'small',
    description: '',
    subscriptions: [{ id: '00000000-0000-4000-8000-000000000001', displayName: 'Subscription 1' }],
    virtualNetworks: [
      { name: 'hub', ...placed, addressPrefixes: ['10.0.0.0/16'], subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.0.1.0/26'] }], peerings: [] },
      {
        name: 'spoke',
        ...placed,
        addressPrefixes: ['10.1.0.0/16'],
        subnets: [],
        peerings: [
          { name: 'to-hub', remote: 'hub', allowVirtualNetworkAccess: true, allowForwardedTraffic: false, allowGatewayTransit: false, useRemoteGateways: false },
        ],
      },
    ],
    routeTables: [],
    networkSecurityGroups: [],
    routeServers: [
      {
        name: 'rs',
        ...placed,
        subnet: 'hub/RouteServerSubnet',
        provisioningState: 'Succeeded',
        routingState: 'Provisioned',
        allowBranchToBranchTraffic: false,
        bgpConnections: [],
      },
    ],
    virtualNetworkGateways: [],
    applicationSecurityGroups: [],
    scaleSets: [],
    virtualMachines: [],
    networkInterfaces: [],
    settings: { hub: 'hub' },
  });
});

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'topology-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('that is not there is named, and the cause is kept', () => {
    const path = join(folder, 'none.json');
    expect(mistakesOf(() => loadTopology(path))).toEqual([`${path}: ENOENT: no such file or directory, open '${path}'`]);
    expect(() => loadTopology(path)).toThrow(expect.objectContaining({ cause: expect.objectContaining({ code: 'ENOENT' }) as unknown }) as Error);
  });

  test('that is no JSON is named', () => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, '{ "name": ');
    expect(mistakesOf(() => loadTopology(path))).toEqual([expect.stringContaining(`${path}: Unexpected end of JSON input`)]);
  });
});

describe('what a gateway has learned', () => {
  const learning = (...learnedPrefixes: unknown[]): Json => {
    const json = reference();
    Object.assign(at(json, 'virtualNetworks[0]'), { subnets: [...(at(json, 'virtualNetworks[0]')['subnets'] as unknown[]), { name: 'GatewaySubnet', addressPrefixes: ['10.0.9.0/26'] }] });
    json['virtualNetworkGateways'] = [{ name: 'gw', resourceGroup: 'bluehubrg', location: 'eastasia', subnet: 'bluehub-vnet1/GatewaySubnet', learnedPrefixes }];
    return json;
  };

  test('is a prefix, or a prefix with next hops at the provider’s edge', () => {
    expect(parseTopology(learning('192.168.0.0/16', { prefix: '10.9.0.0/16', nextHops: ['172.16.255.4'] })).virtualNetworkGateways[0]?.learnedPrefixes).toEqual([
      { prefix: '192.168.0.0/16' },
      { prefix: '10.9.0.0/16', nextHops: ['172.16.255.4'] },
    ]);
  });

  test('is named with its place where it is none, or where the edge lies in a network', () => {
    expect(mistakesOf(() => parseTopology(learning('192.168.0/16')))).toEqual(['virtualNetworkGateways[0].learnedPrefixes[0].prefix: "192.168.0/16" is no prefix']);
    expect(mistakesOf(() => parseTopology(learning({ prefix: '10.9.0.0/16', nextHops: ['10.1.1.4'] })))).toEqual(['virtualNetworkGateways[0].learnedPrefixes[0].nextHops[0]: "10.1.1.4" lies in bluespoke1-vnet1']);
  });
});

test('a filter of an appliance that says no more than what it does is for everything', () => {
  const json = reference();
  Object.assign(at(json, 'virtualMachines[0]'), { forwards: true, stateful: true, filters: [{ access: 'Deny' }] });
  expect(parseTopology(json).virtualMachines[0]).toMatchObject({ stateful: true, filters: [{ protocol: '*', ports: ['*'], prefixes: ['*'], access: 'Deny' }] });
});
