/** The resources with an address in a subnet, from the subnet's `ipConfigurations`. Azure writes these ids in capitals. */
import { keyOf, parentId, parseResourceId } from '../../estate/resource-id';
import type { Subnet } from '../../estate/survey';

/**
 * Ids of the NICs with an address in these subnets, each once. Load balancers, gateways, Bastion and others are left out, and so are
 * the NICs of uniform scale sets (`…/virtualMachineScaleSets/…/networkInterfaces/…`), which ARM keeps apart from other NICs.
 */
export const networkInterfaceIds = (subnets: readonly Subnet[]): string[] =>
  ownersOf(subnets, 'Microsoft.Network/networkInterfaces/ipConfigurations');

/** Ids of the virtual network gateways with an address in these subnets, each once. */
export const gatewayIds = (subnets: readonly Subnet[]): string[] =>
  ownersOf(subnets, 'Microsoft.Network/virtualNetworkGateways/ipConfigurations');

function ownersOf(subnets: readonly Subnet[], type: string): string[] {
  const owners = subnets
    .flatMap(({ ipConfigurationIds }) => ipConfigurationIds)
    .filter((id) => parseResourceId(id)?.type.toLowerCase() === type.toLowerCase())
    .map(parentId);
  return distinctIds(owners);
}

/** Leaves out ids that differ only in case; the first spelling stays. */
export function distinctIds(ids: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const id of ids) if (!byKey.has(keyOf(id))) byKey.set(keyOf(id), id);
  return [...byKey.values()];
}
