/** The lab's answers held against recordings of real ARM, key by key: what Azure always sends the lab sends, and it sends nothing that Azure never does. */
import type { WireResponse } from '../http/exchange';
import { armWithoutAPort } from './testing/arm-without-a-port';
import { hubNetwork, spokeMachines, spokeNetwork, spokeSubscription } from './testing/estate';
import { describeRecorded, recorded, shapeOf } from './testing/recordings';

describeRecorded('As in real traffic', () => {
  const { get, ask } = armWithoutAPort({ polls: 0 });

  const resultOf = (path: string): WireResponse => get(ask('POST', path).headers['location'] ?? '');

  /** Of a token that was good for an hour. */
  function expired(): WireResponse {
    let nowMs = Date.now();
    const arm = armWithoutAPort({ now: () => nowMs });
    nowMs += 3_600_000;
    return arm.get(`${hubNetwork}/virtualNetworks/hub`);
  }

  function forbidden(): WireResponse {
    const arm = armWithoutAPort();
    arm.denied.push({ action: 'Microsoft.Network/virtualNetworks/read' });
    return arm.get(`${hubNetwork}/virtualNetworks/hub`);
  }

  type Json = Record<string, unknown>;
  const itemsOf = (body: unknown, ...keys: string[]): unknown[] => keys.reduce<unknown[]>((values, key) => values.flatMap((value) => (value as Json)[key] ?? []).flat(), [body].flat());
  const without = (body: unknown, ...properties: string[]): unknown => {
    const { properties: all, ...rest } = body as { properties: Json };
    return { ...rest, properties: Object.fromEntries(Object.entries(all).filter(([key]) => !properties.includes(key))) };
  };

  interface Kind {
    readonly name: string;
    readonly ofAzure: () => unknown[];
    readonly ofLab: () => unknown[];
    /** What some answer of the lab lacks although all recordings of the kind have it, with the reason. */
    readonly lacks?: Readonly<Record<string, string>>;
    /** What the lab sends although no recording of the kind shows it, with the reason. */
    readonly beyond?: Readonly<Record<string, string>>;
  }

  const networks = (): unknown[] => [...itemsOf(recorded('vnet-1', 0).body, 'value'), recorded('vnet-3', 3).body, recorded('vnet-4', 0).body];
  const labNetworks = (): unknown[] => [get(`${hubNetwork}/virtualNetworks/hub`).body, get(`${spokeNetwork}/virtualNetworks/spoke`).body];

  const kinds: Kind[] = [
    {
      name: 'virtual network',
      ofAzure: () => networks().map((network) => without(network, 'subnets', 'virtualNetworkPeerings')),
      ofLab: () => labNetworks().map((network) => without(network, 'subnets', 'virtualNetworkPeerings')),
    },
    {
      name: 'subnet',
      ofAzure: () => [...itemsOf(networks(), 'properties', 'subnets'), recorded('nic-1', 2).body, recorded('vnet-6', 38).body],
      ofLab: () => itemsOf(labNetworks(), 'properties', 'subnets'),
      lacks: { 'properties.addressPrefix: string': 'a subnet with several prefixes has the list instead' },
      beyond: {
        'properties.addressPrefixes: list': 'Microsoft’s definition has it; no recorded subnet has several prefixes',
        'properties.addressPrefixes[]: string': 'the same',
        'properties.routeTable: object': 'Microsoft’s definition has it; no recorded subnet has a route table',
        'properties.routeTable.id: string': 'the same',
      },
    },
    {
      name: 'peering',
      ofAzure: () => [recorded('peering-1', 5).body, recorded('peering-1', 9).body],
      ofLab: () => itemsOf(labNetworks(), 'properties', 'virtualNetworkPeerings'),
    },
    {
      name: 'Route Server',
      ofAzure: () => [recorded('route-server-2', 1).body, recorded('route-server-2', 2).body, ...itemsOf(recorded('route-server-2', 3).body, 'value')],
      ofLab: () => [get(`${hubNetwork}/virtualHubs/route-server`).body],
    },
    {
      name: 'IP configuration of a Route Server',
      ofAzure: () => [recorded('route-server-2', 4).body],
      ofLab: () => [get(`${hubNetwork}/virtualHubs/route-server/ipConfigurations/Default`).body],
    },
    {
      name: 'BGP connection',
      ofAzure: () => [recorded('route-server-2', 6).body],
      ofLab: () => itemsOf(get(`${hubNetwork}/virtualHubs/route-server/bgpConnections`).body, 'value'),
      beyond: { 'properties.connectionState: string': 'Microsoft’s definition has it; sent only where the topology says so' },
    },
    {
      name: 'routes of a BGP peer that has none',
      ofAzure: () => [recorded('route-server-1', 41).body, recorded('route-server-1', 43).body],
      ofLab: () => [resultOf(`${hubNetwork}/virtualHubs/route-server/bgpConnections/down/learnedRoutes`).body],
    },
    {
      name: 'route table',
      ofAzure: () => [without(recorded('route-table-1', 12).body, 'routes')],
      ofLab: () => [without(get(`${spokeNetwork}/routeTables/spoke-routes`).body, 'routes')],
      beyond: {
        'properties.subnets: list': 'the recorded table is associated with none',
        'properties.subnets[]: object': 'the same',
        'properties.subnets[].id: string': 'the same',
      },
    },
    {
      name: 'route',
      ofAzure: () => [recorded('route-table-1', 14).body, recorded('route-table-1', 18).body],
      ofLab: () => itemsOf(get(`${spokeNetwork}/routeTables/spoke-routes`).body, 'properties', 'routes'),
      beyond: { 'properties.nextHopIpAddress: string': 'the recorded route leads to None' },
    },
    {
      name: 'network interface',
      ofAzure: () => [recorded('nic-1', 0).body, recorded('nic-2', 2).body, ...itemsOf(recorded('nic-2', 0).body, 'value')],
      ofLab: () => itemsOf(get(`${spokeNetwork}/networkInterfaces`).body, 'value'),
    },
    {
      name: 'gateway',
      ofAzure: () => [recorded('peering-1', 0).body],
      ofLab: () => [get(`${hubNetwork}/virtualNetworkGateways/vpn`).body],
      lacks: { 'properties.bgpSettings.bgpPeeringAddresses[].tunnelIpAddresses[]: string': 'the lab has no public addresses' },
    },
    {
      name: 'virtual machine',
      ofAzure: () => [recorded('vm-1', 0).body, recorded('vm-1', 36).body, recorded('vm-3', 1).body],
      ofLab: () => ['runs', 'sleeps'].map((vm) => get(`${spokeMachines}/${vm}?$expand=instanceView`).body),
      beyond: {
        'properties.networkProfile.networkInterfaces[].properties: object': 'the recorded machines have one NIC',
        'properties.networkProfile.networkInterfaces[].properties.primary: boolean': 'the same',
      },
    },
    {
      name: 'effective route',
      ofAzure: () => itemsOf(recorded('effective-routes-1', 2).body, 'value'),
      ofLab: () => itemsOf(resultOf(`${spokeNetwork}/networkInterfaces/runs-nic/effectiveRouteTable`).body, 'value'),
      beyond: { 'name: string': 'only user routes have one, and none was recorded', 'nextHopIpAddress[]: string': 'the same' },
    },
    {
      name: 'effective security group',
      ofAzure: () => itemsOf(recorded('effective-nsg-1', 2).body, 'value').map((group) => ({ ...(group as Json), effectiveSecurityRules: [] })),
      ofLab: () =>
        itemsOf(resultOf(`${spokeNetwork}/networkInterfaces/runs-nic/effectiveNetworkSecurityGroups`).body, 'value').map((group) => ({ ...(group as Json), effectiveSecurityRules: [] })),
      lacks: { 'association.networkInterface: object': 'the other group is the subnet’s', 'association.networkInterface.id: string': 'the same' },
      beyond: { 'association.subnet: object': 'the recorded group is the NIC’s', 'association.subnet.id: string': 'the same' },
    },
    {
      name: 'effective security rule',
      ofAzure: () => itemsOf(recorded('effective-nsg-1', 2).body, 'value', 'effectiveSecurityRules'),
      ofLab: () => itemsOf(resultOf(`${spokeNetwork}/networkInterfaces/runs-nic/effectiveNetworkSecurityGroups`).body, 'value', 'effectiveSecurityRules'),
      lacks: { 'sourceAddressPrefix: string': 'a rule with several prefixes has the list alone' },
    },
  ];

  const resource: Kind = {
    name: 'resource in the list of all resources',
    ofAzure: () => itemsOf(recorded('paging-1', 2).body, 'value'),
    ofLab: () => itemsOf(get(`/subscriptions/${spokeSubscription}/resources`).body, 'value'),
  };

  /** Of a list, what is around its items. */
  const emptied = (body: unknown): unknown => ({ ...(body as Json), value: [] });

  const lists: Kind = {
    name: 'list',
    ofAzure: () => [emptied(recorded('vnet-1', 0).body), emptied(recorded('route-server-2', 3).body), emptied(recorded('nic-2', 0).body), emptied(recorded('route-table-1', 13).body), emptied(recorded('vm-3', 3).body)],
    ofLab: () => [`${spokeNetwork}/virtualNetworks`, `${hubNetwork}/virtualHubs`, `${spokeNetwork}/networkInterfaces`, `${spokeNetwork}/routeTables/spoke-routes/routes`, spokeMachines].map((path) => emptied(get(path).body)),
  };

  const every = (shapes: Set<string>[]): string[] => [...(shapes[0] ?? [])].filter((place) => shapes.every((shape) => shape.has(place)));

  /** The topology has no tags. */
  const untagged = (body: unknown): Json => Object.fromEntries(Object.entries(body as Json).filter(([key]) => key !== 'tags'));

  describe.each([...kinds, resource, lists])('$name', ({ ofAzure, ofLab, lacks = {}, beyond = {} }) => {
    test('has, each time, all that Azure sends each time, but for what is listed', () => {
      const always = every(ofAzure().map((body) => shapeOf(untagged(body))));
      expect([always.length > 1, ofLab().length > 0]).toEqual([true, true]);
      const missing = new Set(ofLab().flatMap((body) => always.filter((place) => !shapeOf(body).has(place))));
      expect([...missing].sort()).toEqual(Object.keys(lacks).sort());
    });

    test('has nothing that Azure was never seen to send, but for what is listed', () => {
      const ever = new Set(ofAzure().flatMap((body) => [...shapeOf(body)]));
      const invented = new Set(ofLab().flatMap((body) => [...shapeOf(body)].filter((place) => !ever.has(place))));
      expect([...invented].sort()).toEqual(Object.keys(beyond).sort());
    });
  });

  /** Made by the adapter from the body and the clock. */
  const ofTheAdapter = ['content-type', 'content-length', 'date'];

  test.each([
    ['a virtual network', 'vnet-3', 3, () => get(`${hubNetwork}/virtualNetworks/hub`)],
    ['a Route Server', 'route-server-2', 2, () => get(`${hubNetwork}/virtualHubs/route-server`)],
    ['a list', 'route-server-2', 3, () => get(`${hubNetwork}/virtualHubs`)],
    ['a virtual machine', 'vm-1', 37, () => get(`${spokeMachines}/sleeps`)],
    ['a virtual machine with its instance view', 'vm-1', 36, () => get(`${spokeMachines}/sleeps?$expand=instanceView`)],
    ['a child that is not there', 'error-8', 0, () => get(`${hubNetwork}/virtualNetworks/hub/subnets/gone`)],
  ])('%s comes with the status and all headers of the recording', (_, file, index, answer) => {
    const real = recorded(file, index);
    const { status, headers } = answer();
    expect(status).toBe(real.status);
    expect(Object.keys(real.headers).filter((name) => !(name in headers) && !ofTheAdapter.includes(name))).toEqual([]);
    expect('etag' in headers).toBe('etag' in real.headers);
    expect('azure-asyncoperation' in headers).toBe(false);
  });

  test.each([
    ['a token that has expired', 'error-1', 0, () => expired()],
    ['an action that the role lacks', 'error-3', 0, () => forbidden()],
    ['a resource that is not there', 'error-7', 0, () => get(`${hubNetwork}/virtualNetworks/gone`)],
    ['a child that is not there', 'error-8', 0, () => get(`${hubNetwork}/virtualNetworks/hub/subnets/gone`)],
    ['a group that is not there', 'error-10', 0, () => get(hubNetwork.replace('hubRg', 'gone') + '/virtualNetworks/hub')],
    ['a NIC without a running machine', 'error-17', 1, () => ask('POST', `${spokeNetwork}/networkInterfaces/sleeps-nic/effectiveRouteTable`)],
  ])('%s is refused as recorded: status, code, keys, and who refused', (_, file, index, answer) => {
    const real = recorded(file, index);
    const { status, headers, body } = answer();
    const codeOf = (value: unknown): unknown => (value as { error: Json }).error['code'];
    expect([status, codeOf(body)]).toEqual([real.status, codeOf(real.body)]);
    expect(shapeOf(body)).toEqual(shapeOf(real.body));
    expect(headers['x-ms-failure-cause']).toBe(real.headers['x-ms-failure-cause']);
  });
});
