/** What goes wrong with appliances and gateways that carry the spokes, wherever they lie, and with their subnets' tables. */
import { addAppliance, addMachine, addNetwork, addSubnet, addTable, peer, setting, toAppliance } from './additions';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { gatewaySubnetOf, hubOf, routeServerOf, spokeOf, spokeSideOf, tableOf } from './fault-target';

const edgeOf = ({ topology }: FaultTarget): ReturnType<typeof hubOf> => {
  const found = topology.virtualNetworks.find(({ name }) => name === 'violetedge');
  if (!found) throw new Error('the topology has no perimeter network');
  return found;
};

/** Every gateway is one for ExpressRoute, and learns all private addresses. @param hairpin whether what is sent there is turned round */
function learnsByExpressRoute({ topology }: FaultTarget, hairpin: boolean): void {
  const learnedPrefixes = [{ prefix: '10.0.0.0/8', nextHops: ['172.16.255.4'] }];
  for (const gateway of topology.virtualNetworkGateways) Object.assign(gateway, { gatewayType: 'ExpressRoute', hairpin, learnedPrefixes });
}

/** A gateway in a spoke, which can then use none elsewhere. */
function ownGateway(target: FaultTarget, number: number, addressPrefix: string): void {
  const spoke = spokeOf(target, number);
  addSubnet(spoke, 'GatewaySubnet', addressPrefix);
  target.topology.virtualNetworkGateways.push({
    ...{ name: 'oldgateway', subscription: spoke.subscription, resourceGroup: spoke.resourceGroup, location: spoke.location },
    ...{ subnet: `${spoke.name}/GatewaySubnet`, gatewayType: 'ExpressRoute', activeActive: false, asn: 65515 },
  });
  spokeSideOf(target, number).useRemoteGateways = false;
}

/** Appliances in subnets of their own in the hub of the reference network, and both spokes' routes to the first. */
function twoAppliances(target: FaultTarget): void {
  const hub = hubOf(target);
  addSubnet(hub, 'inner', '10.0.2.0/26');
  addSubnet(hub, 'outer', '10.0.2.64/26');
  addAppliance(target, hub, 'inner', 'innernva', '10.0.2.4');
  addAppliance(target, hub, 'outer', 'outernva', '10.0.2.68');
  tableOf(target, 1).routes.splice(0, 1, toAppliance('tospoke2', '10.2.0.0/16', '10.0.2.4'));
  tableOf(target, 2).routes.splice(0, 1, toAppliance('tospoke1', '10.1.0.0/16', '10.0.2.4'));
  target.topology.settings.transit = '10.0.2.4,10.0.2.68';
}

const hubSubnet = (target: FaultTarget, name: string): ReturnType<typeof addSubnet> => {
  const found = hubOf(target).subnets.find((subnet) => subnet.name === name);
  if (!found) throw new Error(`the topology has no subnet ${name}`);
  return found;
};

export const applianceFaults: readonly Fault[] = [
  fault('sshd off behind an appliance in a perimeter network', 'SSH-01', ['violetvm2', 'refuse'], ({ ssh }) => {
    ssh.machines.set('violetvm2', { kind: 'daemon-down' });
  }, 'perimeter'),
  fault(
    'the appliance of the perimeter network may not forward',
    'PATH-01 SSH-01', ['enableIPForwarding is false', 'violetnvanic'],
    ({ topology }) => {
      for (const nic of topology.networkInterfaces) nic.enableIPForwarding = false;
    },
    'perimeter',
  ),
  fault('spoke 2 is not peered with the perimeter network', 'PATH-01 SSH-01', ['violetedge is not peered with violetspoke2'], (target) => {
    const [edge, spoke] = [edgeOf(target), spokeOf(target, 2)];
    edge.peerings.splice(1, 1);
    spoke.peerings.splice(1, 1);
  }, 'perimeter'),
  fault(
    "forwarded traffic off on spoke 2's side towards the perimeter network",
    'PATH-01 SSH-01', ['violetspoke2-edge of violetspoke2', 'allowForwardedTraffic'],
    (target) => {
      for (const side of spokeOf(target, 2).peerings) if (side.remote === 'violetedge') side.allowForwardedTraffic = false;
    },
    'perimeter',
  ),
  fault(
    "a route table of the appliance's subnet drops what is for spoke 2",
    'PATH-01 SSH-01', ['route drop of route table edgert'],
    (target) => {
      const [subnet] = edgeOf(target).subnets;
      const drop = { name: 'drop', addressPrefix: '10.72.0.0/16', nextHopType: 'None' } as const;
      if (subnet) addTable(target, edgeOf(target), subnet, 'edgert', [drop]);
    },
    'perimeter',
  ),
  fault('TRANSIT left out where an appliance carries', 'RT-02 ER-02', ['TRANSIT', '10.79.1.4'], ({ topology }) => {
    delete topology.settings.transit;
  }, 'perimeter'),
  fault('TRANSIT names an address of nobody', 'RT-02 ER-02', ['TRANSIT', '10.79.1.4'], ({ topology }) => {
    topology.settings.transit = '10.79.1.99';
  }, 'perimeter'),
  fault(
    'remote gateways unused by a spoke that uses those of another hub',
    'PE-04', ['violetspoke2', 'cannot simply be switched on'],
    (target) => {
      const subnets = [{ name: 'GatewaySubnet', addressPrefixes: ['10.160.0.0/26'] }];
      const branch = addNetwork(target, hubOf(target), 'branchhub', '10.160.0.0/16', subnets);
      const { subscription, resourceGroup, location } = branch;
      target.topology.virtualNetworkGateways.push({
        ...{ name: 'branchgateway', subscription, resourceGroup, location },
        ...{ subnet: 'branchhub/GatewaySubnet', gatewayType: 'Vpn', activeActive: false, asn: 65515 },
      });
      spokeSideOf(target, 2).useRemoteGateways = false;
      peer(branch, spokeOf(target, 2), { allowGatewayTransit: true }, { useRemoteGateways: true });
    },
    'perimeter',
  ),
  fault(
    'a second subnet goes by a second appliance, which may not forward',
    'PATH-01', ['enableIPForwarding is false', 'outernva-nic'],
    (target) => {
      twoAppliances(target);
      const spoke = spokeOf(target, 1);
      addTable(target, spoke, addSubnet(spoke, 'batch', '10.1.7.0/24'), 'batchrt', [toAppliance('tospoke2', '10.2.0.0/16', '10.0.2.68')]);
      addMachine(target, spoke, 'batch', 'zbatch', '10.1.7.4');
      for (const nic of target.topology.networkInterfaces) if (nic.name === 'outernva-nic') nic.enableIPForwarding = false;
    },
  ),
  fault("route tables of two appliances' subnets that lead to each other", 'PATH-01 SSH-01', ['innerrt', 'outerrt'], (target) => {
    twoAppliances(target);
    addTable(target, hubOf(target), hubSubnet(target, 'inner'), 'innerrt', [toAppliance('on', '10.2.0.0/16', '10.0.2.68')]);
    addTable(target, hubOf(target), hubSubnet(target, 'outer'), 'outerrt', [toAppliance('back', '10.2.0.0/16', '10.0.2.4')]);
  }),
  fault(
    "a route table of the appliance's subnet leads to an appliance of the past, whose address is in the same subnet",
    'PATH-01 SSH-01', ['innerrt', '10.0.2.9'],
    (target) => {
      twoAppliances(target);
      addTable(target, hubOf(target), hubSubnet(target, 'inner'), 'innerrt', [toAppliance('on', '10.2.0.0/16', '10.0.2.9')]);
    },
  ),
  fault(
    'a spoke with a gateway of its own, which learns nothing from the Route Server',
    'PE-04 ER-02 PATH-01 SSH-01', ['redspoke2', 'gateway of its own'],
    (target) => {
      ownGateway(target, 2, '10.22.255.0/27');
    },
    'nva-bgp',
  ),
  fault('a BGP peer that tells nothing, where routes in the tables carry', 'RS-07', ['nothing', 'innernva'], (target) => {
    twoAppliances(target);
    const peer = { name: 'innernva', peerIp: '10.0.2.4', peerAsn: 65030, provisioningState: 'Succeeded' } as const;
    routeServerOf(target).bgpConnections.push({ ...peer, advertises: [] });
  }),
  fault(
    'the appliances tell the Route Server of one spoke and not of the other',
    'ER-02 PATH-01 SSH-01', ['redspoke1/machines', 'no BGP peer has told the Route Server of that address'],
    (target) => {
      for (const one of routeServerOf(target).bgpConnections) one.advertises = ['10.21.0.0/16'];
    },
    'nva-bgp',
  ),
  fault(
    'what the appliance knows of spoke 2 is an address space of the past',
    'PATH-01 SSH-01', ['violetedge-2 of violetedge has last synced 10.99.0.0/16'],
    (target) => {
      const past = { syncedRemotePrefixes: ['10.99.0.0/16'], peeringSyncLevel: 'FullyInSync' };
      for (const side of edgeOf(target).peerings) if (side.remote === 'violetspoke2') Object.assign(side, past);
    },
    'perimeter',
  ),
  fault(
    'BGP kept out of a spoke that learns from an ExpressRoute gateway',
    'RT-02 ER-02 PATH-01 SSH-01', ['greenspoke2 cannot reach greenspoke1', 'disableBgpRoutePropagation'],
    (target) => {
      for (const { routes } of target.topology.routeTables) routes.length = 0;
      learnsByExpressRoute(target, true);
      tableOf(target, 2).disableBgpRoutePropagation = true;
    },
    'gateway-transit',
  ),
  fault('the gateway is to carry, and an appliance advertises what decides', 'ER-02', ['10.40.2.4'], (target) => {
    addSubnet(hubOf(target), 'appliances', '10.40.2.0/24');
    addAppliance(target, hubOf(target), 'appliances', 'greennva', '10.40.2.4');
    const peer = { name: 'greennva', peerIp: '10.40.2.4', peerAsn: 65020, provisioningState: 'Succeeded' } as const;
    routeServerOf(target).bgpConnections.push({ ...peer, advertises: ['10.0.0.0/8'] });
    for (const number of [1, 2]) {
      tableOf(target, number).routes.length = 0;
      Object.assign(spokeSideOf(target, number), { allowForwardedTraffic: true });
    }
  }, 'gateway-transit'),
  fault(
    'on-premises does not turn round what it has drawn to itself',
    'SSH-01', ['nothing that was read stops packets'],
    (target) => {
      for (const { routes } of target.topology.routeTables) routes.length = 0;
      learnsByExpressRoute(target, false);
    },
    'gateway-transit',
  ),
  fault(
    'no logins, and a gateway as transit whose subnet drops what is for spoke 1',
    'PATH-01', ['route hole of route table gatewayroutes'],
    (target) => {
      setting(target, { SSH_CHECKS: 'off' });
      const hole = { name: 'hole', addressPrefix: '10.41.1.0/24', nextHopType: 'None' } as const;
      addTable(target, hubOf(target), gatewaySubnetOf(target), 'gatewayroutes', [hole]);
    },
    'gateway-transit',
  ),
  fault('spoke 2 has RemoteNotInSync on its side', 'PE-03', ['RemoteNotInSync'], (target) => {
    spokeSideOf(target, 2).peeringSyncLevel = 'RemoteNotInSync';
  }, 'perimeter'),
];
