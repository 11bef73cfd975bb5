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
    privateIPAddress: z.string().min(1),
    privateIPAddressVersion: z.string(),
  })
  .transform(({ subnet, ...raw }): NicIpConfiguration => ({ ...raw, subnetId: subnet.id }));

/** What tells which of them a machine is reached by, in one that may have neither subnet nor address. */
const sketch = z.object({
  primary: z.boolean().nullish(),
  subnet: z.unknown().optional(),
  privateIPAddress: z.unknown().optional(),
  privateIPAddressVersion: z.string().nullish(),
});

/**
 * Azure has been seen to send one without subnet and address, the IPv6 half of a NIC with both: it is left out. The one by which the
 * machine is reached, the primary one of IPv4, is needed, and so is one at all.
 */
const ipConfigurations = z
  .array(z.unknown())
  .min(1)
  .transform((all) => {
    const needed = neededAmong(all);
    const kept = all.filter((each) => each === needed || !isIncomplete(each));
    return kept.length > 0 ? kept : all;
  })
  .pipe(z.array(ipConfiguration));

function neededAmong(all: readonly unknown[]): unknown {
  const ipv4 = all.filter((each) => sketch.safeParse(each).data?.privateIPAddressVersion?.toLowerCase() !== 'ipv6');
  return ipv4.find((each) => sketch.safeParse(each).data?.primary) ?? ipv4[0];
}

function isIncomplete(configuration: unknown): boolean {
  const { data } = sketch.safeParse(configuration);
  return data !== undefined && (!data.subnet || !data.privateIPAddress);
}

const networkInterface = resource
  .extend({
    location: z.string(),
    enableIPForwarding: z.boolean(),
    // Absent for a NIC of a private endpoint, of another service, or a spare one.
    virtualMachine: reference.optional(),
    networkSecurityGroup: reference.optional(),
    ipConfigurations,
  })
  .transform(
    ({ virtualMachine, networkSecurityGroup, ...raw }): NetworkInterface => ({
      ...raw,
      ...(virtualMachine && { virtualMachineId: virtualMachine.id }),
      ...(networkSecurityGroup && { networkSecurityGroupId: networkSecurityGroup.id }),
    }),
  );

/** @param answer the resource as ARM sends it, alone or in a list. Throws ZodError or MalformedAnswer */
export const networkInterfaceFrom = (answer: unknown, id: string): NetworkInterface => parseResource(networkInterface, answer, id);

/** One GET. @param id id of the NIC, in any case */
export function readNetworkInterface(azure: AzureClients, id: string): Promise<Reading<NetworkInterface>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return networkInterfaceFrom(await azure.network(subscriptionId).networkInterfaces.get(resourceGroup, name), id);
  });
}
