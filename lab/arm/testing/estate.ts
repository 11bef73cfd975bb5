/** A topology with at least one resource of every kind that the lab's ARM sends, for tests. */
import { parseTopology } from '../../topology/topology-file';
import type { Topology } from '../../topology/topology';

export const hubSubscription = '00000000-0000-4000-8000-000000000001';
export const spokeSubscription = '00000000-0000-4000-8000-000000000002';

/** Where the hub's resources lie, and those of Microsoft.Network. */
export const hubGroup = `/subscriptions/${hubSubscription}/resourceGroups/hubRg`;
export const hubNetwork = `${hubGroup}/providers/Microsoft.Network`;
export const spokeGroup = `/subscriptions/${spokeSubscription}/resourceGroups/spokeRg`;
export const spokeNetwork = `${spokeGroup}/providers/Microsoft.Network`;
export const spokeMachines = `${spokeGroup}/providers/Microsoft.Compute/virtualMachines`;

const hubPlace = { subscription: hubSubscription, resourceGroup: 'hubRg', location: 'westus' };
const spokePlace = { subscription: spokeSubscription, resourceGroup: 'spokeRg', location: 'westeurope' };

/** Fresh at every call, to be changed at will. */
export function estate(): Topology {
  return parseTopology({
    name: 'estate',
    description: 'A hub with a Route Server and a VPN gateway, and a spoke with machines in every state.',
    subscriptions: [
      { id: hubSubscription, displayName: 'connectivity' },
      { id: spokeSubscription, displayName: 'workload' },
    ],
    virtualNetworks: [
      {
        ...hubPlace,
        name: 'hub',
        addressPrefixes: ['10.0.0.0/16'],
        subnets: [
          { name: 'RouteServerSubnet', addressPrefixes: ['10.0.1.0/26'] },
          { name: 'GatewaySubnet', addressPrefixes: ['10.0.2.0/26'] },
          { name: 'appliances', addressPrefixes: ['10.0.3.0/24'] },
          {
            name: 'AzureFirewallSubnet',
            addressPrefixes: ['10.0.4.0/26'],
            forwarders: [
              { name: 'firewall', privateIPAddress: '10.0.4.4', kind: 'firewall', allows: [{ name: 'ssh', protocol: 'Tcp', destinationPortRanges: ['22'] }] },
              { name: 'ruled-by-policy', privateIPAddress: '10.0.4.5', kind: 'firewall', policy: 'policy' },
            ],
          },
          {
            name: 'transit',
            addressPrefixes: ['10.0.5.0/24'],
            forwarders: [
              { name: 'balancer', privateIPAddress: '10.0.5.4', kind: 'load-balancer', backends: ['nva-nic'] },
              { name: 'router', privateIPAddress: '10.0.5.5', kind: 'routing-appliance' },
              { name: 'unseen', privateIPAddress: '10.0.5.6' },
            ],
          },
          { name: 'scaled', addressPrefixes: ['10.0.6.0/24'] },
        ],
        peerings: [{ name: 'hub-to-spoke', remote: 'spoke', allowForwardedTraffic: true, allowGatewayTransit: true }],
      },
      {
        ...spokePlace,
        name: 'spoke',
        addressPrefixes: ['10.1.0.0/16', '10.9.0.0/24'],
        subnets: [
          { name: 'workload', addressPrefixes: ['10.1.1.0/24'], routeTable: 'spoke-routes', networkSecurityGroup: 'spoke-rules', serviceEndpoints: ['Microsoft.Storage'] },
          { name: 'split', addressPrefixes: ['10.1.2.0/25', '10.9.0.0/25'], privateEndpoints: [{ name: 'vault', privateIPAddress: '10.1.2.10' }] },
        ],
        peerings: [{ name: 'spoke-to-hub', remote: 'hub', allowForwardedTraffic: true, useRemoteGateways: true }],
        adminRules: [
          { name: 'no-telnet', priority: 10, direction: 'Inbound', access: 'Deny', protocol: 'Tcp', destinationPortRanges: ['23'] },
          { name: 'always-ssh', priority: 20, direction: 'Inbound', access: 'AlwaysAllow', protocol: 'Tcp', sourceAddressPrefixes: ['10.0.0.0/8'], destinationPortRanges: ['22'] },
          { name: 'web', priority: 30, direction: 'Outbound', access: 'Allow', destinationAddressPrefixes: ['Internet'] },
        ],
      },
    ],
    routeTables: [
      {
        ...spokePlace,
        name: 'spoke-routes',
        routes: [
          { name: 'to-others', addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' },
          { name: 'drop', addressPrefix: '10.3.0.0/16', nextHopType: 'None' },
        ],
      },
    ],
    networkSecurityGroups: [
      { ...hubPlace, name: 'nva-rules', rules: [{ name: 'from-nvas', priority: 100, direction: 'Inbound', access: 'Allow', sourceApplicationSecurityGroups: ['nvas'] }] },
      {
        ...spokePlace,
        name: 'spoke-rules',
        rules: [
          {
            name: 'ssh',
            priority: 100,
            direction: 'Inbound',
            access: 'Allow',
            protocol: 'Tcp',
            sourceAddressPrefixes: ['10.0.0.0/16', '10.2.0.0/16'],
            sourcePortRanges: ['*'],
            destinationAddressPrefixes: ['*'],
            destinationPortRanges: ['22'],
          },
        ],
      },
    ],
    applicationSecurityGroups: [{ ...hubPlace, name: 'nvas' }],
    routeServers: [
      {
        ...hubPlace,
        name: 'route-server',
        subnet: 'hub/RouteServerSubnet',
        allowBranchToBranchTraffic: true,
        bgpConnections: [
          { name: 'nva', peerIp: '10.0.3.4', peerAsn: 65_010, advertises: ['10.50.0.0/16'] },
          { name: 'half', peerIp: '10.0.3.5', peerAsn: 65_011, advertises: ['10.60.0.0/16'], learnedBy: [0], connectionState: 'Connected' },
          { name: 'down', peerIp: '10.0.3.6', peerAsn: 65_012, advertises: ['10.70.0.0/16'], connectionState: 'NotConnected' },
        ],
      },
    ],
    virtualNetworkGateways: [{ ...hubPlace, name: 'vpn', subnet: 'hub/GatewaySubnet', gatewayType: 'Vpn', activeActive: true, asn: 65_515 }],
    virtualMachines: [
      { ...spokePlace, name: 'runs', computerName: 'runs-host', powerState: 'running', networkInterfaces: ['runs-nic', 'runs-nic2'] },
      { ...spokePlace, name: 'sleeps', powerState: 'deallocated', networkInterfaces: ['sleeps-nic'] },
      { ...hubPlace, name: 'nva', networkInterfaces: ['nva-nic'], forwards: true, operatingSystem: 'Windows', renamedTo: 'renamed', scaleSet: 'flexible' },
    ],
    scaleSets: [
      {
        ...hubPlace,
        name: 'appliances',
        forwards: true,
        instances: [
          { instanceId: '0', networkInterfaces: [{ name: 'nic', subnet: 'hub/scaled', privateIPAddresses: ['10.0.6.4'], enableIPForwarding: true }] },
          { instanceId: '3', powerState: 'stopped', networkInterfaces: [{ name: 'nic', subnet: 'hub/scaled', privateIPAddresses: ['10.0.6.5'], enableIPForwarding: true }] },
        ],
      },
      { ...hubPlace, name: 'flexible', orchestration: 'flexible' },
    ],
    networkInterfaces: [
      { ...spokePlace, name: 'runs-nic', subnet: 'spoke/workload', privateIPAddresses: ['10.1.1.4'], networkSecurityGroup: 'spoke-rules' },
      { ...spokePlace, name: 'runs-nic2', subnet: 'spoke/split', privateIPAddresses: ['10.1.2.4', '10.1.2.5'] },
      { ...spokePlace, name: 'sleeps-nic', subnet: 'spoke/workload', privateIPAddresses: ['10.1.1.5'] },
      { ...spokePlace, name: 'spare-nic', subnet: 'spoke/workload', privateIPAddresses: ['10.1.1.6'] },
      { ...hubPlace, name: 'nva-nic', subnet: 'hub/transit', privateIPAddresses: ['10.0.5.10'], enableIPForwarding: true, networkSecurityGroup: 'nva-rules', applicationSecurityGroups: ['nvas'] },
    ],
    settings: { hub: 'hub', spokes: ['spoke'], transit: 'route-server', environment: { ROUTE_SERVER_SUBNET_MIN_PREFIX: '26' } },
  });
}
