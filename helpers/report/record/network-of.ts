/** The network as a report draws it: hub, Route Server, what traffic is sent to, spokes, and both sides of their peerings. */
import type { Estate, SurveyedNetwork } from '../../estate/estate';
import type { Transit } from '../../estate/expectations';
import { sameAddress } from '../../estate/prefix';
import { readingIn } from '../../estate/reading-in';
import { keyOf, sameId } from '../../estate/resource-id';
import { decidingRoutes } from '../../estate/route-selection';
import type { Peering, RouteServer } from '../../estate/survey';
import type { NetworkShown } from './shown';

type Side = NetworkShown['peerings'][number]['side'];
type Hop = NetworkShown['hops'][number];

export function networkOf(estate: Estate, transit: Transit): NetworkShown {
  const { survey, hub, spokes } = estate;
  const server = survey.routeServer;
  const isSpoke = (id: string): boolean => survey.spokeIds.some((spokeId) => sameId(spokeId, id));
  return {
    hub: networkIn(hub),
    ...(server.status === 'read' && { routeServer: server.value && routeServerOf(server.value) }),
    hops: [...gatewaysOf(estate), ...hopsOf(estate, transit)],
    spokes: spokes.map((spoke) => {
      const machines = estate.machinesIn(spoke.id);
      const [hubSide, spokeSide] = [estate.peering({ owner: hub.id, remote: spoke.id }), estate.peering({ owner: spoke.id, remote: hub.id })];
      return {
        ...networkIn(spoke),
        machines: (machines.status === 'read' ? machines.value.nics : []).map(({ vmId, nic, address, vm }) => ({ vm: vmId, nic: nic.id, address, ...(vm.status === 'read' && { power: vm.value.powerState }) })),
        ...(hubSide && { hubSide: sideOf(hubSide) }),
        ...(spokeSide && { spokeSide: sideOf(spokeSide) }),
      };
    }),
    peerings: spokes.flatMap(({ id, reading }) =>
      (reading.status === 'read' ? reading.value.peerings : []).filter(({ remoteVirtualNetworkId: to }) => isSpoke(to)).map((peering) => ({ from: id, to: peering.remoteVirtualNetworkId, side: sideOf(peering) })),
    ),
  };
}

const networkIn = ({ id, reading }: SurveyedNetwork): NetworkShown['hub'] =>
  reading.status === 'read' ? { id, region: reading.value.location, prefixes: [...reading.value.addressPrefixes] } : { id, unread: true };

const switches = ['allowVirtualNetworkAccess', 'allowForwardedTraffic', 'allowGatewayTransit', 'useRemoteGateways'] as const;

const sideOf = (peering: Peering): Side => ({
  name: peering.name,
  state: peering.peeringState,
  sync: peering.peeringSyncLevel,
  provisioning: peering.provisioningState,
  on: switches.filter((name) => peering[name]),
  ...(!peering.peerCompleteVnets && { partial: true }),
});

const routeServerOf = ({ id, virtualRouterIps, virtualRouterAsn, provisioningState, routingState, allowBranchToBranchTraffic, bgpConnections }: RouteServer): NonNullable<NetworkShown['routeServer']> => ({
  id,
  addresses: [...virtualRouterIps],
  ...(virtualRouterAsn !== undefined && { asn: virtualRouterAsn }),
  provisioning: provisioningState,
  routing: routingState,
  branchToBranch: allowBranchToBranchTraffic,
  ...(bgpConnections.status === 'read' && { peers: bgpConnections.value.map(({ name, peerIp, peerAsn, connectionState }) => ({ name, address: peerIp, asn: peerAsn, ...(connectionState !== undefined && { state: connectionState }) })) }),
});

const gatewaysOf = ({ survey, hub }: Estate): Hop[] => Object.values(survey.gateways).flatMap((reading) => (reading.status === 'read' ? [{ kind: 'gateway' as const, id: reading.value.id, network: hub.id, addresses: [] }] : []));

/** Whatever decides for a machine of another spoke, or is meant to. */
function hopsOf(estate: Estate, transit: Transit): Hop[] {
  const { survey, nics } = estate;
  const instances = survey.routeServer.status === 'read' && survey.routeServer.value ? survey.routeServer.value.virtualRouterIps : [];
  const asked = new Set<string>(transit.kind === 'addresses' ? transit.addresses : []);
  for (const { nic, spokeId } of nics) {
    const routes = readingIn(survey.effectiveRoutes, nic.id);
    if (routes.status === 'unread') continue;
    for (const to of nics) if (!sameId(to.spokeId, spokeId)) for (const { route } of decidingRoutes(routes.value, to.address)) for (const address of route.nextHopIpAddresses) asked.add(address);
  }
  const found = new Map<string, Hop>();
  for (const address of [...asked].sort()) {
    if (instances.some((instance) => sameAddress(instance, address))) continue;
    const hop = hopAt(estate, address);
    const key = hop.id === undefined ? address : keyOf(hop.id);
    const known = found.get(key);
    found.set(key, known ? { ...known, addresses: [...known.addresses, address] } : hop);
  }
  return [...found.values()];
}

/** An address may be another one's in another network; the hub's comes first. */
function hopAt(estate: Estate, address: string): Hop {
  const { hub, spokes, survey } = estate;
  const networks = [hub.id, ...spokes.map(({ id }) => id), ...Object.values(survey.virtualNetworks).flatMap((reading) => (reading.status === 'read' ? [reading.value.id] : []))];
  for (const network of networks) {
    const machine = estate.holderIn(network, address);
    if (machine) return { kind: 'machine', id: machine.virtualMachineId ?? machine.id, network, addresses: [address] };
    const forwarder = estate.forwarderIn(network, address);
    if (forwarder) return { kind: forwarder.kind, id: (forwarder.kind === 'firewall' ? forwarder.firewall : forwarder.kind === 'load-balancer' ? forwarder.loadBalancer : forwarder.appliance).id, network, addresses: [address] };
  }
  const network = networks.find((id) => estate.subnetIn(id, address));
  return { kind: 'unknown', ...(network !== undefined && { network }), addresses: [address] };
}
