/** Reads a virtual network with its subnets and peerings, which ARM sends inline. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import type { Peering, Subnet, VirtualNetwork } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { parseResource, placeOf, reference, resource } from './resource-shape';

const prefixes = z.array(z.string()).min(1);

const subnet = resource
  .extend({
    addressPrefix: z.string().optional(),
    addressPrefixes: prefixes.optional(),
    routeTable: reference.optional(),
    networkSecurityGroup: reference.optional(),
    // Absent while nothing has an address in the subnet.
    ipConfigurations: z.array(reference).default([]),
  })
  .transform((raw, context): Subnet => {
    const addressPrefixes = raw.addressPrefixes ?? (raw.addressPrefix === undefined ? [] : [raw.addressPrefix]);
    if (addressPrefixes.length === 0) context.addIssue({ code: 'custom', message: 'neither addressPrefix nor addressPrefixes is there' });
    return {
      id: raw.id,
      name: raw.name,
      addressPrefixes,
      ...(raw.routeTable && { routeTableId: raw.routeTable.id }),
      ...(raw.networkSecurityGroup && { networkSecurityGroupId: raw.networkSecurityGroup.id }),
      ipConfigurationIds: raw.ipConfigurations.map(({ id }) => id),
    };
  });

const peering = resource
  .extend({
    remoteVirtualNetwork: reference,
    peeringState: z.string(),
    peeringSyncLevel: z.string(),
    provisioningState: z.string(),
    allowVirtualNetworkAccess: z.boolean(),
    allowForwardedTraffic: z.boolean(),
    allowGatewayTransit: z.boolean(),
    useRemoteGateways: z.boolean(),
    // Newer than peerings themselves: an API that does not send it knows no subnet peerings.
    peerCompleteVnets: z.boolean().default(true),
    localSubnetNames: z.array(z.string()).optional(),
    remoteSubnetNames: z.array(z.string()).optional(),
    remoteAddressSpace: z.object({ addressPrefixes: z.array(z.string()) }),
  })
  .transform(
    ({ remoteVirtualNetwork, remoteAddressSpace, localSubnetNames, remoteSubnetNames, ...raw }): Peering => ({
      ...raw,
      ...(localSubnetNames && { localSubnetNames }),
      ...(remoteSubnetNames && { remoteSubnetNames }),
      remoteVirtualNetworkId: remoteVirtualNetwork.id,
      syncedRemotePrefixes: remoteAddressSpace.addressPrefixes,
    }),
  );

const virtualNetwork = resource
  .extend({
    location: z.string(),
    provisioningState: z.string(),
    addressSpace: z.object({ addressPrefixes: prefixes }),
    subnets: z.array(subnet),
    virtualNetworkPeerings: z.array(peering),
  })
  .transform(
    ({ addressSpace, virtualNetworkPeerings, ...raw }): VirtualNetwork => ({
      ...raw,
      addressPrefixes: addressSpace.addressPrefixes,
      peerings: virtualNetworkPeerings,
    }),
  );

/** @param answer the resource as ARM sends it, alone or in a list. Throws ZodError or MalformedAnswer */
export const virtualNetworkFrom = (answer: unknown, id: string): VirtualNetwork => parseResource(virtualNetwork, answer, id);

/** One GET. @param id id of the virtual network, in any case */
export function readVirtualNetwork(azure: AzureClients, id: string): Promise<Reading<VirtualNetwork>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return virtualNetworkFrom(await azure.network(subscriptionId).virtualNetworks.get(resourceGroup, name), id);
  });
}
