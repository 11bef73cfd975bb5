/** Why a NIC does not send an address to the transit, as far as its subnet's route table tells; and with that, whether waiting can help. */
import { configuredWay } from '../estate/configured-way';
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { parsePrefix } from '../estate/prefix';
import type { ReadingRef } from '../estate/reading-ref';
import type { MatchingRoute } from '../estate/route-selection';
import type { Route } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { TransitTarget } from '../estate/transit';
import { routesRef } from './reading-refs';

export interface Found {
  /** The effective rows that decide instead. */
  readonly deciding: readonly MatchingRoute[];
  readonly target: TransitTarget;
}

interface Explanation {
  readonly hint?: string;
  readonly unsettled: readonly ReadingRef[];
}

/** What the configuration has and the NIC has not may still be on its way; what the configuration lacks will not come. */
export function whyNotTransit({ survey, expectations }: Deployment, from: MachineNic, to: MachineNic, { deciding, target }: Found, label: Label): Explanation {
  const way = configuredWay(survey, from.subnet, to.address, target);
  const onItsWay = [routesRef(from.nic.id)];
  const learns = expectations.transit.kind !== 'route-server';
  switch (way.kind) {
    case 'to-transit':
      return { hint: whyNotEffective(way.route, `route ${way.route.name} of route table ${label(way.table.id)}`, deciding, label(from.nic.id)), unsettled: onItsWay };
    case 'elsewhere':
      return { hint: `route ${way.route.name} of route table ${label(way.table.id)} says so`, unsettled: [] };
    case 'no-route':
      if (learns && way.learnsByBgp) return { unsettled: onItsWay };
      return { hint: `route table ${label(way.table.id)} has no route for it${learns ? " and keeps BGP's routes out" : ''}`, unsettled: [] };
    case 'no-table':
      return learns ? { unsettled: onItsWay } : { hint: `subnet ${label(from.subnet.id)} has no route table`, unsettled: [] };
    case 'unread':
      return { unsettled: onItsWay };
  }
}

/** Azure removes its own rows that a wider user route covers, so that even a more specific row may be about to go. */
function whyNotEffective({ addressPrefix }: Route, route: string, deciding: readonly MatchingRoute[], nic: string): string {
  const length = parsePrefix(addressPrefix)?.length ?? 0;
  if (deciding.some(({ prefix }) => prefix.length > length)) return `${route} leads to the transit, but a more specific route comes before it on ${nic}`;
  return `${route} leads to the transit, but is not effective on ${nic} yet`;
}
