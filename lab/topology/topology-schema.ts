/** The schema of a topology file: what may stand in it, and what is filled in where it says nothing. */
import { z } from 'zod';
import { parseAddress, parsePrefix } from '../addresses/addresses';
import { knownServices } from '../addresses/service-prefixes';
import { knownTags } from '../addresses/service-tags';
import { overrideRoute, overrideSecurityGroup } from './overrides-schema';
import type { Topology } from './topology';

const text = z.string().min(1);
const ref = text;
const prefix = z.string().refine((value) => parsePrefix(value) !== undefined, { error: ({ input }) => `${JSON.stringify(input)} is no prefix` });
const address = z.string().refine((value) => parseAddress(value) !== undefined, { error: ({ input }) => `${JSON.stringify(input)} is no address` });
const guid = z.guid({ error: ({ input }) => `${JSON.stringify(input)} is no subscription id (a GUID)` });
const provisioningState = z.enum(['Succeeded', 'Updating', 'Failed', 'Creating', 'Deleting', 'Canceled']).default('Succeeded');
const flag = z.boolean().default(false);
const listOf = <T extends z.ZodType>(item: T): z.ZodDefault<z.ZodArray<T>> => z.array(item).default([]);

const ruleAddress = z
  .string()
  .refine((value) => value === '*' || knownTags.includes(value) || parsePrefix(value) !== undefined || parseAddress(value) !== undefined, {
    error: ({ input }) => `${JSON.stringify(input)} is no prefix, no address, not "*" and no tag of ${knownTags.join(', ')}`,
  });
const portRange = z.string().refine(isPortRange, { error: ({ input }) => `${JSON.stringify(input)} is no port, no range of ports and not "*"` });
const anything = z.array(ruleAddress).min(1).default(['*']);
const anyPort = z.array(portRange).min(1).default(['*']);

const subnet = z.strictObject({
  name: text,
  addressPrefixes: z.array(prefix).min(1),
  routeTable: ref.exactOptional(),
  networkSecurityGroup: ref.exactOptional(),
  serviceEndpoints: z.array(z.enum(knownServices)).exactOptional(),
  privateEndpoints: z.array(z.strictObject({ name: text, privateIPAddress: address, networkInterface: text.exactOptional() })).exactOptional(),
  forwarders: z.array(z.strictObject({ name: text, privateIPAddress: address })).exactOptional(),
});

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
});

const route = z
  .strictObject({
    name: text,
    addressPrefix: prefix,
    nextHopType: z.enum(['VirtualNetworkGateway', 'VnetLocal', 'Internet', 'VirtualAppliance', 'None']),
    nextHopIpAddress: address.exactOptional(),
  })
  .refine(({ nextHopType, nextHopIpAddress }) => (nextHopType === 'VirtualAppliance') === (nextHopIpAddress !== undefined), {
    path: ['nextHopIpAddress'],
    error: 'a next hop address belongs to the next hop type VirtualAppliance, and to no other',
  });

const securityRule = z.strictObject({
  name: text,
  priority: z.int().min(100).max(4096),
  direction: z.enum(['Inbound', 'Outbound']),
  access: z.enum(['Allow', 'Deny']),
  protocol: z.enum(['Tcp', 'Udp', 'Icmp', '*']).default('*'),
  sourceAddressPrefixes: anything,
  sourcePortRanges: anyPort,
  destinationAddressPrefixes: anything,
  destinationPortRanges: anyPort,
});

const bgpConnection = z.strictObject({
  name: text,
  peerIp: address,
  peerAsn: z.int().min(1).max(65534),
  provisioningState,
  connectionState: z.enum(['Unknown', 'Connecting', 'Connected', 'NotConnected']).exactOptional(),
  advertises: listOf(prefix),
  learnedBy: z.array(z.int().min(0).max(1)).exactOptional(),
  learned: z.record(text, z.array(text)).exactOptional(),
});

function isPortRange(value: string): boolean {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(value) ?? [];
  return value === '*' || (first !== undefined && Number(first) <= Number(last) && Number(last) <= 65535);
}

/** A resource that names no subscription lies in the given one. */
export function topologySchema(defaultSubscription: string): z.ZodType<Topology> {
  const resource = { name: text, subscription: guid.default(defaultSubscription), resourceGroup: text, location: text };
  return z.strictObject({
    name: text,
    description: z.string().default(''),
    subscriptions: z
      .array(z.strictObject({ id: guid, displayName: text.optional() }))
      .min(1)
      .transform((list) => list.map(({ id, displayName }, index) => ({ id, displayName: displayName ?? `Subscription ${String(index + 1)}` }))),
    virtualNetworks: z.array(z.strictObject({ ...resource, addressPrefixes: z.array(prefix).min(1), subnets: listOf(subnet), peerings: listOf(peering) })),
    routeTables: listOf(z.strictObject({ ...resource, disableBgpRoutePropagation: flag, routes: listOf(route) })),
    networkSecurityGroups: listOf(z.strictObject({ ...resource, rules: listOf(securityRule) })),
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
        learnedPrefixes: z.array(prefix).exactOptional(),
      }),
    ),
    virtualMachines: listOf(
      z.strictObject({
        ...resource,
        operatingSystem: z.enum(['Linux', 'Windows']).exactOptional(),
        computerName: text.nullable().exactOptional(),
        renamedTo: text.exactOptional(),
        powerState: z.enum(['running', 'stopped', 'deallocated', 'starting', 'stopping', 'deallocating', 'unknown']).default('running'),
        networkInterfaces: z.array(ref).min(1),
        forwards: z.boolean().exactOptional(),
        listensOn: z.array(z.int().min(1).max(65535)).exactOptional(),
      }),
    ),
    networkInterfaces: listOf(
      z.strictObject({
        ...resource,
        subnet: ref,
        privateIPAddresses: z.array(address).min(1),
        networkSecurityGroup: ref.exactOptional(),
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
    }),
  });
}
