/**
 * Effective routes that are not what follows from the tables and peerings, as while Azure is still programming a NIC, become the NIC's override. Rows
 * about Azure's own public ranges don't count.
 */
import { effectiveRoutes } from '../network/effective-routes';
import type { OverrideRoute } from '../topology/overrides';
import { networkInterfaceId } from '../topology/resource-ids';
import type { World } from '../topology/world';
import { readingOf, type ReplayDraft } from './replay-draft';
import { relevantTo } from './relevant';

/** The names of the NICs whose routes are overridden. */
export function overrideRoutes({ survey, topology }: ReplayDraft, world: World): string[] {
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

type Row = Pick<OverrideRoute, 'name' | 'source' | 'state' | 'nextHopType'> & Readonly<Record<'addressPrefixes' | 'nextHopIpAddresses', readonly string[]>>;

/** Rows of different prefixes may come in any order, those of one prefix keep their order. */
function meaning(rows: readonly Row[], isRelevant: (prefix: string) => boolean): string {
  const byPrefix = rows.flatMap((row) => row.addressPrefixes.filter(isRelevant).map((prefix) => ({ prefix, row })));
  const sorted = byPrefix.sort((a, b) => (a.prefix < b.prefix ? -1 : Number(a.prefix > b.prefix)));
  return sorted.map(({ prefix, row }) => [prefix, row.name, row.source, row.state, row.nextHopType, ...row.nextHopIpAddresses].join(' ')).join('\n');
}
