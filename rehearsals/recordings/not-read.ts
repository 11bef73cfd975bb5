/** What real clients ask and spokecheck does not, each with the reason. */

/** Whole scenarios with nothing in them that spokecheck reads. */
export const scenariosNotRead: Readonly<Record<string, string>> = {
  'route-server-10': 'effective routes of a Virtual WAN hub: the hub here is a network',
  'run-command-2': 'Run Command: spokecheck logs in by SSH and changes nothing',
  'run-command-4': 'Run Command, managed',
  'run-command-5': 'Run Command, with a long output',
  'network-watcher-1': 'Network Watcher, connectivityCheck: needs a Network Watcher in the region and an extension in the machine',
  'network-watcher-2': 'Network Watcher, networkConfigurationDiagnostic: spokecheck reads the effective rules themselves',
  'network-watcher-3': 'Network Watcher, topology: spokecheck reads the resources themselves',
  'network-watcher-4': 'Network Watcher, ipFlowVerify: spokecheck reads the effective rules themselves',
  'network-watcher-5': 'Network Watcher, securityGroupView: the same',
  'network-watcher-6': 'Network Watcher, nextHop: spokecheck reads the effective routes themselves',
  'network-watcher-8': 'Network Watcher, all of these',
  'network-watcher-9': 'Network Watcher, nextHop to None: a drop is read from the effective routes',
  'network-watcher-11': 'Network Watcher, connectivityCheck with a Retry-After',
};

const because: readonly (readonly [RegExp, string])[] = [
  [/^(PUT|PATCH|DELETE) /, 'spokecheck changes nothing'],
  [/^POST virtualMachines\/(deallocate|generalize|powerOff|redeploy|restart|start|runCommand)\//, 'spokecheck changes nothing'],
  [/^POST networkWatchers\/|^GET networkWatchers\//, 'spokecheck needs no Network Watcher'],
  [/^GET (virtualMachines|locations)\/runCommands/, 'spokecheck logs in by SSH'],
  [/^polls$/, 'of a write, or followed by the reader of the operation itself'],
  [/^(GET virtualHubs\/(ipConfigurations|bgpConnections)|POST virtualHubs\/bgpConnections\/learnedRoutes\/)/, 'read with their Route Server'],
  [/^POST virtualHubs\/(effectiveRoutes|bgpConnections\/advertisedRoutes)\//, 'what a NIC learned is read on the NIC'],
  [/^GET virtualNetworks\/(subnets|virtualNetworkPeerings|CheckIPAddressAvailability)\//, 'subnets and peerings are read with their network'],
  [/^GET routeTables\/routes/, 'read with their table'],
  [/^GET (publicIPAddresses|virtualMachines\/(extensions|vmSizes)|connections|dnsResolvers|vaults|subscriptions\/resources)/, 'no check is about them'],
];

/** Undefined for a request that nobody has given a reason for. @param request as in `ReadBack.notRead` */
export const reasonNotToRead = (request: string): string | undefined => because.find(([pattern]) => pattern.test(request))?.[1];
