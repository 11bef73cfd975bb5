/** A topology whose names, GUIDs and groups are found again wherever they slip out. */
import type { Topology } from '../../lab/topology/topology';
import { parseTopology } from '../../lab/topology/topology-file';

/** In every name. */
export const canary = 'canaryq7';

const kept = /^(?:\w*Subnet|reference)$/;

const guidOf = (guid: string): string => guid.replace(/^0{8}-0{4}-4000-8000-0{11}/, '5be7c1d2-93af-4e61-b0c4-77d20a4f9e3');

/** The same network under other names. */
export function distinctive(topology: Topology): Topology {
  const json = JSON.parse(JSON.stringify(topology)) as Record<string, unknown>;
  const names = new Set<string>();
  collect(Object.entries(json).flatMap(([property, value]) => (['name', 'settings', 'subscriptions'].includes(property) ? [] : [value])), names);
  const renamed = new Map([...names].filter((name) => !kept.test(name)).map((name, place) => [name, `${canary}-${name.slice(0, 20)}-${String(place)}`]));
  return parseTopology(changed(json, (text) => text.split('/').map((part) => renamed.get(part) ?? guidOf(part)).join('/')));
}

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, names);
  else if (typeof value === 'object' && value !== null) {
    for (const [property, inner] of Object.entries(value)) {
      if ((property === 'name' || property === 'resourceGroup' || property === 'computerName') && typeof inner === 'string') names.add(inner);
      else collect(inner, names);
    }
  }
}

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => changed(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([property, inner]) => [property, changed(inner, change)]));
}
