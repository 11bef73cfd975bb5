import { describe, expect, test } from '@jest/globals';
import type { FaultTarget } from '../../lab/faults/fault-target';
import { addGatewayTo, addSecurityGroup, gatewaySubnetOf, hubOf, hubSideOf, spokeSideOf, sshRule, tableOf } from '../../lab/faults/fault-target';
import { builtInTopology } from '../../lab/topologies/built-in';
import { targetOf } from '../faults/rehearse-fault';
import { carryOut } from './carry-out';

const ofSpoke = '--subscription 00000000-0000-4000-8000-000000000002 --resource-group bluespoke1rg';
const ofHub = '--subscription 00000000-0000-4000-8000-000000000001 --resource-group bluehubrg';
const makeRoute = (more: string): string => `az network route-table route create ${ofSpoke} --route-table-name bluespoke1rt ${more}`;
const useGateways = `az network vnet peering update ${ofSpoke} --vnet-name bluespoke1-vnet1 --name bluespoke1-hub1 --set 'useRemoteGateways=true'`;

const allowIn = (more: string): string => `az network nsg rule create ${ofHub} --nsg-name guard ${more} --direction Inbound --access Allow --protocol Tcp --source-address-prefixes AzureLoadBalancer --destination-port-ranges 8080`;

const withGroup = (target: FaultTarget): void => {
  addSecurityGroup(target, hubOf(target), [sshRule('ssh', 100, 'Inbound', 'Deny')]);
  for (const group of target.topology.networkSecurityGroups) group.name = 'guard';
};

type Refused = readonly [name: string, command: string, why: string, change?: (target: FaultTarget) => void];

const refused: readonly Refused[] = [
  ['a command that is not known', `az group delete ${ofHub}`, 'az group delete is not known'],
  ['an option too many', `az vm start ${ofSpoke} --name spoke1vm --now`, 'vm start is not known to take --now'],
  ['a word that a shell would take apart', `az vm start ${ofSpoke} --name spoke1vm;ls`, 'a shell would not take spoke1vm;ls for a word'],
  ['a resource in another group', `az vm start ${ofHub} --name spoke1vm`, 'there is no virtual machine spoke1vm in resource group bluehubrg'],
  ['a route in place of another', makeRoute('--name tospoke2 --address-prefix 10.9.0.0/16 --next-hop-type None'), 'exists and would be replaced'],
  ['a prefix that the table has', makeRoute('--name more --address-prefix 10.2.1.0/24 --next-hop-type None'), 'has 10.2.1.0/24 already'],
  ['an appliance without an address', makeRoute('--name more --address-prefix 10.9.0.0/16 --next-hop-type VirtualAppliance'), 'needs an address'],
  ['a gateway with one', makeRoute('--name more --address-prefix 10.9.0.0/16 --next-hop-type VirtualNetworkGateway --next-hop-ip-address 10.0.0.4'), 'takes no address'],
  [
    'a default route for GatewaySubnet',
    makeRoute('--name all --address-prefix 0.0.0.0/0 --next-hop-type None'),
    'GatewaySubnet takes no default route',
    (target) => { addGatewayTo(target, 'bluehub-vnet1', '10.0.9.0/26'); gatewaySubnetOf(target).routeTable = tableOf(target, 1).name; },
  ],
  ['remote gateways of a network that has one', useGateways, 'bluespoke1-vnet1 has a gateway of its own', (target) => { addGatewayTo(target, 'bluespoke1-vnet1', '10.1.9.0/26'); }],
  ['remote gateways that nobody has', useGateways, 'RemoteVnetHasNoGateways', ({ topology }) => { topology.routeServers.length = 0; }],
  ['remote gateways that are not offered', useGateways, 'does not allow gateway transit', (target) => { hubSideOf(target, 1).allowGatewayTransit = false; }],
  [
    'a sync of what is not connected',
    `az network vnet peering sync ${ofSpoke} --vnet-name bluespoke1-vnet1 --name bluespoke1-hub1`,
    'is Disconnected, and there is nothing to sync with',
    (target) => { spokeSideOf(target, 1).peeringState = 'Disconnected'; },
  ],
  ['the removal of what is not there', `az network vnet subnet update ${ofHub} --vnet-name bluehub-vnet1 --name RouteServerSubnet --remove routeTable`, 'RouteServerSubnet has no routeTable to remove'],
  ['a rule in place of another', allowIn('--name SSH --priority 200'), 'exists and would be replaced', withGroup],
  ['a priority that the group has', allowIn('--name probe --priority 100'), 'rule ssh of guard has priority 100 already', withGroup],
  ['a priority that comes before all', allowIn('--name probe --priority 99'), '99 is no priority', withGroup],
  ['a service tag that nobody knows', allowIn('--name probe --priority 200').replace('AzureLoadBalancer', 'LoadBalancer'), 'LoadBalancer is no prefix and no service tag', withGroup],
  ['a role that nobody defined', 'az role assignment create --assignee <client id> --role Owner --scope /subscriptions/00000000-0000-4000-8000-000000000002', 'there is no role Owner'],
];

describe('Of what may be printed, the lab refuses what Azure or its CLI would', () => {
  test.each(refused.map((one) => [one[0], one] as const))('%s', (_name, [, command, why, change]) => {
    const target = targetOf(builtInTopology('reference'), change);
    expect(() => { carryOut(target, command); }).toThrow(why);
  });

  test('and a sync changes the side that is synced, not what the other one has synced', () => {
    const target = targetOf(builtInTopology('reference'));
    Object.assign(hubSideOf(target, 1), { syncedRemotePrefixes: ['10.77.0.0/16'], peeringSyncLevel: 'LocalAndRemoteNotInSync' });
    Object.assign(spokeSideOf(target, 1), { syncedRemotePrefixes: ['10.78.0.0/16'], peeringSyncLevel: 'LocalAndRemoteNotInSync' });
    carryOut(target, `az network vnet peering sync ${ofSpoke} --vnet-name bluespoke1-vnet1 --name bluespoke1-hub1`);
    expect(hubSideOf(target, 1)).toMatchObject({ syncedRemotePrefixes: ['10.77.0.0/16'], peeringSyncLevel: 'LocalNotInSync' });
    expect(spokeSideOf(target, 1)).toMatchObject({ peeringSyncLevel: 'RemoteNotInSync' });
    expect(spokeSideOf(target, 1)).not.toHaveProperty('syncedRemotePrefixes');
  });
});
