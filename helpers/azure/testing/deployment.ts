/** A deployment of a hub and two spokes in ARM's words, each network in a subscription of its own, as answers for the stand-in. */
import type { Answer, Answers } from './stand-in';

const subscription = (number: number): string => `/subscriptions/00000000-0000-4000-8000-00000000000${String(number)}`;
const network = (number: number, name: string): string => `${subscription(number)}/resourceGroups/rg${String(number)}/providers/Microsoft.Network/${name}`;

export const ids = {
  hub: network(1, 'virtualNetworks/hub'),
  routeServer: network(1, 'virtualHubs/rs'),
  hubs: `${subscription(1)}/providers/Microsoft.Network/virtualHubs`,
  spoke: (number: number): string => network(number, `virtualNetworks/spoke${String(number)}`),
  nic: (number: number): string => network(number, `networkInterfaces/nic${String(number)}`),
  routeTable: (number: number): string => network(number, `routeTables/rt${String(number)}`),
  machine: (number: number): string => `${subscription(number)}/resourceGroups/rg${String(number)}/providers/Microsoft.Compute/virtualMachines/vm${String(number)}`,
  securityGroup: network(2, 'networkSecurityGroups/nsg2'),
};

/** Spokes 2 and 3 live in subscriptions 2 and 3. */
const spokes = [2, 3];

export const resource = (id: string, properties: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  name: id.split('/').at(-1),
  location: 'southeastasia',
  ...more,
  properties: { provisioningState: 'Succeeded', ...properties },
});

export const peering = (from: string, to: string, more: Record<string, unknown> = {}): Record<string, unknown> =>
  resource(`${from}/virtualNetworkPeerings/to-${to.split('/').at(-1) ?? ''}`, {
    remoteVirtualNetwork: { id: to },
    peeringState: 'Connected',
    peeringSyncLevel: 'FullyInSync',
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: true,
    allowGatewayTransit: true,
    useRemoteGateways: false,
    peerCompleteVnets: true,
    remoteAddressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    ...more,
  });

export interface SubnetBody {
  readonly name: string;
  readonly prefix: string;
  readonly properties?: Record<string, unknown>;
}

export function virtualNetwork(id: string, prefix: string, subnets: readonly SubnetBody[], peerings: readonly unknown[]): Record<string, unknown> {
  return resource(id, {
    addressSpace: { addressPrefixes: [prefix] },
    subnets: subnets.map(({ name, prefix: addressPrefix, properties }) => resource(`${id}/subnets/${name}`, { addressPrefix, ...properties })),
    virtualNetworkPeerings: peerings,
  });
}

/** A NIC's IP configuration as a subnet refers to it: in capitals, but for the words of the path. */
export const backReference = (nicId: string): { id: string } => ({
  id: `${nicId.replace(/(resourceGroups|networkInterfaces)\/([^/]+)/g, (_, type: string, name: string) => `${type}/${name.toUpperCase()}`)}/ipConfigurations/IPCONFIG1`,
});

export const routeServer = resource(
  ids.routeServer,
  {
    virtualRouterAsn: 65515,
    virtualRouterIps: ['10.0.1.4', '10.0.1.5'],
    routingState: 'Provisioned',
    allowBranchToBranchTraffic: true,
    hubRoutingPreference: 'ExpressRoute',
  },
  { kind: 'RouteServer' },
);

export const nic = (number: number, properties: Record<string, unknown> = {}): Record<string, unknown> =>
  resource(ids.nic(number), {
    enableIPForwarding: false,
    virtualMachine: { id: ids.machine(number) },
    ipConfigurations: [
      {
        name: 'ipconfig1',
        properties: {
          primary: true,
          subnet: { id: `${ids.spoke(number)}/subnets/default` },
          privateIPAddress: `10.${String(number)}.0.4`,
          privateIPAddressVersion: 'IPv4',
        },
      },
    ],
    ...properties,
  });

export const machine = (number: number, powerState = 'running'): Record<string, unknown> =>
  resource(ids.machine(number), {
    osProfile: { computerName: `vm${String(number)}` },
    networkProfile: { networkInterfaces: [{ id: ids.nic(number) }] },
    instanceView: { statuses: [{ code: 'ProvisioningState/succeeded' }, { code: `PowerState/${powerState}` }] },
  });

export const effectiveRoute = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  source: 'Default',
  state: 'Active',
  addressPrefix: ['10.0.0.0/8'],
  nextHopType: 'None',
  nextHopIpAddress: [],
  ...more,
});

/** The answers of a long-running POST: 202 with a Location, and the result behind it. */
export function operation(post: string, result: unknown): Record<string, Answer> {
  const location = `/operationResults/${post.replaceAll('/', '-')}`;
  return {
    [`POST ${post}`]: { status: 202, headers: { location: `{endpoint}${location}?api-version=1` }, body: 'null' },
    [`GET ${location}`]: { body: result },
  };
}

const spokeAnswers = (number: number): Answers => ({
  [`GET ${ids.spoke(number)}`]: {
    body: virtualNetwork(
      ids.spoke(number),
      `10.${String(number)}.0.0/16`,
      [{ name: 'default', prefix: `10.${String(number)}.0.0/24`, properties: { routeTable: { id: ids.routeTable(number) }, ipConfigurations: [backReference(ids.nic(number))] } }],
      [peering(ids.spoke(number), ids.hub, { allowGatewayTransit: false, useRemoteGateways: true })],
    ),
  },
  [`GET ${ids.routeTable(number)}`]: {
    body: resource(ids.routeTable(number), {
      disableBgpRoutePropagation: false,
      routes: [{ name: 'tospoke', properties: { provisioningState: 'Succeeded', addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' } }],
    }),
  },
  [`GET ${ids.nic(number)}`]: { body: nic(number) },
  [`GET ${ids.machine(number)}`]: { body: machine(number) },
  ...operation(`${ids.nic(number)}/effectiveRouteTable`, { value: [effectiveRoute()] }),
  ...operation(`${ids.nic(number)}/effectiveNetworkSecurityGroups`, { value: [] }),
});

/** Everything healthy; a test overrides what it is about. */
export const deploymentAnswers: Answers = {
  [`GET ${ids.hub}`]: {
    body: virtualNetwork(ids.hub, '10.0.0.0/16', [{ name: 'RouteServerSubnet', prefix: '10.0.1.0/24' }], spokes.map((number) => peering(ids.hub, ids.spoke(number)))),
  },
  [`GET ${ids.hubs}`]: { body: { value: [routeServer] } },
  [`GET ${ids.routeServer}`]: { body: routeServer },
  [`GET ${ids.routeServer}/ipConfigurations`]: {
    body: { value: [resource(`${ids.routeServer}/ipConfigurations/Default`, { subnet: { id: `${ids.hub}/subnets/ROUTESERVERSUBNET` } })] },
  },
  [`GET ${ids.routeServer}/bgpConnections`]: { body: { value: [] } },
  ...Object.assign({}, ...spokes.map(spokeAnswers)),
};
