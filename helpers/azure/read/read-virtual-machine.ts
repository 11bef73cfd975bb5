/** Reads a virtual machine together with its instance view, which tells whether it runs. */
import { z } from 'zod';
import type { Reading } from '../../estate/reading';
import type { VirtualMachine } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { observe } from '../problem/observe';
import { parseResource, placeOf, reference, resource } from './resource-shape';

const powerState = /^PowerState\/(.+)$/i;

const virtualMachine = resource
  .extend({
    location: z.string(),
    osProfile: z.object({ computerName: z.string().optional() }).optional(),
    storageProfile: z.object({ osDisk: z.object({ osType: z.string().optional() }).optional() }).optional(),
    networkProfile: z.object({ networkInterfaces: z.array(reference) }),
    instanceView: z
      .object({ computerName: z.string().optional(), statuses: z.array(z.object({ code: z.string().optional() })).default([]) })
      .default({ statuses: [] }),
  })
  .transform(
    ({ osProfile, storageProfile, networkProfile, instanceView, ...raw }): VirtualMachine => ({
      ...raw,
      ...(osProfile?.computerName !== undefined && { computerName: osProfile.computerName }),
      ...(instanceView.computerName !== undefined && instanceView.computerName !== '' && { guestName: instanceView.computerName }),
      ...(storageProfile?.osDisk?.osType !== undefined && { osType: storageProfile.osDisk.osType }),
      powerState: instanceView.statuses.map(({ code }) => powerState.exec(code ?? '')?.[1]).find(Boolean) ?? 'unknown',
      networkInterfaceIds: networkProfile.networkInterfaces.map(({ id }) => id),
    }),
  );

/** @param answer the resource as ARM sends it, alone or in a list. Throws ZodError or MalformedAnswer */
export const virtualMachineFrom = (answer: unknown, id: string): VirtualMachine => parseResource(virtualMachine, answer, id);

/** One GET with `$expand=instanceView`. @param id id of the virtual machine, in any case */
export function readVirtualMachine(azure: AzureClients, id: string): Promise<Reading<VirtualMachine>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    const answer = await azure.compute(subscriptionId).virtualMachines.get(resourceGroup, name, { expand: 'instanceView' });
    return virtualMachineFrom(answer, id);
  });
}

const offStates = new Set(['stopping', 'stopped', 'deallocating', 'deallocated']);

/** Whether Azure reports that the machine is not running. A machine whose state is unknown is not known to be off. */
export const isKnownToBeOff = (reading: Reading<VirtualMachine>): boolean =>
  reading.status === 'read' && offStates.has(reading.value.powerState.toLowerCase());
