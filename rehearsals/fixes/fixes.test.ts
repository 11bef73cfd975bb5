/** Networks beyond the catalogue: the commands that are printed for them, or that none is, and what they do. */
import { describe, expect, test } from '@jest/globals';
import type { FaultTarget } from '../../lab/faults/fault-target';
import { addGatewayTo, hubOf, hubSideOf, machineSubnetOf, removeFrom, routeOf, routeServerOf, spokeOf, spokeSideOf, subnetPeerings, tableOf } from '../../lab/faults/fault-target';
import type { Design, NetworkPlan } from '../../lab/shapes/build-network';
import { networkOf } from '../../lab/shapes/build-network';
import { builtInTopology } from '../../lab/topologies/built-in';
import type { Peering, Topology } from '../../lab/topology/topology';
import { rehearseTarget, targetOf } from '../faults/rehearse-fault';
import { rehearseFixes, unsafeLines } from './rehearse-fixes';

const plan = (design: Design, coverage: NetworkPlan['coverage'], spokes = 2): Topology =>
  networkOf({ design, coverage, hubRegion: 0, spokes: Array.from({ length: spokes }, () => ({ region: 0, subscription: 0, machines: 1, hasRules: false })) });

const to = (name: string, remote: string, more: Partial<Peering> = {}): Peering => ({ name, remote, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: false, useRemoteGateways: false, ...more });

const place = { subscription: '00000000-0000-4000-8000-000000000001', resourceGroup: 'rg0', location: 'westeurope' };

/** A second hub with a gateway, to which a network is peered. */
function addSecondHub(target: FaultTarget, of: string, theirs: Partial<Peering>): void {
  const { topology } = target;
  topology.virtualNetworks.push({ name: 'hub2', ...place, addressPrefixes: ['10.200.0.0/16'], subnets: [], peerings: [to('back', of, { allowGatewayTransit: true })] });
  addGatewayTo(target, 'hub2', '10.200.0.0/26');
  topology.virtualNetworks.find(({ name }) => name === of)?.peerings.push(to('to-hub2', 'hub2', theirs));
}

/** A second subnet with a machine. */
function addSubnet(target: FaultTarget, number: number): void {
  const spoke = spokeOf(target, number);
  const { subscription, resourceGroup, location } = spoke;
  const address = `10.${String(number)}.2.4`;
  spoke.subnets.push({ name: 'second', addressPrefixes: [`fd00:${String(number)}::/64`, `10.${String(number)}.2.0/24`], ...(machineSubnetOf(target, number).routeTable !== undefined && { routeTable: machineSubnetOf(target, number).routeTable }) });
  spoke.addressPrefixes.push(`fd00:${String(number)}::/48`);
  target.topology.networkInterfaces.push({ name: `second${String(number)}nic`, subscription, resourceGroup, location, subnet: `${spoke.name}/second`, privateIPAddresses: [address], enableIPForwarding: false });
  target.topology.virtualMachines.push({ name: `second${String(number)}`, subscription, resourceGroup, location, powerState: 'running', networkInterfaces: [`second${String(number)}nic`] });
}

const short = (command: string): string => command.replace(/^az network /, '').replace(/ --subscription \S+ --resource-group \S+/, '').replace(/\/subscriptions\/\S+\//, '…/');

interface Case {
  readonly network: () => Topology;
  readonly change: (target: FaultTarget) => void;
  readonly settings?: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
}

const route = (table: string, name: string, prefix: string, hop: string): string => `route-table route create --route-table-name ${table} --name ${name} --address-prefix ${prefix} --next-hop-type VirtualAppliance --next-hop-ip-address ${hop}`;

const cases: Readonly<Record<string, Case>> = {
  'a spoke with a gateway of its own uses no other': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { addGatewayTo(target, 'spoke1', '10.1.9.0/26'); spokeSideOf(target, 1).useRemoteGateways = false; hubSideOf(target, 1).allowGatewayTransit = false; },
    commands: [],
  },
  'a spoke that uses the gateways of another hub uses no others': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { addSecondHub(target, 'spoke1', { useRemoteGateways: true }); spokeSideOf(target, 1).useRemoteGateways = false; },
    commands: [],
  },
  'a hub that the hub is peered with is no spoke': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { addSecondHub(target, 'hub', {}); },
    settings: { SPOKE_VNET_IDS: '' },
    commands: [],
  },
  'of a peering the side that is stale is synced': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { hubSideOf(target, 1).syncedRemotePrefixes = ['10.1.0.0/16']; spokeOf(target, 1).addressPrefixes.push('10.77.0.0/16'); },
    commands: ['vnet peering sync --vnet-name hub --name to-spoke1'],
  },
  'a subnet peering that leaves out the transit is not synced': {
    network: () => plan('route-server', 'subnets'),
    change: (target) => { subnetPeerings(target, 'appliances'); },
    commands: [],
  },
  'a default route to an address that nobody has stays, and routes for the spokes come before it': {
    network: () => plan('appliance', 'default-route', 3),
    change: (target) => { routeOf(target, 1).nextHopIpAddress = '10.0.2.77'; },
    commands: [route('rt1', 'to-spoke2', '10.2.1.0/24', '10.0.2.4'), route('rt1', 'to-spoke3', '10.3.1.0/24', '10.0.2.4')],
  },
  'of several spokes each gets its route': {
    network: () => plan('appliance', 'networks', 4),
    change: (target) => { tableOf(target, 1).routes.splice(0, 2); },
    commands: [route('rt1', 'to-spoke2', '10.2.1.0/24', '10.0.2.4'), route('rt1', 'to-spoke3', '10.3.1.0/24', '10.0.2.4')],
  },
  'of several subnets each gets its route, of a name and a prefix of its own': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { addSubnet(target, 2); tableOf(target, 1).routes.splice(0, 1, { name: 'to-spoke2-10.2.1.0-24', addressPrefix: '10.99.0.0/16', nextHopType: 'None' }); },
    commands: [route('rt1', 'to-spoke2-10.2.1.0-24-2', '10.2.1.0/24', '10.0.2.4'), route('rt1', 'to-spoke2-10.2.2.0-24', '10.2.2.0/24', '10.0.2.4')],
  },
  'a table that the appliance’s subnet has as well gets no route that would lead it to itself': {
    network: () => plan('appliance', 'networks', 3),
    change: (target) => { tableOf(target, 1).routes.splice(0, 1); Object.assign(hubOf(target).subnets.find(({ name }) => name === 'appliances') ?? {}, { routeTable: 'rt1' }); },
    commands: [],
  },
  'a table that two spokes share gets no route to one of them': {
    network: () => plan('appliance', 'networks', 3),
    change: (target) => { tableOf(target, 1).routes.length = 0; machineSubnetOf(target, 2).routeTable = 'rt1'; },
    commands: [route('rt1', 'to-spoke3', '10.3.1.0/24', '10.0.2.4')],
  },
  'where both sides of a peering are missing, the hub’s is made first': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { removeFrom(hubOf(target).peerings, hubSideOf(target, 1)); removeFrom(spokeOf(target, 1).peerings, spokeSideOf(target, 1)); },
    commands: [
      'vnet peering create --vnet-name hub --name hub-to-spoke1 --remote-vnet …/spoke1 --allow-vnet-access --allow-forwarded-traffic --allow-gateway-transit',
      'vnet peering create --vnet-name spoke1 --name spoke1-to-hub --remote-vnet …/hub --allow-vnet-access --allow-forwarded-traffic --use-remote-gateways',
    ],
  },
  'where a spoke’s side is missing and the hub offers nothing, it is offered first and used at once': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { hubSideOf(target, 1).allowGatewayTransit = false; removeFrom(spokeOf(target, 1).peerings, spokeSideOf(target, 1)); },
    settings: { REMOTE_GATEWAYS: 'required' },
    commands: [
      "vnet peering update --vnet-name hub --name to-spoke1 --set 'allowGatewayTransit=true'",
      'vnet peering create --vnet-name spoke1 --name spoke1-to-hub --remote-vnet …/hub --allow-vnet-access --allow-forwarded-traffic --use-remote-gateways',
    ],
  },
  '… and where no gateways are asked for, it is made without': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { hubSideOf(target, 1).allowGatewayTransit = false; removeFrom(spokeOf(target, 1).peerings, spokeSideOf(target, 1)); },
    settings: { REMOTE_GATEWAYS: 'any' },
    commands: ['vnet peering create --vnet-name spoke1 --name spoke1-to-hub --remote-vnet …/hub --allow-vnet-access --allow-forwarded-traffic'],
  },
  'a peering is not made over one of the same name that leads elsewhere': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { addSecondHub(target, 'hub', {}); removeFrom(hubOf(target).peerings, hubSideOf(target, 1)); Object.assign(hubOf(target).peerings.at(-1) ?? {}, { name: 'hub-to-spoke1' }); },
    commands: ['vnet peering create --vnet-name hub --name hub-to-spoke1-2 --remote-vnet …/spoke1 --allow-vnet-access --allow-forwarded-traffic --allow-gateway-transit'],
  },
  'beside a side that is left over, Disconnected, no peering is made': {
    network: () => plan('appliance', 'networks'),
    change: (target) => { hubSideOf(target, 1).peeringState = 'Disconnected'; removeFrom(spokeOf(target, 1).peerings, spokeSideOf(target, 1)); },
    commands: [],
  },
  'gateways are not used where that would bring a default route': {
    network: () => builtInTopology('nva-bgp'),
    change: (target) => { for (const peer of routeServerOf(target).bgpConnections) peer.advertises = ['0.0.0.0/0']; spokeSideOf(target, 1).useRemoteGateways = false; },
    commands: [],
  },
  'a route goes to the appliance that runs': {
    network: () => builtInTopology('nva-bgp'),
    change: (target) => {
      const { subscription, resourceGroup, location } = spokeOf(target, 1);
      target.topology.routeTables.push({ name: 'kept', subscription, resourceGroup, location, disableBgpRoutePropagation: true, routes: [] });
      machineSubnetOf(target, 1).routeTable = 'kept';
      Object.assign(target.topology.virtualMachines[0] ?? {}, { powerState: 'deallocated' });
    },
    commands: [route('kept', 'to-redspoke2', '10.22.1.0/24', '10.20.2.5'), 'az vm start --name rednva1'],
  },
  'a route that named an address names none where it leads to the gateway': {
    network: () => plan('gateway', 'networks'),
    change: (target) => { Object.assign(routeOf(target, 1), { nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.3.77' }); },
    commands: ['route-table route update --route-table-name rt1 --name route0 --address-prefix 10.2.0.0/16 --next-hop-type VirtualNetworkGateway --remove nextHopIpAddress'],
  },
  'branch-to-branch is not switched on where a gateway and an appliance would begin to exchange routes': {
    network: () => builtInTopology('nva-bgp'),
    change: (target) => { addGatewayTo(target, hubOf(target).name, '10.20.9.0/26'); routeServerOf(target).allowBranchToBranchTraffic = false; },
    commands: [],
  },
};

describe('Beyond the catalogue, a fix is printed only if it is safe and Azure takes it', () => {
  test.concurrent.each(Object.entries(cases))(
    '%s',
    async (_name, { network, change, settings, commands }) => {
      const target = targetOf(network(), change);
      const first = await rehearseTarget(target, settings);
      expect(first.causes.flatMap(({ fixes }) => fixes).map(short)).toEqual(commands);
      expect(unsafeLines(await rehearseFixes(target, first, settings))).toEqual([]);
    },
    60_000,
  );
});
