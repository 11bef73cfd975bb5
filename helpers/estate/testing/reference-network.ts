/** The reference deployment as it is read when it is healthy, in parts that a test can change. Plain data. */
import type {
  EffectiveRoute,
  EffectiveSecurityGroup,
  EffectiveSecurityRule,
  NetworkInterface,
  Peering,
  RouteServer,
  RouteTable,
  Subnet,
  VirtualMachine,
  VirtualNetwork,
} from '../survey';

const groupId = (subscription: number, group: string): string => `/subscriptions/00000000-0000-4000-8000-${String(subscription).padStart(12, '0')}/resourceGroups/${group}`;
const networkProvider = 'providers/Microsoft.Network';

const hubGroup = groupId(1, 'bluehubrg');
export const hubId = `${hubGroup}/${networkProvider}/virtualNetworks/bluehub-vnet1`;
export const routeServerId = `${hubGroup}/${networkProvider}/virtualHubs/myfirstrouteserver`;

/** A spoke's place in the plan: spoke n has 10.n.0.0/16 and one machine at 10.n.1.4. */
export interface SpokeIds {
  readonly network: string;
  readonly subnet: string;
  readonly routeTable: string;
  readonly nic: string;
  readonly vm: string;
}

export function spokeIds(number: number, nicName: string): SpokeIds {
  const group = groupId(number + 1, `bluespoke${number}rg`);
  const network = `${group}/${networkProvider}/virtualNetworks/bluespoke${number}-vnet1`;
  return {
    network,
    subnet: `${network}/subnets/bluespoke${number}-vnet1sub1`,
    routeTable: `${group}/${networkProvider}/routeTables/bluespoke${number}rt`,
    nic: `${group}/${networkProvider}/networkInterfaces/${nicName}`,
    vm: `${group}/providers/Microsoft.Compute/virtualMachines/spoke${number}vm`,
  };
}

export const spoke1 = spokeIds(1, 'spoke1vm711_z1');
export const spoke2 = spokeIds(2, 'spoke2vm819_z1');

const lastName = (id: string): string => id.split('/').at(-1) ?? '';

export const subnet = (id: string, prefix: string, more: Partial<Subnet> = {}): Subnet => ({ id, name: lastName(id), addressPrefixes: [prefix], ipConfigurationIds: [], ...more });

export const peering = (id: string, remoteVirtualNetworkId: string, remotePrefix: string, more: Partial<Peering> = {}): Peering => ({
  id,
  name: lastName(id),
  remoteVirtualNetworkId,
  peeringState: 'Connected',
  peeringSyncLevel: 'FullyInSync',
  provisioningState: 'Succeeded',
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: true,
  allowGatewayTransit: false,
  useRemoteGateways: false,
  peerCompleteVnets: true,
  syncedRemotePrefixes: [remotePrefix],
  ...more,
});

const network = (id: string, location: string, prefix: string, parts: Pick<VirtualNetwork, 'subnets' | 'peerings'>): VirtualNetwork => ({
  id,
  name: lastName(id),
  location,
  provisioningState: 'Succeeded',
  addressPrefixes: [prefix],
  ...parts,
});

export const hub = (): VirtualNetwork =>
  network(hubId, 'southeastasia', '10.0.0.0/16', {
    subnets: [subnet(`${hubId}/subnets/bluehub-vnet1sub1`, '10.0.0.0/24'), subnet(`${hubId}/subnets/RouteServerSubnet`, '10.0.1.0/24')],
    peerings: [
      peering(`${hubId}/virtualNetworkPeerings/bluehub1-spoke1`, spoke1.network, '10.1.0.0/16', { allowGatewayTransit: true }),
      peering(`${hubId}/virtualNetworkPeerings/bluehub1-spoke2`, spoke2.network, '10.2.0.0/16', { allowGatewayTransit: true }),
    ],
  });

export const spoke = (ids: SpokeIds, number: number, location: string, prefix = `10.${number}.0.0/16`): VirtualNetwork =>
  network(ids.network, location, prefix, {
    subnets: [subnet(ids.subnet, prefix.replace('.0.0/16', '.1.0/24'), { routeTableId: ids.routeTable, ipConfigurationIds: [`${ids.nic}/ipConfigurations/ipconfig1`] })],
    peerings: [peering(`${ids.network}/virtualNetworkPeerings/spoke${number}-bluehub1`, hubId, '10.0.0.0/16', { useRemoteGateways: true })],
  });

export const routeServer = (): RouteServer => ({
  id: routeServerId,
  name: 'myfirstrouteserver',
  location: 'southeastasia',
  provisioningState: 'Succeeded',
  routingState: 'Provisioned',
  virtualRouterIps: ['10.0.1.4', '10.0.1.5'],
  virtualRouterAsn: 65515,
  allowBranchToBranchTraffic: true,
  subnetIds: [`${hubId}/subnets/RouteServerSubnet`],
  bgpConnections: { status: 'read', value: [] },
});

export const routeTable = (id: string, routes: readonly (readonly [name: string, prefix: string, type: string, address?: string])[]): RouteTable => ({
  id,
  name: lastName(id),
  location: 'australiaeast',
  provisioningState: 'Succeeded',
  disableBgpRoutePropagation: false,
  routes: routes.map(([name, addressPrefix, nextHopType, nextHopIpAddress]) => ({
    name,
    addressPrefix,
    nextHopType,
    provisioningState: 'Succeeded',
    ...(nextHopIpAddress !== undefined && { nextHopIpAddress }),
  })),
});

export const nic = (id: string, vmId: string, subnetId: string, privateIPAddress: string): NetworkInterface => ({
  id,
  name: lastName(id),
  location: 'australiaeast',
  enableIPForwarding: false,
  virtualMachineId: vmId,
  ipConfigurations: [{ name: 'ipconfig1', primary: true, subnetId, privateIPAddress, privateIPAddressVersion: 'IPv4' }],
});

export const machine = (id: string, nicIds: readonly string[]): VirtualMachine => ({
  id,
  name: lastName(id),
  location: 'australiaeast',
  computerName: lastName(id),
  powerState: 'running',
  networkInterfaceIds: nicIds,
});

export const effective = (source: string, prefix: string, nextHopType: string, more: Partial<EffectiveRoute> = {}): EffectiveRoute => ({
  source,
  state: 'Active',
  addressPrefixes: [prefix],
  nextHopType,
  nextHopIpAddresses: [],
  ...more,
});

/** The rows of every NIC in a spoke that has no user route. */
export const systemRoutes = (ownPrefix: string): EffectiveRoute[] => [
  effective('Default', ownPrefix, 'VnetLocal'),
  effective('Default', '0.0.0.0/0', 'Internet'),
  effective('Default', '10.0.0.0/8', 'None'),
  effective('Default', '100.64.0.0/10', 'None'),
  effective('Default', '10.0.0.0/16', 'VNetGlobalPeering'),
];

export const userRoute = (name: string, prefix: string, address: string): EffectiveRoute => effective('User', prefix, 'VirtualAppliance', { name, nextHopIpAddresses: [address] });

export const rule = (name: string, priority: number, direction: 'Inbound' | 'Outbound', access: 'Allow' | 'Deny', more: Partial<EffectiveSecurityRule> = {}): EffectiveSecurityRule => ({
  name,
  protocol: 'All',
  sourcePortRanges: ['0-65535'],
  destinationPortRanges: ['0-65535'],
  sourceAddressPrefixes: ['0.0.0.0/0'],
  destinationAddressPrefixes: ['0.0.0.0/0'],
  expandedSourceAddressPrefixes: [],
  expandedDestinationAddressPrefixes: [],
  access,
  priority,
  direction,
  ...more,
});

/** Azure's own rules, with VirtualNetwork expanded to these prefixes. */
export function securityGroup(name: string, association: EffectiveSecurityGroup['association'], virtualNetwork: readonly string[], rules: readonly EffectiveSecurityRule[] = []): EffectiveSecurityGroup {
  const tag = {
    sourceAddressPrefixes: ['VirtualNetwork'],
    destinationAddressPrefixes: ['VirtualNetwork'],
    expandedSourceAddressPrefixes: virtualNetwork,
    expandedDestinationAddressPrefixes: virtualNetwork,
  };
  return {
    networkSecurityGroupId: `${groupId(2, 'bluespoke1rg')}/${networkProvider}/networkSecurityGroups/${name}`,
    association,
    rules: [
      ...rules,
      rule('defaultSecurityRules/AllowVnetInBound', 65000, 'Inbound', 'Allow', tag),
      rule('defaultSecurityRules/DenyAllInBound', 65500, 'Inbound', 'Deny'),
      rule('defaultSecurityRules/AllowVnetOutBound', 65000, 'Outbound', 'Allow', tag),
      rule('defaultSecurityRules/DenyAllOutBound', 65500, 'Outbound', 'Deny'),
    ],
  };
}
