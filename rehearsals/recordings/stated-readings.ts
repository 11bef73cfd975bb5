/** What each recording of resources must come out as. The values are those of the recording; `in use` counts a subnet's IP configurations. */

/** The recorded Route Servers have one peer, which advertises nothing. */
const peer1 = '; peers read: peer1 10.0.0.120 AS 11000 in no stated state, learned read: RouteServiceRole_IN_0 0 RouteServiceRole_IN_1 0';

export const statedReadings: Readonly<Record<string, readonly string[]>> = {
  'route-server-1': [
    'virtualHubs/ with 0: read: no Route Server',
    `virtualHubs/vrouter2: read: Succeeded, routing None, none AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
    `virtualHubs/ with 1: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
  ],
  'route-server-2': [
    `virtualHubs/vrouter2: read: Succeeded, routing None, none AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
    `virtualHubs/ with 1: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
  ],
  'route-server-4': [
    'virtualNetworks/vnet2: read: 10.0.0.0/24; subnets RouteServerSubnet 10.0.0.0/24; peerings none',
    'a subnet in its network: read: RouteServerSubnet 10.0.0.0/24',
    'virtualHubs/ with 0: read: no Route Server',
  ],
  'route-server-5': [
    'GET refused with 404: cannot tell: not-found ResourceNotFound',
    `virtualHubs/vrouter2: read: Succeeded, routing None, none AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
    `virtualHubs/ with 1: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
  ],
  'route-server-7': [
    'GET refused with 404: cannot tell: not-found ResourceNotFound',
    `virtualHubs/vrouter2: read: Succeeded, routing None, none AS 0, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
    `virtualHubs/ with 1: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
  ],
  'route-server-8': [
    'GET refused with 404: cannot tell: not-found ResourceNotFound',
    `virtualHubs/vrouter2: read: Succeeded, routing None, none AS 0, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; no branch to branch${peer1}`,
    `virtualHubs/vrouter2: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
    `virtualHubs/ with 1: read: Succeeded, routing Provisioned, 10.0.0.4, 10.0.0.5 AS 65515, in RouteServerSubnet; branch to branch${peer1}`,
  ],
  'vnet-1': ['virtualNetworks/ with 68: read'],
  'vnet-3': [
    'virtualNetworks/vnet1: read: 10.0.0.0/16; subnets default 10.0.0.0/24; peerings none',
    'virtualNetworks/ with 1: read',
    'virtualNetworks/vnet1: read: 20.0.0.0/16, 10.0.0.0/16; subnets default 10.0.0.0/24; peerings none',
    'virtualNetworks/vnet1: read: 20.0.0.0/24, 10.0.0.0/16; subnets default 10.0.0.0/24; peerings none',
    'a subnet in its network: read: subnet1 20.0.0.0/24',
    'virtualNetworks/ with 0: nothing to read',
  ],
  'vnet-4': ['virtualNetworks/zvm-jsdk1-vnet: read: 10.30.0.0/16; subnets default 10.30.0.0/24 (35 in use); peerings none'],
  'vnet-6': [
    'GET refused with 404: cannot tell: not-found ResourceNotFound',
    'virtualNetworks/testvnet1: read: 172.1.0.0/16; subnets none; peerings none',
    'GET refused with 404: cannot tell: not-found NotFound',
    'a subnet in its network: read: testsubnet1 172.1.0.0/24',
    'virtualNetworks/testvnet1: read: 172.1.0.0/16; subnets testsubnet1 172.1.0.0/24; peerings none',
    'a subnet in its network: read: testsubnet2 172.1.1.0/24',
    'virtualNetworks/testvnet1: read: 172.1.0.0/16; subnets testsubnet1 172.1.0.0/24, testsubnet2 172.1.1.0/24; peerings none',
    'virtualNetworks/testvnet1: read: 172.1.0.0/16, 10.0.0.0/16; subnets testsubnet1 172.1.0.0/24, testsubnet2 172.1.1.0/24; peerings none',
    'a subnet in its network: read: testsubnet3 10.0.0.0/24',
    'virtualNetworks/testvnet1: read: 172.1.0.0/16, 10.0.0.0/16; subnets testsubnet1 172.1.0.0/24, testsubnet2 172.1.1.0/24, testsubnet3 10.0.0.0/24; peerings none',
  ],
  'peering-1': [
    'virtualNetworkGateways/gateway1: read: Vpn Succeeded',
    'virtualNetworks/vnet1: read: 10.0.0.0/16; subnets none; peerings none',
    'virtualNetworks/vnet2: read: 11.0.0.0/16; subnets GatewaySubnet 11.0.0.0/24 (1 in use); peerings none',
    'a peering in its network: read: Initiated/RemoteNotInSync to vnet1 10.0.0.0/16 allowGatewayTransit peerCompleteVnets',
    'a peering in its network: read: Connected/FullyInSync to vnet2 11.0.0.0/16 allowForwardedTraffic useRemoteGateways peerCompleteVnets',
    'a peering in its network: read: Connected/FullyInSync to vnet2 11.0.0.0/16 allowForwardedTraffic peerCompleteVnets',
  ],
  'peering-2': [
    'a peering in its network: read: Initiated/RemoteNotInSync to vnet1 10.0.0.0/16 allowGatewayTransit peerCompleteVnets',
    'a peering in its network: read: Connected/FullyInSync to vnet2 11.0.0.0/16 allowForwardedTraffic useRemoteGateways peerCompleteVnets',
  ],
  // These two were asked for with versions that lack peeringSyncLevel; spokecheck asks for one that has it.
  'peering-5': [
    'GET refused with 404: cannot tell: not-found ResourceNotFound',
    'virtualNetworks/asotest-vn-phpiip: read: 10.0.0.0/16; subnets none; peerings none',
    'virtualNetworks/asotest-vn-nfvarb: read: 10.1.0.0/16; subnets none; peerings none',
    'a peering in its network: cannot tell: malformed',
    'GET refused with 404: cannot tell: not-found NotFound',
  ],
  'peering-6': ['a peering in its network: cannot tell: malformed'],
  'effective-routes-1': ['effectiveRouteTable of conveniencevm1VMNic: read: 23 routes: Default Active VnetLocal, Default Active Internet, Default Active None'],
  'effective-routes-2': ['effectiveRouteTable of conveniencevm1VMNic: read: 23 routes: Default Active VnetLocal, Default Active Internet, Default Active None'],
  'effective-nsg-1': ['effectiveNetworkSecurityGroups of conveniencevm1VMNic: read: networkInterface, 6 rules'],
  'effective-routes-4': ['effectiveRouteTable of conveniencevm1VMNic: read: 20 routes: Default Active VnetLocal, Default Active Internet, Default Active None'],
  'effective-nsg-3': ['effectiveNetworkSecurityGroups of conveniencevm1VMNic: read: networkInterface, 7 rules'],
  'effective-routes-6': [
    'networkInterfaces/ with 2: read',
    'effectiveRouteTable of myVMNic: read: 5 routes: Default Active VnetLocal, Default Active Internet, Default Active None',
  ],
  'nic-1': [
    'networkInterfaces/conveniencevm1VMNic: read: 10.0.0.4 of conveniencevm1',
    'a subnet in its network: read: subnet1 10.0.0.0/24 (1 in use)',
  ],
  'nic-2': [
    'networkInterfaces/ with 6: read',
    'networkInterfaces/ with 1: read',
    'networkInterfaces/cli-test-nic: read: 10.0.0.15 of no machine',
  ],
  'nic-4': [
    'virtualNetworks/asotest-vn-mantuh: read: 10.0.0.0/16; subnets none; peerings none',
    'networkInterfaces/asotest-nic-dajxvb: read: 10.0.0.4 of no machine',
    'a subnet in its network: read: asotest-subnet-ltrich 10.0.0.0/24 (1 in use)',
    'virtualMachines/asotest-vm-kpauzd: read: unknown, host poppy, 1 NIC',
    'GET refused with 404: cannot tell: not-found ResourceNotFound',
    'GET refused with 404: cannot tell: not-found NotFound',
    'DELETE refused with 404: cannot tell: not-found ResourceGroupNotFound',
  ],
  'route-table-1': [
    'routeTables/cli-test-route-table: read: none',
    'routeTables/cli-test-route-table: read: none, no propagation',
    'routeTables/ with 1: read',
    'routeTables/cli-test-route-table: read: my-route 10.0.5.0/24 None, no propagation',
    'routeTables/ with 0: nothing to read',
  ],
  // Without its instance view a machine's state is unknown.
  'vm-1': [
    'virtualMachines/vm-state-mod: read: running, host vm-state-mod, 1 NIC',
    'virtualMachines/vm-state-mod: read: unknown, host vm-state-mod, 1 NIC',
    'virtualMachines/vm-state-mod: read: stopped, host vm-state-mod, 1 NIC',
    'virtualMachines/vm-state-mod: read: deallocated, host vm-state-mod, 1 NIC',
  ],
  'vm-3': [
    'virtualMachines/vm-with-public-ip: read: running, host vm-with-public-ip, 1 NIC',
    'virtualMachines/ with 1: read',
  ],
  'run-command-1': ['virtualMachines/test-run-command-vm2: read: running, host test-run-command-vm2, 1 NIC'],
  'paging-1': ['a list of 3 pages: read: 1 item after 3 requests'],
};
