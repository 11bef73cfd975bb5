/** The schema of a survey file: what a `verify` run read, as far as a network can be rebuilt from it. What it does not know it leaves alone. */
import { z } from 'zod';
import { parsePrefix } from '../addresses/addresses';
import { overrideRoute, overrideSecurityRule } from '../topology/overrides-schema';
import { isResourceId } from './resource-id';

const text = z.string();
const texts = z.array(text);
const prefixes = z.array(text.refine((value) => parsePrefix(value) !== undefined, { error: ({ input }) => `${JSON.stringify(input)} is no prefix` }));
const id = text.refine(isResourceId, { error: ({ input }) => `${JSON.stringify(input)} is no resource id` });
const resource = { id, name: text };

export const problem = z.object({
  kind: text,
  request: text,
  message: text,
  status: z.number().optional(),
  code: text.optional(),
  missingAction: text.optional(),
});

const reading = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('status', [z.object({ status: z.literal('read'), value }), z.object({ status: z.literal('unread'), problem })]);

const readings = <T extends z.ZodType>(value: T) => z.record(id, reading(value));

const subnet = z.object({
  ...resource,
  addressPrefixes: prefixes,
  routeTableId: id.optional(),
  networkSecurityGroupId: id.optional(),
  ipConfigurationIds: texts,
});

const peering = z.object({
  ...resource,
  remoteVirtualNetworkId: id,
  peeringState: z.enum(['Initiated', 'Connected', 'Disconnected']),
  peeringSyncLevel: z.enum(['FullyInSync', 'RemoteNotInSync', 'LocalNotInSync', 'LocalAndRemoteNotInSync']),
  allowVirtualNetworkAccess: z.boolean(),
  allowForwardedTraffic: z.boolean(),
  allowGatewayTransit: z.boolean(),
  useRemoteGateways: z.boolean(),
  peerCompleteVnets: z.boolean().default(true),
  localSubnetNames: z.array(z.string()).optional(),
  remoteSubnetNames: z.array(z.string()).optional(),
  syncedRemotePrefixes: prefixes,
});

const virtualNetwork = z.object({ ...resource, location: text, addressPrefixes: prefixes, subnets: z.array(subnet), peerings: z.array(peering) });

const provisioningState = z.enum(['Succeeded', 'Updating', 'Failed', 'Creating', 'Deleting', 'Canceled']);

const bgpConnection = z.object({
  ...resource,
  provisioningState,
  peerIp: text,
  peerAsn: z.number(),
  connectionState: z.enum(['Unknown', 'Connecting', 'Connected', 'NotConnected']).optional(),
  learnedRoutes: reading(z.record(text, z.array(z.object({ network: text, nextHop: z.string().exactOptional() })))),
});

const routeServer = z.object({
  ...resource,
  location: text,
  provisioningState,
  routingState: z.enum(['None', 'Provisioning', 'Provisioned', 'Failed']),
  virtualRouterIps: texts,
  allowBranchToBranchTraffic: z.boolean(),
  subnetIds: z.array(id),
  bgpConnections: reading(z.array(bgpConnection)),
});

const gateway = z.object({ ...resource, gatewayType: z.enum(['Vpn', 'ExpressRoute', 'LocalGateway']), activeActive: z.boolean() });

const route = z.object({ name: text, addressPrefix: text, nextHopType: text, nextHopIpAddress: text.optional() });
const routeTable = z.object({ ...resource, location: text, disableBgpRoutePropagation: z.boolean(), routes: z.array(route) });

const ipConfiguration = z.object({ primary: z.boolean(), subnetId: id, privateIPAddress: text });
const networkInterface = z.object({
  ...resource,
  location: text,
  enableIPForwarding: z.boolean(),
  virtualMachineId: id.optional(),
  networkSecurityGroupId: id.optional(),
  ipConfigurations: z.array(ipConfiguration).min(1),
});

const virtualMachine = z.object({ ...resource, location: text, computerName: text.optional(), guestName: text.optional(), osType: text.optional(), powerState: text, networkInterfaceIds: z.array(id) });

const securityGroup = z.object({ networkSecurityGroupId: id, association: z.enum(['subnet', 'networkInterface']), rules: z.array(z.object(overrideSecurityRule.shape)) });

const subnetAddress = { subnetId: id, privateIPAddress: text };
const firewallRule = z.object({ name: text, access: z.enum(['Allow', 'Deny']), protocols: texts, sourceAddresses: texts, destinationAddresses: texts, destinationPorts: texts, isPartlyRead: z.boolean() });
const firewall = z.object({ ...resource, addresses: z.array(z.object(subnetAddress)), policyId: id.optional(), networkRules: z.array(firewallRule) });
const healthProbe = z.object({ protocol: text, port: z.number(), allUpIfNone: z.boolean() });
const loadBalancingRule = z.object({ frontendId: text, protocol: text, frontendPort: z.number(), probe: healthProbe.optional() });
const loadBalancer = z.object({
  ...resource,
  frontends: z.array(z.object({ id: text, ...subnetAddress })),
  rules: z.array(loadBalancingRule),
  backendPools: z.array(z.object({ nicIds: z.array(id) })),
});
const routingAppliance = z.object({ ...resource, addresses: z.array(z.object(subnetAddress)) });
const adminRule = z.object({
  name: text,
  access: z.enum(['Allow', 'AlwaysAllow', 'Deny']),
  priority: z.number(),
  direction: z.enum(['Inbound', 'Outbound']),
  protocol: text,
  sources: texts,
  destinations: texts,
  sourcePortRanges: texts,
  destinationPortRanges: texts,
});

const requirement = z.enum(['required', 'any', 'forbidden']);
const flowEnd = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('spoke'), spokeId: id, machine: text.exactOptional(), subnet: text.exactOptional(), address: text.exactOptional() }),
]);
const flow = z.object({ from: flowEnd, to: flowEnd, ports: z.array(z.union([z.number(), z.literal('ssh')])).min(1), expect: z.enum(['connect', 'blocked']) });
const spokeExpectations = z.object({
  name: text,
  sshPort: z.number().exactOptional(),
  machines: texts.exactOptional(),
  notProbed: text.exactOptional(),
  remoteGateways: requirement.exactOptional(),
  forwardedTraffic: requirement.exactOptional(),
  routeTables: z.array(z.object({ subnet: text, is: requirement })).exactOptional(),
});

const expectations = z.object({
  transit: z.discriminatedUnion('kind', [z.object({ kind: z.literal('route-server') }), z.object({ kind: z.literal('gateway') }), z.object({ kind: z.literal('addresses'), addresses: texts.min(1) })]),
  routeServerSubnetMinPrefix: z.number(),
  allowSpokePeering: z.boolean(),
  branchToBranch: z.enum(['on', 'off', 'any']).default('on'),
  remoteGateways: requirement.default('required'),
  forwardedTraffic: requirement.default('required'),
  sshPort: z.number().default(22),
  sshChecks: z.boolean(),
  sshPairs: z.discriminatedUnion('kind', [z.object({ kind: z.enum(['auto', 'all', 'ring']), seed: text }), z.object({ kind: z.literal('sample'), size: z.number(), seed: text })]).optional(),
  flows: z.array(flow).min(1).default([{ from: { kind: 'any' }, to: { kind: 'any' }, ports: ['ssh'], expect: 'connect' }]),
  spokes: z.record(id, spokeExpectations).default({}),
  spokePeerings: z.array(z.object({ between: z.tuple([id, id]), is: requirement })).default([]),
  waivers: z.array(z.object({ check: text, subject: text, reason: text, owner: text, until: text })).default([]),
});

export const surveySchema = z.object({
  format: z.literal(1),
  finishedAt: text,
  hubId: id,
  spokeIds: z.array(id),
  spokesFrom: z.enum(['settings', 'hub-peerings']),
  misnamed: z.array(z.object({ setting: text, id: text })).optional(),
  noSpokes: z.array(z.object({ id: z.string() })).optional(),
  routeServerId: id.optional(),
  virtualNetworks: readings(virtualNetwork),
  routeServer: reading(routeServer.nullable()),
  gateways: readings(gateway),
  routeTables: readings(routeTable),
  firewalls: readings(firewall).default({}),
  loadBalancers: readings(loadBalancer).default({}),
  routingAppliances: readings(routingAppliance).default({}),
  adminRules: readings(z.array(adminRule)).default({}),
  networkInterfaces: readings(networkInterface),
  virtualMachines: readings(virtualMachine),
  effectiveRoutes: readings(z.array(z.object(overrideRoute.shape))),
  effectiveSecurityGroups: readings(z.array(securityGroup)),
  /** What the run expected of the network; absent where the file does not say. */
  expectations: expectations.optional(),
});
