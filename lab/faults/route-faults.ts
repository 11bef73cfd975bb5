/** What goes wrong with routes: in the tables, and in what becomes of them. */
import { addMachine, addNetwork, peer } from './additions';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { addressIn, gatewaySubnetOf, hubOf, machineSubnetOf, removeFrom, routeOf, routeServerOf, routeServerSubnetOf, spokeOf, tableOf } from './fault-target';

const towards = (number: number, nextHopType: 'None' | 'Internet' | 'VnetLocal' | 'VirtualNetworkGateway') => (target: FaultTarget): void => {
  const route = routeOf(target, number);
  route.nextHopType = nextHopType;
  delete route.nextHopIpAddress;
};

const prefixed = (addressPrefix: string) => (target: FaultTarget): void => { routeOf(target, 1).addressPrefix = addressPrefix; };

/** Of the addresses of spoke 2's machines. */
const partOfSpoke2 = (target: FaultTarget, ending: string): string => addressIn(machineSubnetOf(target, 2).addressPrefixes[0], ending);

/** An address of the hub that nobody has. */
const nobody = (target: FaultTarget): string => addressIn(hubOf(target).addressPrefixes[0], '0.77');

const specific = (name: string, nextHopType: 'None' | 'Internet' | 'VirtualAppliance', address?: (target: FaultTarget) => string) => (target: FaultTarget): void => {
  const nextHopIpAddress = address?.(target);
  tableOf(target, 1).routes.push({ name, addressPrefix: partOfSpoke2(target, '0/28'), nextHopType, ...(nextHopIpAddress !== undefined && { nextHopIpAddress }) });
};

/** The rows of an answer with the effective routes, changed on the way to the caller. */
const rewriteRows = (change: (rows: Record<string, unknown>[]) => unknown[]) => (target: FaultTarget): void => {
  routeOf(target, 1);
  const [nic = ''] = spokeOf(target, 1).addressPrefixes;
  target.incidents.push({
    match: { operation: 'OperationResults_Get' },
    act: { kind: 'rewrite', body: (body) => (isListOf(body, nic) ? { ...body, value: change(body.value) } : body) },
  });
};

interface Rows {
  readonly value: Record<string, unknown>[];
}

/** The rows distinguish effective routes from effective rules, and the own network's prefix one NIC's routes from another's. */
function isListOf(body: unknown, ownPrefix: string): body is Rows {
  const value = typeof body === 'object' && body !== null && 'value' in body && Array.isArray(body.value) ? (body.value as Record<string, unknown>[]) : [];
  return value.some((row) => row.nextHopType === 'VnetLocal' && JSON.stringify(row.addressPrefix).includes(ownPrefix));
}

const configured = 'RT-02 ER-02 PATH-01 SSH-01';
const cannotReach = '{spoke1} cannot reach {spoke2}';

export const routeFaults: readonly Fault[] = [
  fault('route table of spoke 1 missing', 'RT-01 ER-02 PATH-01 SSH-01', [cannotReach, 'has no route table'], (target) => {
    removeFrom(target.topology.routeTables, tableOf(target, 1));
    delete machineSubnetOf(target, 1).routeTable;
  }),
  fault('route table of spoke 1 not associated', 'RT-01 ER-02 PATH-01 SSH-01', [cannotReach, 'has no route table'], (target) => {
    tableOf(target, 1);
    delete machineSubnetOf(target, 1).routeTable;
  }),
  fault('route table of spoke 1 associated with the wrong subnet', 'RT-01 ER-02 PATH-01 SSH-01', [cannotReach, 'has no route table'], (target) => {
    const { name: routeTable } = tableOf(target, 1);
    delete machineSubnetOf(target, 1).routeTable;
    spokeOf(target, 1).subnets.push({ name: 'empty', addressPrefixes: [addressIn(spokeOf(target, 1).addressPrefixes[0], '9.0/24')], routeTable });
  }),
  fault(
    'shared services without a route table or a route to them, and nobody has named the spokes',
    'RT-01 RT-02 ER-02 PATH-01 SSH-01', ['if shared is no spoke, name the spokes in SPOKE_VNET_IDS'],
    (target) => {
      const shared = addNetwork(target, hubOf(target), 'shared', '10.160.0.0/16', [{ name: 'services', addressPrefixes: ['10.160.1.0/24'] }]);
      addMachine(target, shared, 'services', 'sharedvm', '10.160.1.4');
      peer(hubOf(target), shared, { allowGatewayTransit: true }, { useRemoteGateways: true });
      delete target.topology.settings.spokes;
    },
  ),
  fault('route to spoke 2 missing', configured, [cannotReach, '10.0.0.0/8 → None (Default)', '{table1} has no route for it'], (target) => { tableOf(target, 1).routes.length = 0; }),
  fault('routes missing in both directions', configured, [cannotReach, 'has no route for it'], (target) => {
    tableOf(target, 1).routes.length = 0;
    tableOf(target, 2).routes.length = 0;
  }),
  fault('route to spoke 2 with a prefix too narrow', configured, [cannotReach, '{table1} has no route for it'], (target) => { prefixed(partOfSpoke2(target, '128/25'))(target); }),
  fault('route to spoke 2 with a prefix too wide, shadowed by a peering', configured, [cannotReach], (target) => {
    prefixed('10.0.0.0/7')(target);
    specific('shadow', 'None')(target);
  }),
  fault('route for the wrong spoke', configured, [cannotReach, '{table1} has no route for it'], prefixed('10.250.1.0/24')),
  fault('route to spoke 2 for a service tag', configured, [cannotReach, '{table1} has no route for it'], prefixed('AzureCloud')),
  fault('a more specific route to None', configured, [cannotReach, '0/28 → None', 'route blackhole of route table {table1}'], specific('blackhole', 'None')),
  fault('a more specific route to Internet', configured, [cannotReach, 'Internet', 'route breakout of route table {table1}'], specific('breakout', 'Internet')),
  fault('a more specific route to a stale appliance', configured, ['{nic1}', '.0.77', 'route oldnva of route table {table1}'], specific('oldnva', 'VirtualAppliance', nobody)),
  fault("next hop an address that was the Route Server's once", 'RT-02 RT-03 ER-02 PATH-01 SSH-01', [cannotReach, '.1.6', 'route {route1} of route table {table1}'], (target) => { Object.assign(routeOf(target, 1), { nextHopType: 'VirtualAppliance', nextHopIpAddress: addressIn(routeServerSubnetOf(target).addressPrefixes[0], '6') }); }),
  fault('next hop type None', configured, [cannotReach, 'None', 'route {route1}'], towards(1, 'None')),
  fault('next hop type Internet', configured, [cannotReach, 'Internet', 'route {route1}'], towards(1, 'Internet')),
  fault('next hop type VnetLocal', configured, [cannotReach, 'VnetLocal', 'route {route1}'], towards(1, 'VnetLocal')),
  fault('next hop type VirtualNetworkGateway without a gateway', configured, [cannotReach, 'VirtualNetworkGateway', 'route {route1}'], towards(1, 'VirtualNetworkGateway')),
  fault('BGP propagation off where the design learns by BGP', 'RT-02 ER-02 PATH-01 SSH-01', ['{spoke1} cannot reach {spoke2}', 'disableBgpRoutePropagation'], (target) => {
    const { subscription, resourceGroup, location } = spokeOf(target, 1);
    target.topology.routeTables.push({ name: 'keptrt', subscription, resourceGroup, location, disableBgpRoutePropagation: true, routes: [] });
    machineSubnetOf(target, 1).routeTable = 'keptrt';
  }, 'nva-bgp'),
  fault('the appliances advertise nothing', 'RS-07 ER-02 PATH-01 SSH-01', ['both instances have learned nothing from BGP peer rednva1'], (target) => {
    for (const peer of routeServerOf(target).bgpConnections) peer.advertises = [];
  }, 'nva-bgp'),
  fault('a BGP next hop that nobody has', 'ER-02 PATH-01 SSH-01', ['10.20.2.77'], (target) => {
    for (const peer of routeServerOf(target).bgpConnections) peer.nextHop = '10.20.2.77';
  }, 'nva-bgp'),
  fault('route in the table but not in the effective routes yet', 'ER-02 PATH-01', ['{nic1} does not send what is for {vm2}', 'is not the effective route of the NIC'], rewriteRows((rows) => rows.filter(({ source }) => source !== 'User'))),
  fault('effective route Invalid', 'ER-02 PATH-01', ['{nic1} does not send what is for {vm2}', 'is not the effective route of the NIC'], rewriteRows((rows) => rows.map((row) => (row.source === 'User' ? { ...row, state: 'Invalid' } : row)))),
  fault('0.0.0.0/0 to a stale appliance catches all', configured, ['{nic1}', '0.0.0.0/0 → VirtualAppliance', '.0.77'], (target) => {
    Object.assign(routeOf(target, 1), { name: 'default', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: nobody(target) });
  }),
  fault('spokes in a connected group whose route is more specific than theirs', 'PE-08 ER-02', ['directly by a connected group'], (target) => {
    Object.assign(target.topology, { connectedGroups: [{ name: 'mesh', members: target.topology.settings.spokes }] });
    for (const number of [1, 2]) routeOf(target, number).addressPrefix = '10.0.0.0/8';
  }),
  fault('gateway transit without a gateway', 'ER-02 PATH-01 SSH-01', ['has no virtual network gateway of type Vpn'], ({ topology }) => { topology.virtualNetworkGateways.length = 0; }, 'gateway-transit'),
  fault('gateway transit with an ExpressRoute gateway', 'PATH-01 SSH-01', ['has no virtual network gateway of type Vpn'], ({ topology }) => { for (const gateway of topology.virtualNetworkGateways) gateway.gatewayType = 'ExpressRoute'; }, 'gateway-transit'),
  fault('gateway transit with a route table on GatewaySubnet that drops', 'PATH-01 SSH-01', ['route blackhole of route table gatewayroutes'], (target) => {
    const { subscription, resourceGroup, location } = hubOf(target);
    target.topology.routeTables.push({
      ...{ name: 'gatewayroutes', subscription, resourceGroup, location, disableBgpRoutePropagation: false },
      routes: [{ name: 'blackhole', addressPrefix: spokeOf(target, 2).addressPrefixes[0] ?? '', nextHopType: 'None' }],
    });
    gatewaySubnetOf(target).routeTable = 'gatewayroutes';
  }, 'gateway-transit'),
  fault('gateway transit with the route missing', 'ER-02 PATH-01 SSH-01', ['{spoke1} cannot reach {spoke2}', '{table1} has no route for it'], (target) => { tableOf(target, 1).routes.length = 0; }, 'gateway-transit'),
];
