/** A topology whose names, GUIDs and groups are found again wherever they slip out. */
import type { Topology } from '../../lab/topology/topology';
import { parseTopology } from '../../lab/topology/topology-file';

/** In every name. */
export const canary = 'canaryq7';

const kept = /^(?:\w*Subnet|reference)$/;

const guidOf = (guid: string): string => guid.replace(/^0{8}-0{4}-4000-8000-0{11}/, '5be7c1d2-93af-4e61-b0c4-77d20a4f9e3');

/** The same network under other names; patterns, which begin as names do, go with them. */
export function distinctive(topology: Topology): Topology {
  const json = JSON.parse(JSON.stringify(topology)) as Record<string, unknown>;
  const names = new Set<string>();
  collect(Object.entries(json).flatMap(([property, value]) => (['name', 'settings', 'subscriptions'].includes(property) ? [] : [value])), names);
  for (const name of Object.keys(topology.settings.expectations?.spokes ?? {})) names.add(name);
  const renamed = new Map([...names].filter((name) => !kept.test(name)).map((name, place) => [name, `${canary}-${name.slice(0, 20)}-${String(place)}`]));
  const partOf = (part: string): string => renamed.get(part) ?? (/^[\w-]+\*$/.test(part) ? `${canary}-${part}` : guidOf(part));
  return parseTopology(changed(json, (text) => text.split('/').map(partOf).join('/')));
}

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, names);
  else if (typeof value === 'object' && value !== null) {
    for (const [property, inner] of Object.entries(value)) {
      if (['name', 'resourceGroup', 'computerName', 'sshUser'].includes(property) && typeof inner === 'string') names.add(inner);
      else collect(inner, names);
    }
  }
}

/** @param isNamed whether the keys are names, as those of the spokes in expectations */
function changed(value: unknown, change: (text: string) => string, isNamed = false): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => changed(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([property, inner]) => [isNamed ? change(property) : property, changed(inner, change, property === 'spokes')]));
}
