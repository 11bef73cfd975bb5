/** Which of the networks that are taken for spokes, only because the hub is peered to them, take no part in what goes from spoke to spoke: shared services beside the spokes look so. */
import { configuredWay } from '../estate/configured-way';
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { covers, parsePrefix } from '../estate/prefix';
import { onceFor } from '../estate/prefix-lookup';
import { readingIn } from '../estate/reading-in';
import { keyOf, sameId } from '../estate/resource-id';
import { decidingRoutes } from '../estate/route-selection';
import type { Key } from '../estate/survey';
import type { TransitTarget } from '../estate/transit';
import { leadsToTransit } from '../estate/transit';
import { transitTarget } from './transit-target';

const found = onceFor(() => new WeakMap<Expectations, ReadonlySet<Key>>()) as (estate: Estate) => WeakMap<Expectations, ReadonlySet<Key>>;

/**
 * Of these networks the first that may as well be no spoke: nobody named the spokes, nothing of it is routed to the transit, no route is for it alone, and two others are
 * spokes by their routes. It is judged as a spoke all the same.
 */
export function perhapsNoSpoke(estate: Estate, expectations: Expectations, ...networkIds: readonly string[]): { readonly perhapsNoSpoke?: string } {
  if (estate.survey.spokesFrom === 'settings') return {};
  const ofEstate = found(estate);
  const doubtful = ofEstate.get(expectations) ?? doubtfulIn(estate, transitTarget(estate, expectations));
  ofEstate.set(expectations, doubtful);
  const id = networkIds.find((one) => doubtful.has(keyOf(one)));
  return id === undefined ? {} : { perhapsNoSpoke: id };
}

function doubtfulIn(estate: Estate, target: TransitTarget | undefined): ReadonlySet<Key> {
  if (!target) return new Set();
  const machines = estate.survey.spokeIds.map((id) => ({ id, nics: estate.nics.filter(({ spokeId }) => sameId(spokeId, id)) }));
  const others = (id: string): MachineNic[] => estate.nics.filter(({ spokeId }) => !sameId(spokeId, id));
  const routed = machines.filter(({ id, nics }) => nics.some((nic) => others(id).some((to) => isRouted(estate, nic, to, target))));
  if (routed.length < 2) return new Set();
  const apart = machines.filter(({ id, nics }) => nics.length > 0 && nics.every((nic) => others(id).every((to) => hasNoRoute(estate, nic, to, target))));
  return new Set(apart.filter(({ id }) => !hasRouteOfItsOwn(estate, id)).map(({ id }) => keyOf(id)));
}

const isRouted = (estate: Estate, from: MachineNic, to: MachineNic, target: TransitTarget): boolean =>
  configuredWay(estate, from.subnet, to.address, target).kind === 'to-transit' || isEffective(estate, from, to, target);

const hasNoRoute = (estate: Estate, from: MachineNic, to: MachineNic, target: TransitTarget): boolean =>
  ['no-table', 'no-route'].includes(configuredWay(estate, from.subnet, to.address, target).kind) && !isEffective(estate, from, to, target);

function isEffective(estate: Estate, from: MachineNic, to: MachineNic, target: TransitTarget): boolean {
  const routes = readingIn(estate.survey.effectiveRoutes, from.nic.id);
  return routes.status === 'read' && decidingRoutes(routes.value, to.address).some(({ route }) => leadsToTransit(route, target));
}

/** Somebody who makes a route for a network, and not for all of them at once, takes it for a spoke. */
function hasRouteOfItsOwn(estate: Estate, id: string): boolean {
  const network = estate.network(id);
  const spaces = network.status === 'read' ? network.value.addressPrefixes.flatMap((space) => parsePrefix(space) ?? []) : [];
  const tables = Object.values(estate.survey.routeTables).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));
  const prefixes = tables.flatMap(({ routes }) => routes.flatMap(({ addressPrefix }) => parsePrefix(addressPrefix) ?? []));
  return prefixes.some((prefix) => spaces.some((space) => covers(space, prefix)));
}
