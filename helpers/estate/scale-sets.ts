/** The uniform scale sets of a network, as its subnets tell of them: NICs of instances are children of the scale set, apart from others. */
import type { Estate } from './estate';
import { keyOf, parentId, parseResourceId } from './resource-id';

const scaleSetNic = /^Microsoft\.Compute\/virtualMachineScaleSets\/virtualMachines\/networkInterfaces\/ipConfigurations$/i;

/** Those with an instance in the network, in the order of their ids. */
export function scaleSetsIn(estate: Estate, networkId: string): string[] {
  const network = estate.network(networkId);
  const ids = network.status === 'read' ? network.value.subnets.flatMap(({ ipConfigurationIds }) => ipConfigurationIds) : [];
  const owners = ids.filter((id) => scaleSetNic.test(parseResourceId(id)?.type ?? '')).map((id) => parentId(parentId(parentId(id))));
  return [...new Map(owners.map((id) => [keyOf(id), id])).entries()].sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, id]) => id);
}
