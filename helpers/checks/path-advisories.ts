/** Paths that work and are worth a word: there over one appliance and back over another, which a stateful one does not forgive. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { flowsIn, isPairOf } from '../estate/flows';
import { powerOf } from '../estate/machines';
import { pairsOf } from '../estate/nic-pairs';
import { keyOf } from '../estate/resource-id';
import type { Finding } from '../findings/finding';
import type { Beyond } from '../findings/path-findings';
import { followExpected } from '../path/follow-packet';
import { hopsOf } from '../path/path';

/**
 * One for each two sets of next hops that there and back differ in, and one for each set of several at equal cost: of those Azure picks one for each
 * connection and each direction. The instances of one Route Server count as one; one direction speaks for both.
 */
export function pathAdvisories(estate: Estate, expectations: Expectations): Finding[] {
  if (expectations.transit.kind === 'route-server') return [];
  const found = new Map<string, Finding & { readonly kind: 'asymmetric-path' | 'equal-cost-hops' }>();
  const isDue = isPairOf(flowsIn(expectations), 'connect', estate.survey.spokeIds);
  for (const pair of pairsOf(estate.pairSources)) {
    if (pair.kind !== 'pair' || !isDue(pair) || keyOf(pair.from.nic.id) > keyOf(pair.to.nic.id)) continue;
    const { from, to } = pair;
    if (powerOf(from.vm) !== 'running' || powerOf(to.vm) !== 'running') continue;
    const path = followExpected(estate, expectations, from, to);
    if (path.kind !== 'arrives') continue;
    const [there, back] = [hopsOf(path.there), hopsOf(path.back)];
    // At a provider's edge there are routers, which remember no connections.
    if (path.beyond.some((beyond) => beyond.kind === 'edge')) continue;
    const [holders, answering] = [holdersOf(path.beyond, there), holdersOf(path.beyond, back)];
    const isSame = holders.join() === answering.join();
    if (isSame && holders.length < 2) continue;
    const key = [there, back].map((hops) => hops.join()).join(' ');
    const known = found.get(key);
    const pairs = (known?.pairs ?? 0) + 1;
    const ends = known ? { from: known.from, to: known.to } : { from: from.ref, to: to.ref };
    found.set(key, isSame ? { kind: 'equal-cost-hops', ...ends, hops: there.map((address) => ({ address, ...holderOf(path.beyond, address) })), pairs } : { kind: 'asymmetric-path', ...ends, there, back, pairs });
  }
  return [...found.values()];
}

/** Who has these addresses: two NICs of one machine are one appliance. */
const holdersOf = (beyond: readonly Beyond[], addresses: readonly string[]): string[] =>
  [...new Set(addresses.map((address) => holderOf(beyond, address).vmId ?? address).map(keyOf))].sort();

/** The machine that has the address of a next hop, where one was read. */
function holderOf(beyond: readonly Beyond[], address: string): { readonly vmId?: string } {
  const guest = beyond.find((one) => one.kind === 'guest' && one.address === address);
  return guest?.kind === 'guest' ? { vmId: guest.vmId } : {};
}
