/** What is different in route tables, and in where NICs send packets. */
import { keyOf } from '../estate/resource-id';
import type { EffectiveRoute, Route, Survey } from '../estate/survey';
import { gathered } from './gathered';
import { valuesOf } from './items';
import type { Hop, NetworkChange, TableRoute } from './network-change';

/** Of the tables that were read both times, route by route, alike ones of several tables together. ARM names regardless of case. */
export function tableChanges(before: Survey, now: Survey): NetworkChange[] {
  const tables = new Map(valuesOf(before.routeTables).map((table) => [keyOf(table.id), table]));
  const found = valuesOf(now.routeTables).flatMap(({ id: tableId, routes }): (readonly [RouteDifference, TableRoute])[] => {
    const was = tables.get(keyOf(tableId));
    if (!was) return [];
    const [old, fresh] = [byName(was.routes), byName(routes)];
    return [...new Map([...old, ...fresh])].flatMap(([key, { name }]): (readonly [RouteDifference, TableRoute])[] => {
      const [one, other] = [old.get(key), fresh.get(key)];
      if (one && other && sameRoute(one, other)) return [];
      return [[{ kind: 'route-changed', ...(one && { before: withoutName(one) }), ...(other && { now: withoutName(other) }) }, { tableId, name }]];
    });
  });
  return gathered(found).map(({ change, places }) => ({ ...change, routes: places }));
}

type RouteDifference = Omit<Extract<NetworkChange, { kind: 'route-changed' }>, 'routes'>;

const byName = (routes: readonly Route[]): Map<string, Route> => new Map(routes.map((route) => [route.name.toLowerCase(), route]));

const withoutName = ({ addressPrefix, nextHopType, nextHopIpAddress, provisioningState }: Route): Omit<Route, 'name'> => ({ addressPrefix, nextHopType, ...(nextHopIpAddress !== undefined && { nextHopIpAddress }), provisioningState });

const sameRoute = (one: Route, other: Route): boolean => JSON.stringify(withoutName(one)) === JSON.stringify(withoutName(other));

/** Of the NICs whose effective routes were read both times. Prefixes of which the same holds on the same NICs are told together. */
export function effectiveRouteChanges(before: Survey, now: Survey): NetworkChange[] {
  const byPrefix = new Map<string, { readonly prefix: string; readonly hops: Hops; readonly nicIds: string[] }>();
  for (const [key, reading] of Object.entries(now.effectiveRoutes)) {
    const was = before.effectiveRoutes[key];
    if (reading.status !== 'read' || was?.status !== 'read') continue;
    const nic = now.networkInterfaces[key];
    const [old, fresh] = [rowsByPrefix(was.value), rowsByPrefix(reading.value)];
    for (const prefix of new Set([...old.keys(), ...fresh.keys()])) {
      const [oldRows, freshRows] = [old.get(prefix) ?? [], fresh.get(prefix) ?? []];
      if (isOneAlike(oldRows, freshRows)) continue;
      const hops = { before: inOrder(inForce(oldRows.map(hopOf))), now: inOrder(inForce(freshRows.map(hopOf))) };
      const text = JSON.stringify(hops);
      if (JSON.stringify(hops.before) === JSON.stringify(hops.now)) continue;
      const nicId = nic?.status === 'read' ? nic.value.id : key;
      const known = byPrefix.get(`${prefix} ${text}`);
      if (known) known.nicIds.push(nicId);
      else byPrefix.set(`${prefix} ${text}`, { prefix, hops, nicIds: [nicId] });
    }
  }
  const groups = new Map<string, { readonly prefixes: string[]; readonly hops: Hops; readonly nicIds: readonly string[] }>();
  for (const { prefix, hops, nicIds } of byPrefix.values()) {
    const key = JSON.stringify([hops, nicIds]);
    const known = groups.get(key);
    if (known) known.prefixes.push(prefix);
    else groups.set(key, { prefixes: [prefix], hops, nicIds });
  }
  return [...groups.values()].map(({ prefixes, hops, nicIds }) => ({ kind: 'effective-route-changed', prefixes, ...hops, nicIds }));
}

interface Hops {
  readonly before: readonly Hop[];
  readonly now: readonly Hop[];
}

function rowsByPrefix(routes: readonly EffectiveRoute[]): Map<string, EffectiveRoute[]> {
  const found = new Map<string, EffectiveRoute[]>();
  for (const route of routes) {
    for (const prefix of route.addressPrefixes) {
      const rows = found.get(prefix);
      if (rows) rows.push(route);
      else found.set(prefix, [route]);
    }
  }
  return found;
}

const hopOf = ({ nextHopType, nextHopIpAddresses, source, state }: EffectiveRoute): Hop => ({ nextHopType, nextHopIpAddresses: [...nextHopIpAddresses].sort(), source, state });

/** Most prefixes of a large network have one row, and the same one as before. */
function isOneAlike(old: readonly EffectiveRoute[], fresh: readonly EffectiveRoute[]): boolean {
  const [one, other] = [old[0], fresh[0]];
  if (!one || !other || old.length > 1 || fresh.length > 1) return false;
  return one.nextHopType === other.nextHopType && one.source === other.source && one.state === other.state && one.nextHopIpAddresses.join() === other.nextHopIpAddresses.join();
}

/** A row that is not Active decides nothing where another one of its prefix does. */
function inForce(hops: readonly Hop[]): readonly Hop[] {
  const active = hops.filter(({ state }) => state === 'Active');
  return active.length > 0 ? active : hops;
}

/** Azure's order says nothing. */
const inOrder = (hops: readonly Hop[]): Hop[] => [...new Map(hops.map((hop) => [JSON.stringify(hop), hop])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hop]) => hop);
