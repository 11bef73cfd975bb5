/** Healthy networks by what carries their spokes: firewalls, load balancers, appliances wherever they lie, and what is around them. */
import { addAppliance, addMachine, addNetwork, addSubnet, addTable, peer, peerAway, toAppliance } from '../faults/additions';
import type { FaultTarget } from '../faults/fault-target';
import { addSecurityGroup, hubOf, hubSideOf, machineSubnetOf, networkNamed, nicOf, routeServerOf, spokeOf, spokeSideOf, tableOf } from '../faults/fault-target';
import { addOutsideNic, dropAt } from '../faults/guest-faults';
import { builtInTopology, type BuiltInTopology } from '../topologies/built-in';
import type { Forwarder } from '../topology/forwarders';
import type { SecurityRule } from '../topology/topology';
import type { Shape } from './shape';

const of = (base: BuiltInTopology) => (name: string, apply: (target: FaultTarget) => void = () => undefined, settings?: Shape['settings']): Shape => ({
  name,
  topology: () => builtInTopology(base),
  apply,
  ...(settings && { settings }),
});

const [firewall, perimeter, loadBalancer, reference, byBgp, gateway] = [of('firewall'), of('perimeter'), of('load-balancer'), of('reference'), of('nva-bgp'), of('gateway-transit')];

/** What forwards in the hub without being a machine. */
const forwardersOf = (target: FaultTarget): Forwarder[] => hubOf(target).subnets.flatMap(({ forwarders = [] }) => forwarders);

/** A subnet of pods with the same prefix in both spokes, which no peering carries. */
function samePods(target: FaultTarget): void {
  const ofHub = hubOf(target).subnets.map(({ name }) => name);
  for (const number of [1, 2]) {
    const spoke = spokeOf(target, number);
    spoke.addressPrefixes.push('100.96.0.0/16');
    addSubnet(spoke, 'pods', '100.96.0.0/20');
    Object.assign(hubSideOf(target, number), { peerCompleteVnets: false, localSubnetNames: ofHub, remoteSubnetNames: ['machines'] });
    Object.assign(spokeSideOf(target, number), { peerCompleteVnets: false, localSubnetNames: ['machines'], remoteSubnetNames: ofHub });
  }
}

/** IPv6 beside IPv4 everywhere, a private endpoint, and routes of the hub's very prefix, so that the hub too is reached over the load balancer. */
function dualStack(target: FaultTarget): void {
  [hubOf(target), spokeOf(target, 1), spokeOf(target, 2)].forEach((network, index) => { network.addressPrefixes.push(`fd00:80:${String(index)}::/48`); });
  for (const number of [1, 2]) {
    machineSubnetOf(target, number).addressPrefixes.push(`fd00:80:${String(number)}:1::/64`);
    nicOf(target, number).privateIPAddresses.push(`fd00:80:${String(number)}:1::4`);
    tableOf(target, number).routes.push(toAppliance('hub', '10.80.0.0/16', '10.80.2.10'));
  }
  machineSubnetOf(target, 2).privateEndpoints = [{ name: 'vault', privateIPAddress: '10.82.1.20' }];
}

/** Another hub, with a gateway of its own, that uses this one's peering for nothing but traffic. */
function secondHub(target: FaultTarget): void {
  const other = addNetwork(target, hubOf(target), 'otherhub', '10.160.0.0/16', [{ name: 'GatewaySubnet', addressPrefixes: ['10.160.0.0/26'] }]);
  target.topology.virtualNetworkGateways.push({ name: 'othergateway', subscription: other.subscription, resourceGroup: other.resourceGroup, location: other.location, subnet: 'otherhub/GatewaySubnet', gatewayType: 'Vpn', activeActive: false, asn: 65515 });
  peer(hubOf(target), other);
}

/** The load balancer probes at a port of its own, and subnets or NICs get a group with these rules. */
function probeAt8080(target: FaultTarget, names: readonly string[], guarded: readonly { networkSecurityGroup?: string }[]): void {
  for (const one of forwardersOf(target)) one.probe = { port: 8080 };
  const any = { direction: 'Inbound' as const, protocol: 'Tcp' as const, sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'] };
  const rules: SecurityRule[] = [
    { ...any, name: 'fromspokes', priority: 100, access: 'Allow', sourceAddressPrefixes: ['10.80.0.0/14'], destinationPortRanges: ['22'] },
    { ...any, name: 'probes', priority: 200, access: 'Allow', sourceAddressPrefixes: ['AzureLoadBalancer'], destinationPortRanges: ['8080'] },
    { ...any, name: 'denyrest', priority: 4096, access: 'Deny', protocol: '*', sourceAddressPrefixes: ['*'], destinationPortRanges: ['*'] },
  ];
  const group = addSecurityGroup(target, hubOf(target), rules.filter(({ name }) => names.includes(name)));
  for (const one of guarded) one.networkSecurityGroup = group;
}

const virtualWan = '/subscriptions/00000000-0000-4000-8000-0000000000ff/resourceGroups/RG_centralwan_1/providers/Microsoft.Network/virtualNetworks/HV_centralwan_1';

export const designShapes: readonly Shape[] = [
  firewall('default routes to Azure Firewall, and peerings without gateways'),
  firewall('a firewall that Resource Manager does not show', (target) => {
    for (const one of forwardersOf(target)) {
      delete one.kind;
      delete one.allows;
    }
  }),
  firewall('a firewall whose rules lie in a policy', (target) => {
    for (const one of forwardersOf(target)) one.policy = 'amberpolicy';
  }),
  firewall('a spoke that uses the gateway of another hub, and is carried by routes to the firewall', (target) => {
    const branch = addNetwork(target, spokeOf(target, 2), 'branchhub', '10.160.0.0/16', [{ name: 'GatewaySubnet', addressPrefixes: ['10.160.0.0/26'] }]);
    target.topology.virtualNetworkGateways.push({ name: 'branchgateway', subscription: branch.subscription, resourceGroup: branch.resourceGroup, location: branch.location, subnet: 'branchhub/GatewaySubnet', gatewayType: 'Vpn', activeActive: false, asn: 65515, learnedPrefixes: [{ prefix: '192.168.0.0/16' }] });
    peer(branch, spokeOf(target, 2), { allowGatewayTransit: true }, { useRemoteGateways: true });
  }),
  firewall('a spoke with a gateway of its own, carried by routes to the firewall', (target) => {
    const spoke = spokeOf(target, 3);
    addSubnet(spoke, 'GatewaySubnet', '10.63.255.0/27');
    target.topology.virtualNetworkGateways.push({ name: 'ambergateway', subscription: spoke.subscription, resourceGroup: spoke.resourceGroup, location: spoke.location, subnet: 'amberspoke3/GatewaySubnet', gatewayType: 'Vpn', activeActive: false, asn: 65010 });
  }),
  firewall('a hub that is peered with another hub', secondHub),
  firewall('a hub that is peered with another hub, and nobody has named the spokes', (target) => {
    secondHub(target);
    delete target.topology.settings.spokes;
  }),
  firewall('a hub that offers its gateways to another hub with a Route Server, and nobody has named the spokes', (target) => {
    const other = addNetwork(target, hubOf(target), 'otherhub', '10.160.0.0/16', [{ name: 'RouteServerSubnet', addressPrefixes: ['10.160.1.0/26'] }]);
    peer(hubOf(target), other, { allowGatewayTransit: true });
    delete target.topology.settings.spokes;
  }),
  firewall('a hub that is connected to a Virtual WAN', (target) => { peerAway(hubOf(target), virtualWan, { peeringState: 'Connected' }); }),
  firewall('a hub with a peering that a deleted network has left behind', (target) => {
    peerAway(hubOf(target), '/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/oldrg/providers/Microsoft.Network/virtualNetworks/amberspoke0', { peeringState: 'Disconnected' });
  }),
  firewall('private endpoints in the spokes, which traffic reaches past the firewall', (target) => {
    for (const number of [1, 2]) machineSubnetOf(target, number).privateEndpoints = [{ name: `store${String(number)}`, privateIPAddress: `10.6${String(number)}.1.200` }];
  }),
  perimeter('an appliance in a perimeter network that the spokes are peered with'),
  perimeter('an appliance in a perimeter network that the hub is peered with as well', (target) => {
    peer(hubOf(target), networkNamed(target.topology, 'violetedge'));
  }),
  perimeter('an appliance with two NICs, one for each spoke, the first of whose subnets keeps what is for spoke 2 to the other', (target) => {
    addOutsideNic(target, 'primary');
    dropAt(target, 'appliances');
    tableOf(target, 2).routes.splice(0, 1, toAppliance('tospoke1', '10.71.0.0/16', '10.79.2.4'));
  }, { TRANSIT: '10.79.1.4,10.79.2.4' }),
  loadBalancer('two appliances behind a load balancer, and branch-to-branch off'),
  loadBalancer('two appliances behind a load balancer, one of which does not run', ({ topology }) => {
    for (const machine of topology.virtualMachines) if (machine.name === 'greynva2') machine.powerState = 'deallocated';
  }),
  loadBalancer("rules that let the load balancer's probe in before they deny all else", (target) => {
    probeAt8080(target, ['fromspokes', 'probes', 'denyrest'], hubOf(target).subnets.filter(({ name }) => name === 'appliances'));
  }),
  loadBalancer("a rule that keeps the load balancer's probe from an appliance that is taken out of use, and may not forward", (target) => {
    const [first] = target.topology.networkInterfaces;
    probeAt8080(target, ['fromspokes', 'denyrest'], first ? [first] : []);
    if (first) first.enableIPForwarding = false;
  }),
  loadBalancer('a load balancer whose rule has no probe, and all appliances run', (target) => {
    for (const one of forwardersOf(target)) one.probe = 'none';
  }),
  loadBalancer('IPv6 beside IPv4, a private endpoint, and the very prefix of the hub routed to a load balancer', dualStack),
  loadBalancer('spokes with the same prefix in subnets that subnet peerings leave out', samePods),
  reference('two appliances one after the other, by the route tables of their subnets', (target) => {
    const hub = hubOf(target);
    const [inner, outer] = [addSubnet(hub, 'inner', '10.0.2.0/26'), addSubnet(hub, 'outer', '10.0.2.64/26')];
    addAppliance(target, hub, 'inner', 'innernva', '10.0.2.4');
    addAppliance(target, hub, 'outer', 'outernva', '10.0.2.68');
    addTable(target, hub, inner, 'innerrt', [toAppliance('on', '10.2.0.0/16', '10.0.2.68')]);
    addTable(target, hub, outer, 'outerrt', [toAppliance('back', '10.1.0.0/16', '10.0.2.4')]);
    tableOf(target, 1).routes.splice(0, 1, toAppliance('tospoke2', '10.2.0.0/16', '10.0.2.4'));
    tableOf(target, 2).routes.splice(0, 1, toAppliance('tospoke1', '10.1.0.0/16', '10.0.2.68'));
  }, { TRANSIT: '10.0.2.4,10.0.2.68' }),
  byBgp('stateful appliances at equal cost, and the hash is kind', ({ topology }) => {
    for (const machine of topology.virtualMachines) if (machine.forwards === true) machine.stateful = true;
  }),
  byBgp('a peer of the Route Server that tells of networks elsewhere', (target) => {
    for (const peer of routeServerOf(target).bgpConnections) peer.advertises.push('172.20.0.0/16');
  }),
  gateway('networks learned from on-premises beside routes to the gateway', ({ topology }) => {
    for (const one of topology.virtualNetworkGateways) one.learnedPrefixes = [{ prefix: '192.168.40.0/24' }, { prefix: '172.20.0.0/16' }];
  }),
  gateway('an appliance that advertises networks elsewhere beside a gateway', (target) => {
    addSubnet(hubOf(target), 'appliances', '10.40.2.0/24');
    addAppliance(target, hubOf(target), 'appliances', 'greennva', '10.40.2.4');
    routeServerOf(target).bgpConnections.push({ name: 'greennva', peerIp: '10.40.2.4', peerAsn: 65020, provisioningState: 'Succeeded', advertises: ['172.20.0.0/16'] });
  }),
  firewall('a machine with Windows in each spoke, first by name beside one with Linux', (target) => {
    [1, 2, 3].forEach((number) => { addMachine(target, spokeOf(target, number), 'machines', `admin0${String(number)}`, `10.6${String(number)}.1.40`, { operatingSystem: 'Windows' }); });
  }),
  firewall('rules that let SSH in from the other spokes before just-in-time access denies it', (target) => {
    const { subscription, resourceGroup, location } = spokeOf(target, 1);
    const rule = { direction: 'Inbound', protocol: 'Tcp', sourcePortRanges: ['*'], destinationPortRanges: ['22'] } as const;
    target.topology.networkSecurityGroups.push({ ...{ name: 'ambernsg', subscription, resourceGroup, location }, rules: [
      { ...rule, name: 'fromspokes', priority: 200, access: 'Allow', sourceAddressPrefixes: ['10.60.0.0/14'], sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: ['22'] },
      { ...rule, name: 'JustInTime-deny', priority: 4096, access: 'Deny', sourceAddressPrefixes: ['*'], sourcePortRanges: ['*'], destinationAddressPrefixes: ['10.61.1.4'], destinationPortRanges: ['22'] },
    ] });
    machineSubnetOf(target, 1).networkSecurityGroup = 'ambernsg';
  }),
  firewall('guests that were renamed, in an estate of several machines a spoke', ({ topology }) => {
    for (const machine of topology.virtualMachines) if (machine.name.endsWith('a')) machine.renamedTo = `srv-${machine.name.slice(-2)}`;
  }),
];
