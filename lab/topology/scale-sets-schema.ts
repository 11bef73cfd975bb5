/** The schema of scale sets. */
import { z } from 'zod';
import { address, flag, listOf, operatingSystem, ports, powerState, ref, text } from './schema-words';

const nic = z.strictObject({
  name: text,
  subnet: ref,
  privateIPAddresses: z.array(address).min(1),
  networkSecurityGroup: ref.exactOptional(),
  applicationSecurityGroups: z.array(ref).exactOptional(),
  enableIPForwarding: flag,
});

const instance = z.strictObject({
  instanceId: text,
  computerName: text.exactOptional(),
  renamedTo: text.exactOptional(),
  powerState,
  networkInterfaces: z.array(nic).min(1),
});

/** Without what each resource has. */
export const scaleSetParts = {
  orchestration: z.enum(['uniform', 'flexible']).default('uniform'),
  operatingSystem: operatingSystem.exactOptional(),
  forwards: z.boolean().exactOptional(),
  listensOn: ports.exactOptional(),
  instances: listOf(instance),
};

/** The machines of a flexible one are in the list of machines. */
export const hasItsInstances = ({ orchestration, instances }: { orchestration: string; instances: readonly unknown[] }): boolean => orchestration === 'uniform' || instances.length === 0;
