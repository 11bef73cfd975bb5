import { describe, expect, test } from '@jest/globals';
import { dissociateSubnet, forwardIp, startMachine, updateRoute } from './az';

const group = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers';
const inGroup = '--subscription 00000000-0000-4000-8000-000000000001 --resource-group rg';
const instance = `${group}/Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/0`;

describe('A printed command', () => {
  test('removes one property at a time, for a second word would be an index into a list', () => {
    expect(dissociateSubnet(`${group}/Microsoft.Network/virtualNetworks/hub/subnets/RouteServerSubnet`, ['routeTable', 'networkSecurityGroup'])).toBe(
      `az network vnet subnet update ${inGroup} --vnet-name hub --name RouteServerSubnet --remove routeTable --remove networkSecurityGroup`,
    );
  });

  test('takes away the address of a route that names none any more', () => {
    const route = { tableId: `${group}/Microsoft.Network/routeTables/rt`, name: 'r', prefix: '10.2.0.0/16', nextHopType: 'VirtualNetworkGateway' };
    expect(updateRoute(route, true)).toMatch(/ --next-hop-type VirtualNetworkGateway --remove nextHopIpAddress$/);
    expect(updateRoute(route, false)).toMatch(/ --next-hop-type VirtualNetworkGateway$/);
  });

  test('starts virtual machines and changes NICs, of which the instances of a scale set are neither', () => {
    expect(startMachine(`${group}/Microsoft.Compute/virtualMachines/vm`)).toBe(`az vm start ${inGroup} --name vm`);
    expect(forwardIp(`${group}/Microsoft.Network/networkInterfaces/nic`)).toBe(`az network nic update ${inGroup} --name nic --ip-forwarding true`);
    expect(startMachine(instance)).toBeUndefined();
    expect(forwardIp(`${instance}/networkInterfaces/nic`)).toBeUndefined();
  });
});
