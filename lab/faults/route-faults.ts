/** What goes wrong with routes: in the tables, and in what becomes of them. */
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { gatewaySubnetOf, hubOf, machineSubnetOf, removeFrom, routeOf, routeServerOf, spokeOf, tableOf } from './fault-target';

const towards = (number: number, nextHopType: 'None' | 'Internet' | 'VnetLocal' | 'VirtualNetworkGateway') => (target: FaultTarget): void => {
  const route = routeOf(target, number);
  route.nextHopType = nextHopType;
  delete route.nextHopIpAddress;
};

const prefixed = (addressPrefix: string) => (target: FaultTarget): void => { routeOf(target, 1).addressPrefix = addressPrefix; };

const specific = (name: string, nextHopType: 'None' | 'Internet' | 'VirtualAppliance', nextHopIpAddress?: string) => (target: FaultTarget): void => {
  tableOf(target, 1).routes.push({ name, addressPrefix: '10.2.1.0/28', nextHopType, ...(nextHopIpAddress !== undefined && { nextHopIpAddress }) });
};

/** The rows of an answer with the effective routes, changed on the way to the caller. */
const rewriteRows = (nic: string, change: (rows: Record<string, unknown>[]) => unknown[]) => ({ incidents }: FaultTarget): void => {
  incidents.push({
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
const cannotReach = 'bluespoke1-vnet1 cannot reach bluespoke2-vnet1';

export const routeFaults: readonly Fault[] = [
  fault('route table of spoke 1 missing', 'RT-01 ER-02 PATH-01 SSH-01', [cannotReach, 'has no route table'], (target) => {
    removeFrom(target.topology.routeTables, tableOf(target, 1));
    delete machineSubnetOf(target, 1).routeTable;
  }),
  fault('route table of spoke 1 not associated', 'RT-01 ER-02 PATH-01 SSH-01', [cannotReach, 'has no route table'], (target) => { delete machineSubnetOf(target, 1).routeTable; }),
  fault('route table of spoke 1 associated with the wrong subnet', 'RT-01 ER-02 PATH-01 SSH-01', [cannotReach, 'has no route table'], (target) => {
    delete machineSubnetOf(target, 1).routeTable;
    spokeOf(target, 1).subnets.push({ name: 'empty', addressPrefixes: ['10.1.9.0/24'], routeTable: 'bluespoke1rt' });
  }),
  fault('route to spoke 2 missing', configured, [cannotReach, '10.0.0.0/8 → None (Default)', 'bluespoke1rt has no route for it'], (target) => { tableOf(target, 1).routes.length = 0; }),
  fault('routes missing in both directions', configured, [cannotReach, 'has no route for it'], (target) => {
    tableOf(target, 1).routes.length = 0;
    tableOf(target, 2).routes.length = 0;
  }),
  fault('route to spoke 2 with a prefix too narrow', configured, [cannotReach, 'bluespoke1rt has no route for it'], prefixed('10.2.1.128/25')),
  fault('route to spoke 2 with a prefix too wide, shadowed by a peering', configured, [cannotReach], (target) => {
    prefixed('10.0.0.0/7')(target);
    specific('shadow', 'None')(target);
  }),
  fault('route for the wrong spoke', configured, [cannotReach, 'bluespoke1rt has no route for it'], prefixed('10.3.1.0/24')),
  fault('route to spoke 2 for a service tag', configured, [cannotReach, 'bluespoke1rt has no route for it'], prefixed('AzureCloud')),
  fault('a more specific route to None', configured, [cannotReach, '10.2.1.0/28 → None', 'route blackhole of route table bluespoke1rt'], specific('blackhole', 'None')),
  fault('a more specific route to Internet', configured, [cannotReach, 'Internet', 'route breakout of route table bluespoke1rt'], specific('breakout', 'Internet')),
  fault('a more specific route to a stale appliance', configured, ['spoke1vm711_z1 does not send what is for spoke2vm', '10.0.0.77', 'route oldnva of route table bluespoke1rt'], specific('oldnva', 'VirtualAppliance', '10.0.0.77')),
  fault("next hop an address that was the Route Server's once", 'RT-02 RT-03 ER-02 PATH-01 SSH-01', [cannotReach, '10.0.1.6', 'route tospoke2 of route table bluespoke1rt'], (target) => { routeOf(target, 1).nextHopIpAddress = '10.0.1.6'; }),
  fault('next hop type None', configured, [cannotReach, 'None', 'route tospoke2'], towards(1, 'None')),
  fault('next hop type Internet', configured, [cannotReach, 'Internet', 'route tospoke2'], towards(1, 'Internet')),
  fault('next hop type VnetLocal', configured, [cannotReach, 'VnetLocal', 'route tospoke2'], towards(1, 'VnetLocal')),
  fault('next hop type VirtualNetworkGateway without a gateway', configured, [cannotReach, 'VirtualNetworkGateway', 'route tospoke2'], towards(1, 'VirtualNetworkGateway')),
  fault('BGP propagation off where the design learns by BGP', 'RT-02 ER-02 PATH-01 SSH-01', ['redspoke1 cannot reach redspoke2', 'disableBgpRoutePropagation'], (target) => {
    const { subscription, resourceGroup, location } = spokeOf(target, 1);
    target.topology.routeTables.push({ name: 'redspoke1rt', subscription, resourceGroup, location, disableBgpRoutePropagation: true, routes: [] });
    machineSubnetOf(target, 1).routeTable = 'redspoke1rt';
  }, 'nva-bgp'),
  fault('the appliances advertise nothing', 'RS-07 ER-02 PATH-01 SSH-01', ['both instances have learned nothing from BGP peer rednva1'], (target) => {
    for (const peer of routeServerOf(target).bgpConnections) peer.advertises = [];
  }, 'nva-bgp'),
  fault('a BGP next hop that nobody has', 'ER-02 PATH-01 SSH-01', ['10.20.2.77'], (target) => {
    for (const peer of routeServerOf(target).bgpConnections) peer.nextHop = '10.20.2.77';
  }, 'nva-bgp'),
  fault('route in the table but not in the effective routes yet', 'ER-02 PATH-01', ['spoke1vm711_z1 does not send what is for spoke2vm', 'is not the effective route of the NIC'], rewriteRows('10.1.0.0/16', (rows) => rows.filter(({ source }) => source !== 'User'))),
  fault('effective route Invalid', 'ER-02 PATH-01', ['spoke1vm711_z1 does not send what is for spoke2vm', 'is not the effective route of the NIC'], rewriteRows('10.1.0.0/16', (rows) => rows.map((row) => (row.source === 'User' ? { ...row, state: 'Invalid' } : row)))),
  fault('0.0.0.0/0 to a stale appliance catches all', configured, ['spoke1vm711_z1 does not send what is for spoke2vm', '0.0.0.0/0 → VirtualAppliance 10.0.0.77'], (target) => {
    Object.assign(routeOf(target, 1), { name: 'default', addressPrefix: '0.0.0.0/0', nextHopIpAddress: '10.0.0.77' });
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
  fault('gateway transit with the route missing', 'ER-02 PATH-01 SSH-01', ['greenspoke1 cannot reach greenspoke2', 'greenspoke1rt has no route for it'], (target) => { tableOf(target, 1).routes.length = 0; }, 'gateway-transit'),
];
