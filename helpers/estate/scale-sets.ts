/** The uniform scale sets with an instance in a network. Their NICs are apart from others', and Azure computes no effective routes for them. */
import type { Estate } from './estate';
import { keyOf, parentId, parseResourceId } from './resource-id';

const scaleSetNic = /^Microsoft\.Compute\/virtualMachineScaleSets\/virtualMachines\/networkInterfaces\/ipConfigurations$/i;

/** Ids, sorted; none of a network that was not read. */
export function scaleSetsIn(estate: Pick<Estate, 'network'>, networkId: string): string[] {
  const network = estate.network(networkId);
  const ids = network.status === 'read' ? network.value.subnets.flatMap(({ ipConfigurationIds }) => ipConfigurationIds) : [];
  const owners = ids.filter((id) => scaleSetNic.test(parseResourceId(id)?.type ?? '')).map((id) => parentId(parentId(parentId(id))));
  return [...new Map(owners.map((id) => [keyOf(id), id])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
