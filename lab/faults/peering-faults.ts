/** What goes wrong with the peerings and the address spaces. */
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { hubOf, hubSideOf, nicOf, removeFrom, spokeOf, spokeSideOf, subnetPeerings } from './fault-target';
import type { Peering } from '../topology/topology';

const setting = (name: keyof Peering, side: (target: FaultTarget) => Peering, value: unknown = false) => (target: FaultTarget): void => {
  Object.assign(side(target), { [name]: value });
};

const hub1 = (target: FaultTarget): Peering => hubSideOf(target, 1);
const spoke1 = (target: FaultTarget): Peering => spokeSideOf(target, 1);
const spoke2 = (target: FaultTarget): Peering => spokeSideOf(target, 2);

const direct = (remote: string): Peering => ({ name: `direct-to-${remote}`, remote, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, allowGatewayTransit: false, useRemoteGateways: false });

export const peeringFaults: readonly Fault[] = [
  fault("hub's peering to spoke 1 missing", 'PE-01 PE-03 ER-03 PATH-01 SSH-01', ['{hub} has no peering to {spoke1}'], (target) => { removeFrom(hubOf(target).peerings, hub1(target)); }),
  fault("spoke 1's peering to the hub missing", 'PE-01 PE-03 ER-03 PATH-01 SSH-01', ['{spoke1}'], (target) => { removeFrom(spokeOf(target, 1).peerings, spoke1(target)); }),
  fault("spoke 1's peering to the hub missing, and no gateway transit on the hub side", 'PE-01 PE-02 PE-03 ER-03 PATH-01 SSH-01', ['allowGatewayTransit off'], (target) => {
    hubSideOf(target, 1).allowGatewayTransit = false;
    removeFrom(spokeOf(target, 1).peerings, spokeSideOf(target, 1));
  }),
  fault('peering Initiated on the hub side', 'PE-01 ER-03 PATH-01 SSH-01', ['{hubSide1}', 'Initiated'], (target) => { Object.assign(hub1(target), { peeringState: 'Initiated', peeringSyncLevel: 'RemoteNotInSync' }); }),
  fault('peering Disconnected on the hub side', 'PE-01 ER-03 PATH-01 SSH-01', ['{hubSide1}', 'Disconnected'], setting('peeringState', hub1, 'Disconnected')),
  fault('peering Disconnected on the spoke side', 'PE-03 ER-03 PATH-01 SSH-01', ['{side1}', 'Disconnected'], setting('peeringState', spoke1, 'Disconnected')),
  fault('peering RemoteNotInSync', 'PE-01', ['{hubSide1}', 'RemoteNotInSync'], setting('peeringSyncLevel', hub1, 'RemoteNotInSync')),
  fault('peering LocalNotInSync', 'PE-03', ['{side1}', 'LocalNotInSync'], setting('peeringSyncLevel', spoke1, 'LocalNotInSync')),
  fault("hub's synced address space of spoke 1 stale", 'PE-06 PATH-01 SSH-01', ['{hubSide1}', '{space1}'], (target) => { Object.assign(hub1(target), { syncedRemotePrefixes: ['10.177.0.0/16'], peeringSyncLevel: 'FullyInSync' }); Object.assign(spoke1(target), { peeringSyncLevel: 'FullyInSync' }); }),
  fault('address space of spoke 1 extended and not synced', 'PE-01 PE-03 PE-06', ['{hubSide1}', 'LocalNotInSync'], (target) => { hub1(target).syncedRemotePrefixes = [...spokeOf(target, 1).addressPrefixes]; spokeOf(target, 1).addressPrefixes.push('10.111.0.0/16'); }),
  fault('no gateway transit on the hub side', 'PE-02', ['{hubSide1} of {hub}', 'allowGatewayTransit'], setting('allowGatewayTransit', hub1)),
  fault('remote gateways unused by spoke 1', 'PE-04', ['{side1} of {spoke1}', 'useRemoteGateways'], setting('useRemoteGateways', spoke1)),
  fault('remote gateways unused by a spoke that learns by BGP', 'PE-04 ER-02 PATH-01 SSH-01', ['{side1} of {spoke1}', 'useRemoteGateways'], setting('useRemoteGateways', spoke1), 'nva-bgp'),
  fault('no gateway transit for a spoke that learns by BGP', 'PE-02 ER-02 PATH-01 SSH-01', ['{hubSide1} of {hub}', 'allowGatewayTransit'], setting('allowGatewayTransit', hub1), 'nva-bgp'),
  fault('access off on the hub side', 'PE-05 PATH-01 SSH-01', ['{hubSide1} of {hub}', 'allowVirtualNetworkAccess'], setting('allowVirtualNetworkAccess', hub1)),
  fault('access off on the spoke side', 'PE-05 PATH-01 SSH-01', ['{side1} of {spoke1}', 'allowVirtualNetworkAccess'], setting('allowVirtualNetworkAccess', spoke1)),
  fault('forwarded traffic off on the spoke side', 'PE-05 PATH-01 SSH-01', ['{side2} of {spoke2}', 'allowForwardedTraffic'], setting('allowForwardedTraffic', spoke2)),
  fault('subnet peerings that leave RouteServerSubnet out', 'PATH-01 SSH-01', ['peering {side1} of {spoke1}, a subnet peering, does not reach 10.0.1.4'], (target) => { subnetPeerings(target, 'bluehub-vnet1sub1'); }),
  fault('peering to a wrong network of the same name', 'PE-01 PE-03 ER-03 PATH-01 SSH-01', ['{hub} has no peering to', 'another network of the same name'], (target) => {
    const { name, subscription, resourceGroup, location } = spokeOf(target, 1);
    const nic = nicOf(target, 1);
    hub1(target).remote = `/subscriptions/${subscription}/resourceGroups/oldrg/providers/Microsoft.Network/virtualNetworks/${name}`;
    target.topology.virtualNetworks.push({ name, subscription, resourceGroup: 'oldrg', location, addressPrefixes: ['10.188.0.0/16'], subnets: [], peerings: [] });
    target.topology.settings.spokes?.splice(0, 1, `${resourceGroup}/${name}`);
    nic.subnet = `${resourceGroup}/${nic.subnet}`;
  }),
  fault('spokes peered directly', 'PE-08', ['{spoke1} is peered with {spoke2} directly'], (target) => {
    spokeOf(target, 1).peerings.push(direct(spokeOf(target, 2).name));
    spokeOf(target, 2).peerings.push(direct(spokeOf(target, 1).name));
  }),
  fault('spokes overlap', 'PE-07', ['overlaps', '{spoke1}', '{spoke2}'], (target) => {
    spokeOf(target, 1).addressPrefixes.push('10.130.0.0/16');
    spokeOf(target, 2).addressPrefixes.push('10.130.64.0/20');
  }),
  fault("spoke 2 in another tenant's subscription that cannot be read", 'PE-03 PE-04 PE-05 PE-06 PE-07 PE-08 RT-01 RT-02 RT-03 ER-01 ER-02 ER-03 SG-01 PATH-01 SSH-01', ['Microsoft.Network/virtualNetworks/read', 'is not granted'], (target) => {
    target.denied.push({ action: '*', scope: `/subscriptions/${spokeOf(target, 2).subscription}` });
  }),
];
