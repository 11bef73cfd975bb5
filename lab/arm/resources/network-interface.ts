/** Network interfaces as Microsoft.Network sends them. */
import { applicationSecurityGroupId, networkInterfaceId, networkSecurityGroupId, subnetId, virtualMachineId } from '../../topology/resource-ids';
import type { NetworkInterface } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, optional, reference, withEtag, type ResourceBody } from '../resource-body';
import { ipConfigurationId, ipConfigurationName } from './ip-configuration-id';
import { backendAddressPoolIdsWith } from './load-balancer';

export function networkInterfaceBody(world: World, nic: NetworkInterface): ResourceBody {
  const vm = world.virtualMachineOf(nic);
  const networkSecurityGroup = world.networkSecurityGroupOf(nic);
  const guid = guidOf(networkInterfaceId(nic));
  return withEtag((etag) => ({
    name: nic.name,
    id: networkInterfaceId(nic),
    etag,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guid,
      ipConfigurations: ipConfigurationBodies(world, nic, etag),
      dnsSettings: { dnsServers: [], appliedDnsServers: [], internalDomainNameSuffix: `${guid.replaceAll('-', '').slice(0, 26)}.ax.internal.cloudapp.net` },
      // A NIC has a MAC address and is somebody's primary one only while it is attached.
      ...(vm ? { macAddress: macAddressOf(guid) } : {}),
      enableAcceleratedNetworking: false,
      vnetEncryptionSupported: false,
      enableIPForwarding: nic.enableIPForwarding,
      disableTcpStateTracking: false,
      ...optional('networkSecurityGroup', networkSecurityGroup && reference(networkSecurityGroupId(networkSecurityGroup))),
      ...(vm ? { primary: world.networkInterfacesOf(vm)[0] === nic, virtualMachine: reference(virtualMachineId(vm)) } : {}),
      hostedWorkloads: [],
      tapConfigurations: [],
      nicType: 'Standard',
      allowPort25Out: true,
      auxiliaryMode: 'None',
      auxiliarySku: 'None',
    },
    type: 'Microsoft.Network/networkInterfaces',
    location: nic.location,
    kind: 'Regular',
  }));
}

/** One IP configuration for each private address, the primary one first. */
export function ipConfigurationBodies(world: World, nic: NetworkInterface, etag: string): ResourceBody[] {
  const { network, subnet } = world.placeOf(nic);
  const groups = world.applicationSecurityGroupsAt(nic.applicationSecurityGroups).map((group) => reference(applicationSecurityGroupId(group)));
  const pools = backendAddressPoolIdsWith(world, nic).map(reference);
  return nic.privateIPAddresses.map((privateIPAddress, index) => ({
    name: ipConfigurationName(index),
    id: ipConfigurationId(nic, index),
    etag,
    type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
    properties: {
      provisioningState: 'Succeeded',
      privateIPAddress,
      privateIPAllocationMethod: 'Dynamic',
      subnet: reference(subnetId(network, subnet)),
      primary: index === 0,
      ...optional('applicationSecurityGroups', groups.length > 0 ? groups : undefined),
      ...optional('loadBalancerBackendAddressPools', index === 0 && pools.length > 0 ? pools : undefined),
      privateIPAddressVersion: privateIPAddress.includes(':') ? 'IPv6' : 'IPv4',
    },
  }));
}

/** `00-0D-3A` is Microsoft's. */
const macAddressOf = (guid: string): string => `00-0D-3A-${[0, 2, 4].map((start) => guid.slice(start, start + 2).toUpperCase()).join('-')}`;
