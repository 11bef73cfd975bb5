/**
 * What of Azure's answers matters to the traffic of the deployment. Lists of Azure's own public ranges differ from region to region and from
 * year to year, and no packet between the surveyed networks ever meets them.
 */
import { overlaps } from '../addresses/addresses';
import type { Topology } from '../topology/topology';

/** Whether a prefix shares an address with the networks. */
export function relevantTo({ virtualNetworks }: Topology): (prefix: string) => boolean {
  const spaces = virtualNetworks.flatMap(({ addressPrefixes }) => addressPrefixes);
  return (prefix) => spaces.some((space) => overlaps(space, prefix));
}
