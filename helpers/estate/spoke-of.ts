/** Which spoke a resource belongs to. */
import type { Estate } from './estate';
import { keyOf } from './resource-id';
import type { Key } from './survey';

/** The network itself and what its id lies under, its NICs, those that were not read too, and their machines. */
export function spokeOf(estate: Estate): (subject: Key) => Key | undefined {
  const owners = new Map<Key, Key>();
  for (const id of estate.survey.spokeIds) {
    const machines = estate.machinesIn(id);
    owners.set(keyOf(id), keyOf(id));
    if (machines.status === 'unread') continue;
    for (const { nic, vmId } of machines.value.nics) for (const own of [nic.id, vmId]) owners.set(keyOf(own), keyOf(id));
    for (const { nicId } of machines.value.unread) owners.set(keyOf(nicId), keyOf(id));
  }
  for (const { id, reading } of estate.spokes) {
    for (const { routeTableId } of reading.status === 'read' ? reading.value.subnets : []) {
      if (routeTableId !== undefined && !owners.has(keyOf(routeTableId))) owners.set(keyOf(routeTableId), keyOf(id));
    }
  }
  return (subject) => owners.get(subject) ?? owners.get(subject.split('/subnets/')[0] ?? '') ?? owners.get(subject.split('/virtualnetworkpeerings/')[0] ?? '');
}
