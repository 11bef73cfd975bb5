/** A next hop that nothing which was read has and that nobody meant, or a gateway to networks elsewhere that nobody meant: then the route that leads there is what is wrong, as far as anybody can tell. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { sameAddress } from '../estate/prefix';
import type { MatchingRoute } from '../estate/route-selection';
import type { Finding } from '../findings/finding';
import { reasonFor } from './misrouted';
import type { Path } from './path';
import { transitMisfit } from './transit-fit';
import { transitTarget } from './transit-target';

/** @returns why the packet goes there; undefined for a path without such a hop */
export function strayHop(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, path: Path): Finding | undefined {
  if (path.kind !== 'arrives') return undefined;
  if (!path.beyond.some(({ kind }) => kind === 'unseen' || kind === 'edge')) return undefined;
  const target = transitTarget(estate, expectations);
  const meant = [...(target?.kind === 'addresses' ? target.addresses : []), ...(transitMisfit(estate, expectations)?.next ?? [])];
  const stray = path.beyond.flatMap((beyond) => (beyond.kind === 'unseen' && !meant.some((address) => sameAddress(address, beyond.address)) ? [beyond.address] : []));
  const toEdge = target?.kind !== 'gateway' && path.beyond.some(({ kind }) => kind === 'edge');
  const isStray = ({ route: { nextHopType, nextHopIpAddresses } }: MatchingRoute): boolean =>
    nextHopIpAddresses.some((address) => stray.includes(address)) || (toEdge && nextHopType.toLowerCase() === 'virtualnetworkgateway' && !nextHopIpAddresses.some((address) => meant.some((one) => sameAddress(one, address))));
  const leadsAstray = [path.there, path.back].find(({ deciding }) => deciding.some(isStray));
  if (!leadsAstray) return undefined;
  return leadsAstray === path.there ? reasonFor(estate, expectations, from, to) : reasonFor(estate, expectations, to, from);
}
