/** The route tables of the subnets. One that was not read gets the user routes that are effective on the NICs under it. */
import { parseAddress, parsePrefix } from '../addresses/addresses';
import { routeTagPrefixes } from '../addresses/service-prefixes';
import type { Route, RouteTable } from '../topology/topology';
import { readingOf, routesRead, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { keyOf, lastName, partsOf } from './resource-id';
import type { RecordedRouteTable } from './survey';

/** Those of Azure's that a table may name. */
const nextHopTypes = ['VirtualNetworkGateway', 'VnetLocal', 'Internet', 'VirtualAppliance', 'None'] as const;

export function addRouteTables(draft: ReplayDraft): void {
  const { survey, topology } = draft;
  const named = topology.virtualNetworks.flatMap((network) => network.subnets.flatMap(({ routeTable }) => (routeTable === undefined ? [] : [{ id: routeTable, location: network.location }])));
  const distinct = [...new Map(named.map((one) => [keyOf(one.id), one])).values()];
  for (const { id, location } of distinct) {
    const reading = readingOf(survey.routeTables, id);
    if (reading?.status === 'read') {
      topology.routeTables.push(tableOf(draft, reading.value));
      continue;
    }
    const routes = effectiveUserRoutes(draft, id);
    topology.routeTables.push({ ...partsOf(id), location, disableBgpRoutePropagation: false, routes });
    if (reading) repeatProblem(draft, lastName(id), `GET ${id}`, reading.problem);
    draft.notes.push(`Route table ${lastName(id)} was not read; it is given ${routes.length > 0 ? 'the user routes that are effective under it' : 'no routes'}.`);
  }
}

function tableOf({ notes }: ReplayDraft, { id, location, disableBgpRoutePropagation, routes }: RecordedRouteTable): RouteTable {
  return {
    ...partsOf(id),
    location,
    disableBgpRoutePropagation,
    routes: routes.flatMap((route) => {
      const written = routeOf(route.name, route.addressPrefix, route.nextHopType, route.nextHopIpAddress);
      if (!written) notes.push(`Route ${route.name} of ${lastName(id)} is left out: a topology has no word for ${route.addressPrefix} → ${[route.nextHopType, route.nextHopIpAddress].filter(Boolean).join(' ')}.`);
      return written ?? [];
    }),
  };
}

/** Undefined for what a topology cannot say: a service tag that it does not know in place of a prefix, a next hop type of its own. */
function routeOf(name: string, addressPrefix: string, nextHopType: string, nextHopIpAddress: string | undefined): Route | undefined {
  const type = nextHopTypes.find((known) => known.toLowerCase() === nextHopType.toLowerCase());
  if (!type || !(parsePrefix(addressPrefix) ?? routeTagPrefixes(addressPrefix))) return undefined;
  if (type !== 'VirtualAppliance') return { name, addressPrefix, nextHopType: type };
  if (nextHopIpAddress === undefined || !parseAddress(nextHopIpAddress)) return undefined;
  return { name, addressPrefix, nextHopType: type, nextHopIpAddress };
}

function effectiveUserRoutes(draft: ReplayDraft, tableId: string): Route[] {
  const subnetIds = Object.values(draft.survey.virtualNetworks)
    .flatMap((reading) => (reading.status === 'read' ? reading.value.subnets : []))
    .filter(({ routeTableId }) => routeTableId !== undefined && keyOf(routeTableId) === keyOf(tableId))
    .map(({ id }) => keyOf(id));
  const under = routesRead(draft).find(({ nic }) => nic.ipConfigurations.some(({ subnetId }) => subnetIds.includes(keyOf(subnetId))));
  const rows = (under?.rows ?? []).filter(({ source }) => source === 'User');
  return rows.flatMap(({ name = 'unnamed', addressPrefixes: [prefix = ''], nextHopType, nextHopIpAddresses: [hop] }) => routeOf(name, prefix, nextHopType, hop) ?? []);
}
