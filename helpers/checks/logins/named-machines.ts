/** The machines of a deployment by what tells one from another in a login: names, and the addresses by which host keys are known. */
import type { Estate } from '../../estate/estate';
import { keyOf } from '../../estate/resource-id';
import type { NamedMachine } from '../../probe/endpoint';
import { hostNamesOf } from '../../probe/endpoint';

/** Those of all spokes, and of the hub as far as they were read. A machine that could not be read is there by its address. */
export function namedMachines({ survey, label, virtualMachine }: Estate): NamedMachine[] {
  const nics = Object.values(survey.networkInterfaces).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));
  const ids = new Map(nics.flatMap(({ virtualMachineId: id }) => (id === undefined ? [] : [[keyOf(id), id]])));
  return [...ids].map(([key, id]) => {
    const vm = virtualMachine(id);
    const own = nics.filter(({ virtualMachineId = '' }) => keyOf(virtualMachineId) === key);
    return {
      name: label(id),
      hostNames: vm.status === 'read' ? hostNamesOf(vm.value) : [],
      addresses: own.flatMap(({ ipConfigurations }) => ipConfigurations.map(({ privateIPAddress }) => privateIPAddress)),
    };
  });
}
