/** Recorded resources as the readers read them, in full; rehearsals/recordings has the outcome of every recording. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reading } from '../../estate/reading';
import type { AzureClients } from '../transport/azure-clients';
import { readBgpConnections } from './read-bgp-connections';
import { readEffectiveRoutes } from './read-effective-routes';
import { readEffectiveSecurityGroups } from './read-effective-security-groups';
import { readNetworkInterface } from './read-network-interface';
import { findRouteServer } from './read-route-server';
import { readVirtualNetwork } from './read-virtual-network';
import { describeRecorded, recordedAnswer, recordedExchanges, replayOperation } from '../testing/recordings';
import { startStandIn } from '../testing/stand-in';
import type { Answers, StandIn } from '../testing/stand-in';

describeRecorded('In real traffic', () => {
  let arm: StandIn;
  beforeAll(async () => {
    arm = await startStandIn();
  });
  afterAll(() => arm.close());

  /** The exchange of a recording with this index, and the resource id that it is about. */
  function recorded(file: string, index: number) {
    const exchange = recordedExchanges(file)[index];
    if (!exchange) throw new Error(`${file} has no exchange ${String(index)}.`);
    const [path = ''] = exchange.request.url.split('?');
    return { exchange, id: path.replace(/\/effective[A-Za-z]+$/, ''), path };
  }

  /** Serves one recorded response to a GET, and reads it. */
  function readRecorded<T>(file: string, index: number, readOne: (azure: AzureClients, id: string) => Promise<Reading<T>>): Promise<Reading<T>> {
    const { exchange, id } = recorded(file, index);
    arm.answer({ [`GET ${id}`]: recordedAnswer(exchange) });
    return readOne(arm.clients(), id);
  }

  describe('A recorded virtual network', () => {
    test('has the prefix of each subnet as a list, and the NICs that refer to it in capitals', async () => {
      const reading = await readRecorded('vnet-4', 0, readVirtualNetwork);
      expect(reading).toMatchObject({ status: 'read', value: { name: 'zvm-jsdk1-vnet', addressPrefixes: ['10.30.0.0/16'], subnets: [{ name: 'default', addressPrefixes: ['10.30.0.0/24'] }] } });
      expect(reading).toHaveProperty('value.subnets.0.ipConfigurationIds.3', expect.stringContaining('/ZUBAIRRG/providers/Microsoft.Network/networkInterfaces/CLITEST-VMPRK2HVMNIC/'));
    });

    test('without subnets in use has no peerings, and RouteServerSubnet is one like any other', async () => {
      expect(await readRecorded('route-server-4', 0, readVirtualNetwork)).toMatchObject({
        status: 'read',
        value: { peerings: [], subnets: [{ name: 'RouteServerSubnet', addressPrefixes: ['10.0.0.0/24'], ipConfigurationIds: [] }] },
      });
    });

    test.each<[string, number, Record<string, unknown>]>([
      ['the first side alone', 5, { peeringState: 'Initiated', peeringSyncLevel: 'RemoteNotInSync' }],
      ['both sides', 9, { peeringState: 'Connected', peeringSyncLevel: 'FullyInSync', useRemoteGateways: true, peerCompleteVnets: true, syncedRemotePrefixes: ['11.0.0.0/16'] }],
    ])('shows the peering of %s', async (_, index, expected) => {
      const peering = recorded('peering-1', index).exchange.response.body as { id: string };
      const { exchange, id } = recorded('peering-1', 1);
      const network = exchange.response.body as { properties: Record<string, unknown> };
      arm.answer({ [`GET ${id}`]: { body: { ...network, properties: { ...network.properties, virtualNetworkPeerings: [peering] } } } });
      expect(await readVirtualNetwork(arm.clients(), id)).toMatchObject({ status: 'read', value: { peerings: [{ ...expected, id: peering.id, provisioningState: 'Succeeded' }] } });
    });
  });

  describe('A recorded Route Server', () => {
    const hubs = (index: number): Answers => {
      const { path, exchange } = recorded('route-server-2', index);
      return { [`GET ${path}`]: recordedAnswer(exchange) };
    };

    /** Real requests list by group, the survey by subscription; the answers have one shape. */
    const bySubscription = (): Answers => ({ 'GET /subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Network/virtualHubs': recordedAnswer(recorded('route-server-2', 3).exchange) });

    const hubId = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/cli_test_virtual_hub_router000001/providers/Microsoft.Network/virtualNetworks/vnet2';

    test('is found by the subnet that its IP configuration lies in', async () => {
      arm.answer({ ...bySubscription(), ...hubs(5), ...hubs(7), ...replayOperation('route-server-1', 'learnedRoutes') });
      expect(await findRouteServer(arm.clients(), hubId)).toMatchObject({
        status: 'read',
        value: {
          name: 'vrouter2',
          provisioningState: 'Succeeded',
          routingState: 'Provisioned',
          virtualRouterIps: ['10.0.0.4', '10.0.0.5'],
          virtualRouterAsn: 65515,
          allowBranchToBranchTraffic: true,
          subnetIds: [`${hubId}/subnets/RouteServerSubnet`],
        },
      });
    });

    test('has peers without a connectionState, and what both instances learned from them', async () => {
      const { path } = recorded('route-server-2', 7);
      const routeServerId = path.replace(/\/bgpConnections$/, '');
      arm.answer({ ...hubs(7), ...replayOperation('route-server-1', 'learnedRoutes') });
      expect(await readBgpConnections(arm.clients(), routeServerId)).toEqual({
        status: 'read',
        value: [
          {
            id: `${routeServerId}/bgpConnections/peer1`,
            name: 'peer1',
            provisioningState: 'Succeeded',
            peerIp: '10.0.0.120',
            peerAsn: 11000,
            learnedRoutes: { status: 'read', value: { RouteServiceRole_IN_0: [], RouteServiceRole_IN_1: [] } },
          },
        ],
      });
    });
  });

  describe('A recorded NIC', () => {
    test('names its machine and its addresses', async () => {
      expect(await readRecorded('nic-1', 0, readNetworkInterface)).toMatchObject({
        status: 'read',
        value: {
          name: 'conveniencevm1VMNic',
          enableIPForwarding: false,
          virtualMachineId: expect.stringMatching(/virtualMachines\/conveniencevm1$/) as unknown,
          networkSecurityGroupId: expect.stringMatching(/conveniencevm1NSG$/) as unknown,
          ipConfigurations: [{ name: 'ipconfigconveniencevm1', primary: true, privateIPAddress: '10.0.0.4', privateIPAddressVersion: 'IPv4' }],
        },
      });
    });
  });

  test('A recorded effective route has its prefixes and next hops as lists', async () => {
    const { id } = recorded('effective-routes-1', 0);
    arm.answer(replayOperation('effective-routes-1', 'effectiveRouteTable'));
    expect(await readEffectiveRoutes(arm.clients(), id)).toHaveProperty('value.0', { source: 'Default', state: 'Active', addressPrefixes: ['10.0.0.0/16'], nextHopType: 'VnetLocal', nextHopIpAddresses: [] });
  });

  describe('Recorded effective security rules', () => {
    test.each([
      ['effective-nsg-1', 'defaultSecurityRules/AllowVnetInBound'],
      ['effective-nsg-3', 'securityRules/default-allow-ssh'],
    ])('of %s are all read, each value once', async (file, firstRule) => {
      const { id } = recorded(file, 0);
      arm.answer(replayOperation(file, 'effectiveNetworkSecurityGroups'));
      const reading = await readEffectiveSecurityGroups(arm.clients(), id);
      expect(reading).toMatchObject({ status: 'read', value: [{ association: 'networkInterface', rules: expect.arrayContaining([expect.objectContaining({ name: firstRule })]) as unknown }] });
      const rules = reading.status === 'read' ? reading.value.flatMap(({ rules: each }) => each) : [];
      expect(rules.find(({ name }) => name === 'defaultSecurityRules/AllowVnetInBound')).toEqual({
        name: 'defaultSecurityRules/AllowVnetInBound',
        protocol: 'All',
        sourcePortRanges: ['0-65535'],
        destinationPortRanges: ['0-65535'],
        sourceAddressPrefixes: ['VirtualNetwork'],
        destinationAddressPrefixes: ['VirtualNetwork'],
        expandedSourceAddressPrefixes: ['10.0.0.0/16', '168.63.129.16/32'],
        expandedDestinationAddressPrefixes: ['10.0.0.0/16', '168.63.129.16/32'],
        access: 'Allow',
        priority: 65000,
        direction: 'Inbound',
      });
      expect(rules.find(({ name }) => name === 'defaultSecurityRules/DenyAllInBound')).toMatchObject({ sourceAddressPrefixes: ['0.0.0.0/0'], destinationAddressPrefixes: ['0.0.0.0/0'], expandedSourceAddressPrefixes: [] });
    });
  });
});
