/** The schema of a topology file: what may stand in it, and what is filled in where it says nothing. */
import { z } from 'zod';
import { parsePrefix } from '../addresses/addresses';
import { knownRouteTags, knownServices, routeTagPrefixes } from '../addresses/service-prefixes';
import { applianceBehaviour } from './appliance-schema';
import { fileExpectations } from './expectations-schema';
import { forwarder } from './forwarders-schema';
import { overrideRoute, overrideSecurityGroup } from './overrides-schema';
import { hasItsInstances, scaleSetParts } from './scale-sets-schema';
import { address, flag, guid, listOf, operatingSystem, ports, powerState, prefix, provisioningState, ref, somePorts, text, userName } from './schema-words';
import { adminRule, securityRule } from './security-rules-schema';
import type { Topology } from './topology';

const subnet = z.strictObject({
  name: text,
  addressPrefixes: z.array(prefix).min(1),
  routeTable: ref.exactOptional(),
  networkSecurityGroup: ref.exactOptional(),
  serviceEndpoints: z.array(z.enum(knownServices)).exactOptional(),
  privateEndpoints: z.array(z.strictObject({ name: text, privateIPAddress: address, networkInterface: text.exactOptional() })).exactOptional(),
  forwarders: z.array(forwarder).exactOptional(),
});

const isForPart = ({ peerCompleteVnets }: { readonly peerCompleteVnets?: boolean }, names: readonly string[] | undefined): boolean => names === undefined || peerCompleteVnets === false;
const partly = { error: 'subnets are named by a subnet peering, with peerCompleteVnets false, and by no other' };

const peering = z.strictObject({
  name: text,
  remote: ref,
  allowVirtualNetworkAccess: z.boolean().default(true),
  allowForwardedTraffic: flag,
  allowGatewayTransit: flag,
  useRemoteGateways: flag,
  peeringState: z.enum(['Initiated', 'Connected', 'Disconnected']).exactOptional(),
  peeringSyncLevel: z.enum(['FullyInSync', 'RemoteNotInSync', 'LocalNotInSync', 'LocalAndRemoteNotInSync']).exactOptional(),
  syncedRemotePrefixes: z.array(prefix).exactOptional(),
  peerCompleteVnets: z.boolean().exactOptional(),
  localSubnetNames: z.array(text).min(1).exactOptional(),
  remoteSubnetNames: z.array(text).min(1).exactOptional(),
}).refine((side) => isForPart(side, side.localSubnetNames), { path: ['localSubnetNames'], ...partly }).refine((side) => isForPart(side, side.remoteSubnetNames), { path: ['remoteSubnetNames'], ...partly });

const routePrefix = z.string().refine((value) => parsePrefix(value) !== undefined || routeTagPrefixes(value) !== undefined, {
  error: ({ input }) => `${JSON.stringify(input)} is no prefix${/^[A-Za-z.]+$/.test(String(input)) ? ` and no service tag of ${knownRouteTags.join(', ')}` : ''}`,
});

const route = z
  .strictObject({
    name: text,
    addressPrefix: routePrefix,
    nextHopType: z.enum(['VirtualNetworkGateway', 'VnetLocal', 'Internet', 'VirtualAppliance', 'None']),
    nextHopIpAddress: address.exactOptional(),
  })
  .refine(({ nextHopType, nextHopIpAddress }) => (nextHopType === 'VirtualAppliance') === (nextHopIpAddress !== undefined), {
    path: ['nextHopIpAddress'],
    error: 'a next hop address belongs to the next hop type VirtualAppliance, and to no other',
  });

const bgpConnection = z.strictObject({
  name: text,
  peerIp: address,
  peerAsn: z.int().min(1).max(65534),
  provisioningState,
  connectionState: z.enum(['Unknown', 'Connecting', 'Connected', 'NotConnected']).exactOptional(),
  advertises: listOf(prefix),
  nextHop: address.exactOptional(),
  learnedBy: z.array(z.int().min(0).max(1)).exactOptional(),
  learned: z.record(text, z.array(text)).exactOptional(),
});

/** A file may have the prefix alone. */
const learnedPrefix = z.preprocess(
  (written) => (typeof written === 'string' ? { prefix: written } : written),
  z.strictObject({ prefix, nextHops: z.array(address).min(1).exactOptional() }),
);

/** A resource that names no subscription lies in the given one. */
export function topologySchema(defaultSubscription: string): z.ZodType<Topology> {
  const resource = { name: text, subscription: guid.default(defaultSubscription), resourceGroup: text, location: text };
  return z.strictObject({
    name: text,
    description: z.string().default(''),
    forwardedTraffic: z.enum(['enforced', 'not enforced']).exactOptional(),
    subscriptions: z
      .array(z.strictObject({ id: guid, displayName: text.optional() }))
      .min(1)
      .transform((list) => list.map(({ id, displayName }, index) => ({ id, displayName: displayName ?? `Subscription ${String(index + 1)}` }))),
    virtualNetworks: z.array(z.strictObject({ ...resource, addressPrefixes: z.array(prefix).min(1), subnets: listOf(subnet), peerings: listOf(peering), adminRules: z.array(adminRule).exactOptional() })),
    connectedGroups: z.array(z.strictObject({ name: text, members: z.array(ref).min(1) })).exactOptional(),
    routeTables: listOf(z.strictObject({ ...resource, disableBgpRoutePropagation: flag, routes: listOf(route) })),
    networkSecurityGroups: listOf(z.strictObject({ ...resource, rules: listOf(securityRule) })),
    applicationSecurityGroups: listOf(z.strictObject(resource)),
    routeServers: listOf(
      z.strictObject({
        ...resource,
        subnet: ref,
        provisioningState,
        routingState: z.enum(['None', 'Provisioning', 'Provisioned', 'Failed']).default('Provisioned'),
        virtualRouterIps: z.array(address).exactOptional(),
        allowBranchToBranchTraffic: flag,
        bgpConnections: listOf(bgpConnection),
      }),
    ),
    virtualNetworkGateways: listOf(
      z.strictObject({
        ...resource,
        subnet: ref,
        gatewayType: z.enum(['Vpn', 'ExpressRoute', 'LocalGateway']).default('Vpn'),
        activeActive: flag,
        asn: z.int().min(1).max(65534).default(65515),
        learnedPrefixes: z.array(learnedPrefix).exactOptional(),
        hairpin: z.boolean().exactOptional(),
      }),
    ),
    virtualMachines: listOf(
      z.strictObject({
        ...resource,
        operatingSystem: operatingSystem.exactOptional(),
        computerName: text.nullable().exactOptional(),
        renamedTo: text.exactOptional(),
        powerState,
        networkInterfaces: z.array(ref).min(1),
        forwards: z.boolean().exactOptional(),
        ...applianceBehaviour,
        listensOn: ports.exactOptional(),
        guestFirewall: z.array(z.strictObject({ ports: somePorts, action: z.enum(['drop', 'refuse']) })).exactOptional(),
        sshUser: userName.exactOptional(),
        scaleSet: ref.exactOptional(),
      }),
    ),
    scaleSets: listOf(
      z.strictObject({ ...resource, ...scaleSetParts }).refine(hasItsInstances, { path: ['instances'], error: 'the machines of a flexible scale set stand among the virtualMachines, with its name in scaleSet' }),
    ),
    networkInterfaces: listOf(
      z.strictObject({
        ...resource,
        subnet: ref,
        privateIPAddresses: z.array(address).min(1),
        networkSecurityGroup: ref.exactOptional(),
        applicationSecurityGroups: z.array(ref).exactOptional(),
        enableIPForwarding: flag,
        effectiveRoutes: z.array(overrideRoute).exactOptional(),
        effectiveSecurityGroups: z.array(overrideSecurityGroup).exactOptional(),
      }),
    ),
    settings: z.strictObject({
      hub: ref,
      spokes: z.array(ref).exactOptional(),
      transit: text.exactOptional(),
      environment: z.record(text, z.string()).exactOptional(),
      expectations: fileExpectations.exactOptional(),
    }),
  });
}
