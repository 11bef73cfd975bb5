/** What is different in route tables, and in where NICs send packets. */
import { keyOf } from '../estate/resource-id';
import type { EffectiveRoute, Route, Survey } from '../estate/survey';
import { valuesOf } from './items';
import type { Hop, NetworkChange } from './network-change';

/** Of the tables that were read both times, route by route: ARM names regardless of case. */
export function tableChanges(before: Survey, now: Survey): NetworkChange[] {
  const tables = new Map(valuesOf(before.routeTables).map((table) => [keyOf(table.id), table]));
  return valuesOf(now.routeTables).flatMap(({ id: tableId, routes }): NetworkChange[] => {
    const was = tables.get(keyOf(tableId));
    if (!was) return [];
    const [old, fresh] = [byName(was.routes), byName(routes)];
    return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): NetworkChange[] => {
      const [one, other] = [old.get(key), fresh.get(key)];
      if (one && other && sameRoute(one, other)) return [];
      return [{ kind: 'route-changed', tableId, name: (other ?? one)?.name ?? key, ...(one && { before: withoutName(one) }), ...(other && { now: withoutName(other) }) }];
    });
  });
}

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
    const [old, fresh] = [hopsByPrefix(was.value), hopsByPrefix(reading.value)];
    for (const prefix of new Set([...old.keys(), ...fresh.keys()])) {
      const hops = { before: old.get(prefix) ?? [], now: fresh.get(prefix) ?? [] };
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

/** In an order of their own, for Azure's says nothing. */
function hopsByPrefix(routes: readonly EffectiveRoute[]): Map<string, Hop[]> {
  const found = new Map<string, Hop[]>();
  for (const { addressPrefixes, nextHopType, nextHopIpAddresses, source, state } of routes) {
    const hop = { nextHopType, nextHopIpAddresses: [...nextHopIpAddresses].sort(), source, state };
    for (const prefix of addressPrefixes) found.set(prefix, [...(found.get(prefix) ?? []), hop]);
  }
  return new Map([...found].map(([prefix, hops]) => [prefix, inOrder(inForce(hops))]));
}

/** A row that is not Active decides nothing where another one of its prefix does. */
function inForce(hops: readonly Hop[]): readonly Hop[] {
  const active = hops.filter(({ state }) => state === 'Active');
  return active.length > 0 ? active : hops;
}

const inOrder = (hops: readonly Hop[]): Hop[] => [...new Map(hops.map((hop) => [JSON.stringify(hop), hop])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hop]) => hop);
