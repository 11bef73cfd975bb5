/** Reads a network interface with its IP configurations. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import type { NetworkInterface, NicIpConfiguration } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { parseResource, placeOf, reference, resource } from './resource-shape';

const ipConfiguration = z
  .object({
    name: z.string(),
    primary: z.boolean().default(false),
    subnet: reference,
    privateIPAddress: z.string(),
    privateIPAddressVersion: z.string(),
  })
  .transform(({ subnet, ...raw }): NicIpConfiguration => ({ ...raw, subnetId: subnet.id }));

const networkInterface = resource
  .extend({
    location: z.string(),
    enableIPForwarding: z.boolean(),
    // Absent for a NIC of a private endpoint, of another service, or a spare one.
    virtualMachine: reference.optional(),
    networkSecurityGroup: reference.optional(),
    ipConfigurations: z.array(ipConfiguration).min(1),
  })
  .transform(
    ({ virtualMachine, networkSecurityGroup, ...raw }): NetworkInterface => ({
      ...raw,
      ...(virtualMachine && { virtualMachineId: virtualMachine.id }),
      ...(networkSecurityGroup && { networkSecurityGroupId: networkSecurityGroup.id }),
    }),
  );

/** One GET. @param id id of the NIC, in any case */
export function readNetworkInterface(azure: AzureClients, id: string): Promise<Reading<NetworkInterface>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return parseResource(networkInterface, await azure.network(subscriptionId).networkInterfaces.get(resourceGroup, name), id);
  });
}
