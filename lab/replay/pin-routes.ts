/**
 * Effective routes that are not what follows from the tables and peerings, as while Azure is still programming a NIC, are kept as seen. Rows
 * about Azure's own public ranges don't count.
 */
import { effectiveRoutes } from '../network/effective-routes';
import type { SeenRoute } from '../topology/as-seen';
import { networkInterfaceId } from '../topology/resource-ids';
import type { World } from '../topology/world';
import { readingOf, type Draft } from './draft';
import { relevantTo } from './relevant';

/** The names of the NICs whose routes are kept. */
export function pinRoutes({ survey, topology }: Draft, world: World): string[] {
  const isRelevant = relevantTo(topology);
  return topology.networkInterfaces.flatMap((nic) => {
    const reading = readingOf(survey.effectiveRoutes, networkInterfaceId(nic));
    if (reading?.status !== 'read') return [];
    const computed = effectiveRoutes(world, nic).map(({ addressPrefix: addressPrefixes, nextHopIpAddress: nextHopIpAddresses, ...row }) => ({ ...row, addressPrefixes, nextHopIpAddresses }));
    if (meaning(reading.value, isRelevant) === meaning(computed, isRelevant)) return [];
    nic.effectiveRoutes = reading.value;
    return [nic.name];
  });
}

type Row = Pick<SeenRoute, 'name' | 'source' | 'state' | 'nextHopType'> & Readonly<Record<'addressPrefixes' | 'nextHopIpAddresses', readonly string[]>>;

/** Rows of different prefixes may come in any order, those of one prefix are told in theirs. */
function meaning(rows: readonly Row[], isRelevant: (prefix: string) => boolean): string {
  const byPrefix = rows.flatMap((row) => row.addressPrefixes.filter(isRelevant).map((prefix) => ({ prefix, row })));
  const sorted = byPrefix.sort((a, b) => (a.prefix < b.prefix ? -1 : Number(a.prefix > b.prefix)));
  return sorted.map(({ prefix, row }) => [prefix, row.name, row.source, row.state, row.nextHopType, ...row.nextHopIpAddresses].join(' ')).join('\n');
}
