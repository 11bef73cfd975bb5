/** What goes wrong with what carries the spokes, and around it: firewalls, appliances wherever they lie, their subnets' tables, and who is meant to carry. */
import type { SecurityRule } from '../topology/topology';
import { addAppliance, addMachine, addNetwork, addSubnet, addTable, peer, setting, toAppliance } from './additions';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { addSecurityGroup, gatewaySubnetOf, hubOf, hubSideOf, machineOf, machineSubnetOf, routeServerOf, spokeOf, spokeSideOf, tableOf } from './fault-target';

const firewallSubnetOf = (target: FaultTarget): ReturnType<typeof gatewaySubnetOf> => {
  const found = hubOf(target).subnets.find(({ forwarders }) => forwarders !== undefined);
  if (!found) throw new Error('the topology has no firewall');
  return found;
};

const edgeOf = ({ topology }: FaultTarget): ReturnType<typeof hubOf> => {
  const found = topology.virtualNetworks.find(({ name }) => name === 'violetedge');
  if (!found) throw new Error('the topology has no perimeter network');
  return found;
};

/** A gateway in the hub that learns this from on-premises, and peerings that pass it on. */
function learnsFromPremises(target: FaultTarget, prefix: string): void {
  const hub = hubOf(target);
  const { subscription, resourceGroup, location } = hub;
  addSubnet(hub, 'GatewaySubnet', '10.60.3.0/27');
  target.topology.virtualNetworkGateways.push({ name: 'ambergateway', subscription, resourceGroup, location, subnet: 'amberhub/GatewaySubnet', gatewayType: 'Vpn', activeActive: false, asn: 65515, learnedPrefixes: [{ prefix }] });
  for (const number of [1, 2, 3]) {
    hubSideOf(target, number).allowGatewayTransit = true;
    spokeSideOf(target, number).useRemoteGateways = true;
    tableOf(target, number).disableBgpRoutePropagation = false;
  }
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

const inbound = (name: string, priority: number, access: SecurityRule['access'], ports: string, source = '*'): SecurityRule => ({
  ...{ name, priority, access, direction: 'Inbound', protocol: 'Tcp' },
  ...{ sourceAddressPrefixes: [source], sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: [ports] },
});

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

export const transitFaults: readonly Fault[] = [
  fault('the firewall is gone, and every route leads to its address', 'SSH-01', ['10.60.2.4'], (target) => { delete firewallSubnetOf(target).forwarders; }, 'firewall'),
  fault('the firewall has come back with another address', 'SSH-01', ['10.60.2.4'], (target) => {
    for (const one of firewallSubnetOf(target).forwarders ?? []) one.privateIPAddress = '10.60.2.5';
  }, 'firewall'),
  fault('a summary from on-premises before the default routes to the firewall', 'ER-02 SSH-01', ['10.0.0.0/8', 'propagat'], (target) => { learnsFromPremises(target, '10.0.0.0/8'); }, 'firewall'),
  fault('the default route to the firewall missing in spoke 2', 'RT-02 ER-02 PATH-01 SSH-01', ['amberrt2'], (target) => { tableOf(target, 2).routes.length = 0; }, 'firewall'),
  fault('spokes in a connected group, past the firewall of their default routes', 'PE-08 ER-02', ['directly by a connected group'], ({ topology }) => {
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.settings.spokes }] });
  }, 'firewall'),
  fault('spokes in a connected group, with routes to the transit more specific than its own', 'PE-08', ['directly by a connected group'], ({ topology }) => {
    Object.assign(topology, { connectedGroups: [{ name: 'mesh', members: topology.settings.spokes }] });
  }),
  fault('just-in-time access denies SSH before the machines of two spokes', 'SG-01 PATH-01 SSH-01', ['JustInTime-22 (priority 4096)'], (target) => {
    for (const number of [1, 2]) machineSubnetOf(target, number).networkSecurityGroup = addSecurityGroup(target, spokeOf(target, number), [inbound('JustInTime-22', 4096, 'Deny', '22')]);
  }, 'firewall'),
  fault('a database subnet that takes its own port alone', 'SG-01 PATH-01', ['rule nothingelse (priority 4000)'], (target) => {
    const spoke = spokeOf(target, 2);
    const database = addSubnet(spoke, 'database', '10.62.2.0/24');
    database.routeTable = 'amberrt2';
    database.networkSecurityGroup = addSecurityGroup(target, spoke, [inbound('postgres', 100, 'Allow', '5432', '10.62.1.0/24'), inbound('nothingelse', 4000, 'Deny', '*')]);
    addMachine(target, spoke, 'database', 'amberdb', '10.62.2.4');
  }, 'firewall'),
  fault('a second NIC in a storage subnet without a way to anywhere', 'ER-02 PATH-01', ['amberstorenic does not send what is for', 'subnet amberspoke1/storage has no route table'], (target) => {
    const spoke = spokeOf(target, 1);
    addSubnet(spoke, 'storage', '10.61.9.0/24');
    const { subscription, resourceGroup, location } = spoke;
    target.topology.networkInterfaces.push({ ...{ name: 'amberstorenic', subscription, resourceGroup, location }, subnet: 'amberspoke1/storage', privateIPAddresses: ['10.61.9.4'], enableIPForwarding: false });
    machineOf(target, 1).networkInterfaces.push('amberstorenic');
  }, 'firewall'),
  fault('sshd of every machine on another port', 'SSH-01', ['SSH_PORT'], ({ topology }) => { for (const machine of topology.virtualMachines) machine.listensOn = [2200]; }, 'firewall'),
  fault('nothing but Windows in one of three spokes', 'SSH-01', ['no login can be tried with amberspoke3', 'ambervm3a runs Windows'], (target) => { machineOf(target, 3).operatingSystem = 'Windows'; }, 'firewall'),
  fault('nothing but the instances of a scale set in one of three spokes', 'ER-01 SSH-01', ['no login can be tried with amberspoke3', 'scale set'], (target) => {
    const { subscription, resourceGroup, location } = spokeOf(target, 3);
    const instance = { name: 'amberworkernic', subnet: 'amberspoke3/machines', privateIPAddresses: ['10.63.1.4'], enableIPForwarding: false };
    target.topology.networkInterfaces.pop();
    target.topology.virtualMachines.pop();
    target.topology.scaleSets.push({ ...{ name: 'amberworkers', subscription, resourceGroup, location }, orchestration: 'uniform', instances: [{ instanceId: '0', powerState: 'running', networkInterfaces: [instance] }] });
  }, 'firewall'),
  fault('a network without machines among those that the hub is peered with, and nobody has named the spokes', 'ER-01 SSH-01', ['shared has no virtual machine'], (target) => {
    peer(hubOf(target), addNetwork(target, hubOf(target), 'shared', '10.160.0.0/16', [{ name: 'endpoints', addressPrefixes: ['10.160.1.0/24'] }]));
    delete target.topology.settings.spokes;
  }, 'firewall'),
  fault('sshd off behind an appliance in a perimeter network', 'SSH-01', ['violetvm2', 'refuse'], ({ ssh }) => { ssh.machines.set('violetvm2', { kind: 'daemon-down' }); }, 'perimeter'),
  fault('the appliance of the perimeter network may not forward', 'PATH-01 SSH-01', ['enableIPForwarding is false', 'violetnvanic'], ({ topology }) => { for (const nic of topology.networkInterfaces) nic.enableIPForwarding = false; }, 'perimeter'),
  fault('spoke 2 is not peered with the perimeter network', 'PATH-01 SSH-01', ['violetedge is not peered with violetspoke2'], (target) => {
    const [edge, spoke] = [edgeOf(target), spokeOf(target, 2)];
    edge.peerings.splice(1, 1);
    spoke.peerings.splice(1, 1);
  }, 'perimeter'),
  fault("forwarded traffic off on spoke 2's side towards the perimeter network", 'PATH-01 SSH-01', ['violetspoke2-edge of violetspoke2', 'allowForwardedTraffic'], (target) => {
    for (const side of spokeOf(target, 2).peerings) if (side.remote === 'violetedge') side.allowForwardedTraffic = false;
  }, 'perimeter'),
  fault("a route table of the appliance's subnet drops what is for spoke 2", 'PATH-01 SSH-01', ['route drop of route table edgert'], (target) => {
    const [subnet] = edgeOf(target).subnets;
    if (subnet) addTable(target, edgeOf(target), subnet, 'edgert', [{ name: 'drop', addressPrefix: '10.72.0.0/16', nextHopType: 'None' }]);
  }, 'perimeter'),
  fault('TRANSIT left out where an appliance carries', 'RT-02 ER-02', ['TRANSIT', '10.79.1.4'], ({ topology }) => { delete topology.settings.transit; }, 'perimeter'),
  fault('TRANSIT names an address of nobody', 'RT-02 ER-02', ['TRANSIT', '10.79.1.4'], ({ topology }) => { topology.settings.transit = '10.79.1.99'; }, 'perimeter'),
  fault('remote gateways unused by a spoke that uses those of another hub', 'PE-04', ['violetspoke2', 'cannot simply be switched on'], (target) => {
    const branch = addNetwork(target, hubOf(target), 'branchhub', '10.160.0.0/16', [{ name: 'GatewaySubnet', addressPrefixes: ['10.160.0.0/26'] }]);
    const { subscription, resourceGroup, location } = branch;
    target.topology.virtualNetworkGateways.push({ ...{ name: 'branchgateway', subscription, resourceGroup, location }, subnet: 'branchhub/GatewaySubnet', gatewayType: 'Vpn', activeActive: false, asn: 65515 });
    spokeSideOf(target, 2).useRemoteGateways = false;
    peer(branch, spokeOf(target, 2), { allowGatewayTransit: true }, { useRemoteGateways: true });
  }, 'perimeter'),
  fault('a second subnet goes by a second appliance, which may not forward', 'PATH-01', ['enableIPForwarding is false', 'outernva-nic'], (target) => {
    twoAppliances(target);
    const spoke = spokeOf(target, 1);
    addTable(target, spoke, addSubnet(spoke, 'batch', '10.1.7.0/24'), 'batchrt', [toAppliance('tospoke2', '10.2.0.0/16', '10.0.2.68')]);
    addMachine(target, spoke, 'batch', 'zbatch', '10.1.7.4');
    for (const nic of target.topology.networkInterfaces) if (nic.name === 'outernva-nic') nic.enableIPForwarding = false;
  }),
  fault("route tables of two appliances' subnets that lead to each other", 'PATH-01 SSH-01', ['innerrt', 'outerrt'], (target) => {
    twoAppliances(target);
    addTable(target, hubOf(target), hubSubnet(target, 'inner'), 'innerrt', [toAppliance('on', '10.2.0.0/16', '10.0.2.68')]);
    addTable(target, hubOf(target), hubSubnet(target, 'outer'), 'outerrt', [toAppliance('back', '10.2.0.0/16', '10.0.2.4')]);
  }),
  fault("a route table of the appliance's subnet leads to an appliance of the past, whose address is in the same subnet", 'PATH-01 SSH-01', ['innerrt', '10.0.2.9'], (target) => {
    twoAppliances(target);
    addTable(target, hubOf(target), hubSubnet(target, 'inner'), 'innerrt', [toAppliance('on', '10.2.0.0/16', '10.0.2.9')]);
  }),
  fault('a spoke with a gateway of its own, which learns nothing from the Route Server', 'PE-04 ER-02 PATH-01 SSH-01', ['redspoke2', 'gateway of its own'], (target) => { ownGateway(target, 2, '10.22.255.0/27'); }, 'nva-bgp'),
  fault('a BGP peer that tells nothing, where routes in the tables carry', 'RS-07', ['nothing', 'innernva'], (target) => {
    twoAppliances(target);
    routeServerOf(target).bgpConnections.push({ name: 'innernva', peerIp: '10.0.2.4', peerAsn: 65030, provisioningState: 'Succeeded', advertises: [] });
  }),
  fault('the appliances tell the Route Server of one spoke and not of the other', 'ER-02 PATH-01 SSH-01', ['redspoke1/machines', 'no BGP peer has told the Route Server of that address'], (target) => {
    for (const one of routeServerOf(target).bgpConnections) one.advertises = ['10.21.0.0/16'];
  }, 'nva-bgp'),
  fault('what the appliance knows of spoke 2 is an address space of the past', 'PATH-01 SSH-01', ['violetedge-2 of violetedge has last synced 10.99.0.0/16'], (target) => {
    for (const side of edgeOf(target).peerings) if (side.remote === 'violetspoke2') Object.assign(side, { syncedRemotePrefixes: ['10.99.0.0/16'], peeringSyncLevel: 'FullyInSync' });
  }, 'perimeter'),
  fault('BGP kept out of a spoke that learns from an ExpressRoute gateway', 'RT-02 ER-02 PATH-01 SSH-01', ['greenspoke2 cannot reach greenspoke1', 'disableBgpRoutePropagation'], (target) => {
    for (const { routes } of target.topology.routeTables) routes.length = 0;
    for (const gateway of target.topology.virtualNetworkGateways) Object.assign(gateway, { gatewayType: 'ExpressRoute', hairpin: true, learnedPrefixes: [{ prefix: '10.0.0.0/8', nextHops: ['172.16.255.4'] }] });
    tableOf(target, 2).disableBgpRoutePropagation = true;
  }, 'gateway-transit'),
  fault('the gateway is to carry, and an appliance advertises what decides', 'ER-02', ['10.40.2.4'], (target) => {
    addSubnet(hubOf(target), 'appliances', '10.40.2.0/24');
    addAppliance(target, hubOf(target), 'appliances', 'greennva', '10.40.2.4');
    routeServerOf(target).bgpConnections.push({ name: 'greennva', peerIp: '10.40.2.4', peerAsn: 65020, provisioningState: 'Succeeded', advertises: ['10.0.0.0/8'] });
    for (const number of [1, 2]) {
      tableOf(target, number).routes.length = 0;
      Object.assign(spokeSideOf(target, number), { allowForwardedTraffic: true });
    }
  }, 'gateway-transit'),
  fault('on-premises does not turn round what it has drawn to itself', 'SSH-01', ['nothing that was read stops packets'], ({ topology }) => {
    for (const { routes } of topology.routeTables) routes.length = 0;
    for (const gateway of topology.virtualNetworkGateways) Object.assign(gateway, { gatewayType: 'ExpressRoute', hairpin: false, learnedPrefixes: [{ prefix: '10.0.0.0/8', nextHops: ['172.16.255.4'] }] });
  }, 'gateway-transit'),
  fault('no logins, and a gateway as transit whose subnet drops what is for spoke 1', 'PATH-01', ['route hole of route table gatewayroutes'], (target) => {
    setting(target, { SSH_CHECKS: 'off' });
    addTable(target, hubOf(target), gatewaySubnetOf(target), 'gatewayroutes', [{ name: 'hole', addressPrefix: '10.41.1.0/24', nextHopType: 'None' }]);
  }, 'gateway-transit'),
  fault('spoke 2 has RemoteNotInSync on its side', 'PE-03', ['RemoteNotInSync'], (target) => { spokeSideOf(target, 2).peeringSyncLevel = 'RemoteNotInSync'; }, 'perimeter'),
  fault('an old appliance holds the address of the load balancer, and its NIC may not forward', 'PATH-01 SSH-01', ['10.80.2.10'], (target) => {
    delete firewallSubnetOf(target).forwarders;
    addMachine(target, hubOf(target), 'appliances', 'oldbox', '10.80.2.10', { forwards: true });
  }, 'load-balancer'),
  fault('one spoke still leads to an appliance past the load balancer, which is gone', 'RT-02 ER-02 PATH-01 SSH-01', ['10.80.2.77'], (target) => {
    tableOf(target, 1).routes.splice(0, 1, toAppliance('private', '10.0.0.0/8', '10.80.2.77'));
  }, 'load-balancer'),
];

