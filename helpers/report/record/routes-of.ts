/** The effective routes of each NIC, each row once, and the rows that decide for the other spokes. */
import type { Estate } from '../../estate/estate';
import type { MachineNic } from '../../estate/machines';
import { keyOf, sameId } from '../../estate/resource-id';
import { decidingRoutes } from '../../estate/route-selection';
import type { EffectiveRoute } from '../../estate/survey';
import { inTexts, runs, runsOf } from './in-short';
import type { RoutesShown } from './shown';

type Row = RoutesShown['pool'][number];

export function routesOf(estate: Estate): RoutesShown {
  const { survey } = estate;
  const pool = new Pool();
  const bySpoke = survey.spokeIds.map((id) => estate.nics.filter(({ spokeId }) => sameId(spokeId, id)));
  const shown = new Set(estate.nics.map(({ nic }) => keyOf(nic.id)));
  const others = Object.keys(survey.effectiveRoutes).filter((key) => !shown.has(key)).sort();
  const ofSpokes = bySpoke.flatMap((nics, spoke) => nics.flatMap((nic) => ofMachine(estate, pool, nic, spoke, bySpoke)));
  const ofOthers = others.flatMap((key) => {
    const [routes, nic] = [survey.effectiveRoutes[key], survey.networkInterfaces[key]];
    if (routes?.status !== 'read') return [];
    const read = nic?.status === 'read' ? nic.value : undefined;
    return [{ nic: read?.id ?? key, ...(read?.virtualMachineId !== undefined && { vm: read.virtualMachineId }), rows: runsOf(routes.value.map((route) => pool.placeOf(route))) }];
  });
  return { nics: [...ofSpokes, ...ofOthers], pool: pool.rows };
}

/** None where Azure did not say. */
function ofMachine({ survey }: Estate, pool: Pool, { nic, vmId }: MachineNic, spoke: number, bySpoke: readonly (readonly MachineNic[])[]): RoutesShown['nics'] {
  const routes = survey.effectiveRoutes[keyOf(nic.id)];
  if (routes?.status !== 'read') return [];
  const rows = runsOf(routes.value.map((route) => pool.placeOf(route)));
  const deciding = bySpoke.map((targets, place) => {
    if (place === spoke) return '-';
    const places = new Set(targets.flatMap(({ address }) => decidingRoutes(routes.value, address).map(({ route }) => pool.placeOf(route))));
    return places.size === 0 ? '-' : [...places].sort((a, b) => a - b).join('+');
  });
  return [{ nic: nic.id, vm: vmId, spoke, rows, decides: inTexts(runs(deciding)) }];
}

class Pool {
  readonly rows: Row[] = [];
  private readonly places = new Map<string, number>();
  /** A NIC's row is asked for once for each spoke that it decides for. */
  private readonly known = new WeakMap<EffectiveRoute, number>();

  placeOf(route: EffectiveRoute): number {
    const known = this.known.get(route) ?? this.add(route);
    this.known.set(route, known);
    return known;
  }

  private add({ addressPrefixes, nextHopType, nextHopIpAddresses, source, state, name }: EffectiveRoute): number {
    const row: Row = { prefixes: [...addressPrefixes], type: nextHopType, addresses: [...nextHopIpAddresses], source, state, ...(name !== undefined && { name }) };
    const key = JSON.stringify(row);
    const place = this.places.get(key) ?? this.rows.push(row) - 1;
    this.places.set(key, place);
    return place;
  }
}
