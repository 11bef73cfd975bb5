/** Reads what guests call themselves, of machines that are known from lists: these need not say it. */
import { keyOf } from '../../estate/resource-id';
import type { Survey } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { readVirtualMachine } from './read-virtual-machine';

/**
 * One GET for each of them that was read by list and whose name as a guest is not known. Nothing else of a reading changes, so what was judged of the survey holds.
 *
 * @param machineIds in any case
 */
export async function readGuestNames(survey: Survey, machineIds: readonly string[], azure: AzureClients): Promise<Survey> {
  const keys = [...new Set(machineIds.map(keyOf))].filter((key) => azure.listedMachines.has(key));
  const named = await Promise.all(
    keys.map(async (key) => {
      const before = survey.virtualMachines[key];
      if (before?.status !== 'read' || before.value.guestName !== undefined) return [];
      const now = await readVirtualMachine(azure, before.value.id);
      const guestName = now.status === 'read' ? now.value.guestName : undefined;
      return guestName === undefined ? [] : [[key, { ...before, value: { ...before.value, guestName } }] as const];
    }),
  );
  return { ...survey, virtualMachines: { ...survey.virtualMachines, ...Object.fromEntries(named.flat()) } };
}
