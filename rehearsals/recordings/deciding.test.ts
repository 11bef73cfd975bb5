import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEffectiveRoutes } from '../../helpers/azure/read/read-effective-routes';
import { readEffectiveSecurityGroups } from '../../helpers/azure/read/read-effective-security-groups';
import { describeRecorded, recordedExchanges, replayOperation } from '../../helpers/azure/testing/recordings';
import { startStandIn, type StandIn } from '../../helpers/azure/testing/stand-in';
import type { Reading } from '../../helpers/estate/reading';
import { decidingRoutes } from '../../helpers/estate/route-selection';
import { decideFlow } from '../../helpers/estate/rule-selection';
import { placeOf } from './place';
import { transcribedTables } from './transcripts';

describeRecorded('In real traffic', () => {
  let arm: StandIn;
  beforeAll(async () => {
    arm = await startStandIn();
  });
  afterAll(() => arm.close());

  function valueOf<T>(reading: Reading<T>): T {
    if (reading.status === 'unread') throw new Error(reading.problem.message);
    return reading.value;
  }

  function nicIn(scenario: string): string {
    const post = recordedExchanges(scenario).find(({ request }) => request.method === 'POST');
    return post ? placeOf(post).parent : '';
  }

  /** `10.0.0.0/8 None`, each of several where they are equal-cost. */
  const deciding = (routes: Parameters<typeof decidingRoutes>[0], address: string): string[] =>
    decidingRoutes(routes, address).map(({ route }) => [...route.addressPrefixes, route.nextHopType, ...route.nextHopIpAddresses].join(' '));

  describe('On a real NIC, the route that decides', () => {
    test.each([
      ['effective-routes-1', '10.0.0.4', '10.0.0.0/16 VnetLocal'],
      ['effective-routes-1', '10.0.255.255', '10.0.0.0/16 VnetLocal'],
      ['effective-routes-1', '10.1.0.0', '10.0.0.0/8 None'],
      ['effective-routes-1', '10.2.1.4', '10.0.0.0/8 None'],
      ['effective-routes-1', '11.0.0.1', '0.0.0.0/0 Internet'],
      ['effective-routes-1', '172.16.0.1', '172.16.0.0/12 None'],
      ['effective-routes-1', '172.31.255.255', '172.16.0.0/12 None'],
      ['effective-routes-1', '172.32.0.0', '0.0.0.0/0 Internet'],
      ['effective-routes-1', '100.127.255.255', '100.64.0.0/10 None'],
      ['effective-routes-1', '198.19.255.255', '198.18.0.0/15 None'],
      ['effective-routes-1', '25.151.0.1', '0.0.0.0/0 Internet'],
      ['effective-routes-1', '25.155.0.1', '25.152.0.0/14 None'],
      ['effective-routes-1', '25.176.0.1', '25.176.0.0/13 None'],
      ['effective-routes-1', '104.146.127.1', '104.146.0.0/17 None'],
      ['effective-routes-1', '104.146.128.1', '0.0.0.0/0 Internet'],
      ['effective-routes-1', '20.35.255.255', '20.35.252.0/22 None'],
      ['effective-routes-1', '20.36.0.0', '0.0.0.0/0 Internet'],
      ['effective-routes-2', '192.168.1.1', '192.168.0.0/16 None'],
      ['effective-routes-2', '20.35.255.255', '20.35.252.0/22 None'],
      ['effective-routes-2', '127.0.0.1', '127.0.0.0/8 None'],
      ['effective-routes-4', '10.0.0.5', '10.0.0.0/16 VnetLocal'],
      ['effective-routes-4', '172.31.255.255', '172.16.0.0/12 None'],
      ['effective-routes-4', '127.0.0.1', '0.0.0.0/0 Internet'],
      ['effective-routes-4', '2603:1080::1', '2603:1080::/25 None'],
      ['effective-routes-4', '2603:10ff::1', '2603:1080::/25 None'],
      ['effective-routes-4', '2603:1100::1', '::/0 Internet'],
      ['effective-routes-4', '2a01:111:e000::1', '2a01:111:e000::/36 None'],
      ['effective-routes-4', '2a01:112::1', '::/0 Internet'],
      ['effective-routes-4', '2a01:111:8000::1', '::/0 Internet'],
      ['effective-routes-6', '10.200.0.1', '10.0.0.0/8 None'],
      ['effective-routes-6', '192.168.1.1', '192.168.0.0/16 None'],
      ['effective-routes-6', '172.16.0.1', '0.0.0.0/0 Internet'],
    ])('of %s for %s is %s', async (scenario, address, expected) => {
      arm.answer(replayOperation(scenario, 'effectiveRouteTable'));
      expect(deciding(valueOf(await readEffectiveRoutes(arm.clients(), nicIn(scenario))), address)).toEqual([expected]);
    });
  });

  describe('In a table that people have been shown, the route that decides', () => {
    test.each([
      ['Route Server with 2 NVA peers', '172.22.2.9', ['172.22.2.0/24 VirtualNetworkGateway 172.16.1.4', '172.22.2.0/24 VirtualNetworkGateway 172.16.1.5']],
      ['Route Server with 2 NVA peers', '172.16.3.4', ['172.16.0.0/16 VnetLocal']],
      ['Route Server with 2 NVA peers', '10.1.1.1', ['10.0.0.0/8 None']],
      ['Route Server with 2 NVA peers', '8.8.8.8', ['0.0.0.0/0 None']],
      ['UDR 0/0 to an NVA in a peered hub', '10.1.1.1', ['0.0.0.0/0 VirtualAppliance 10.4.2.101']],
      ['UDR 0/0 to an NVA in a peered hub', '10.4.2.101', ['10.4.0.0/16 VNetGlobalPeering']],
      ['private endpoint', '10.0.0.5', ['10.0.0.5/32 InterfaceEndpoint']],
      ['private endpoint', '10.0.0.6', []],
    ])('of "%s" for %s is %j', (title, address, expected) => {
      const routes = transcribedTables().find(({ name }) => name.startsWith(title))?.routes ?? [];
      expect(deciding(routes, address)).toEqual(expected);
    });
  });

  describe('On a real NIC, the rule that decides over TCP', () => {
    test.each([
      ['effective-nsg-1', 'Inbound', '10.0.7.7', '10.0.0.4', 22, 'allow defaultSecurityRules/AllowVnetInBound'],
      ['effective-nsg-1', 'Inbound', '10.1.0.4', '10.0.0.4', 22, 'deny defaultSecurityRules/DenyAllInBound'],
      ['effective-nsg-1', 'Inbound', '168.63.129.16', '10.0.0.4', 22, 'allow defaultSecurityRules/AllowVnetInBound'],
      ['effective-nsg-1', 'Inbound', '8.8.8.8', '10.0.0.4', 22, 'deny defaultSecurityRules/DenyAllInBound'],
      ['effective-nsg-1', 'Outbound', '10.0.0.4', '10.0.7.7', 22, 'allow defaultSecurityRules/AllowVnetOutBound'],
      ['effective-nsg-1', 'Outbound', '10.0.0.4', '8.8.8.8', 443, 'allow defaultSecurityRules/AllowInternetOutBound'],
      ['effective-nsg-1', 'Outbound', '10.0.0.4', '4.1.1.1', 22, 'allow defaultSecurityRules/AllowInternetOutBound'],
      ['effective-nsg-1', 'Outbound', '10.0.0.4', '10.1.0.4', 22, 'deny defaultSecurityRules/DenyAllOutBound'],
      ['effective-nsg-3', 'Inbound', '8.8.8.8', '10.0.0.4', 22, 'allow securityRules/default-allow-ssh'],
      ['effective-nsg-3', 'Inbound', '10.1.0.4', '10.0.0.4', 22, 'allow securityRules/default-allow-ssh'],
      ['effective-nsg-3', 'Inbound', '8.8.8.8', '10.0.0.4', 443, 'deny defaultSecurityRules/DenyAllInBound'],
      ['effective-nsg-3', 'Inbound', '8.8.8.8', '10.0.0.4', 23, 'deny defaultSecurityRules/DenyAllInBound'],
      ['effective-nsg-3', 'Inbound', '10.0.0.9', '10.0.0.4', 23, 'allow defaultSecurityRules/AllowVnetInBound'],
    ] as const)('of %s %s from %s to %s port %i is %s', async (scenario, direction, sourceAddress, destinationAddress, destinationPort, expected) => {
      arm.answer(replayOperation(scenario, 'effectiveNetworkSecurityGroups'));
      const groups = valueOf(await readEffectiveSecurityGroups(arm.clients(), nicIn(scenario)));
      const decision = decideFlow(groups, { direction, sourceAddress, sourcePort: 'ephemeral', destinationAddress, destinationPort });
      const rule = decision.access === 'allow' ? decision.rules[0]?.rule : decision.rule;
      expect(`${decision.access} ${rule?.name ?? ''}`).toBe(expected);
    });
  });
});
