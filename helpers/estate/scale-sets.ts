/** The uniform scale sets of a network, as its subnets tell of them: NICs of instances are children of the scale set, apart from others. */
import type { Estate } from './estate';
import { keyOf, parentId, parseResourceId } from './resource-id';
import type { Subnet } from './survey';

const scaleSetNic = /^Microsoft\.Compute\/virtualMachineScaleSets\/virtualMachines\/networkInterfaces\/ipConfigurations$/i;

/** Those with an instance in the network, in the order of their ids. */
export function scaleSetsIn(estate: Estate, networkId: string): string[] {
  const network = estate.network(networkId);
  return scaleSetsAt(network.status === 'read' ? network.value.subnets : []);
}

/** The same of some subnets. */
export function scaleSetsAt(subnets: readonly Subnet[]): string[] {
  const ids = subnets.flatMap(({ ipConfigurationIds }) => ipConfigurationIds);
  const owners = ids.filter((id) => scaleSetNic.test(parseResourceId(id)?.type ?? '')).map((id) => parentId(parentId(parentId(id))));
  return [...new Map(owners.map((id) => [keyOf(id), id])).entries()].sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, id]) => id);
}
