/** The reference topology as the JSON of its file, to be spoiled, and the mistakes that are then found in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TopologyError } from '../topology-error';
import { parseTopology } from '../topology-file';

export type Json = Record<string, Record<string, unknown>[]> & { settings: Record<string, unknown> };

export const reference = (): Json => JSON.parse(readFileSync(join(__dirname, '../../topologies/reference.json'), 'utf8')) as Json;

/** The object at a place such as `virtualNetworks[2].subnets[0]`. */
export function at(json: unknown, place: string): Record<string, unknown> {
  const keys = place.split(/[.[\]]+/).filter((key) => key !== '');
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], json) as Record<string, unknown>;
}

export function mistakesOf(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof TopologyError) return error.mistakes;
    throw error;
  }
  return [];
}

/** The mistakes of the reference with a security group besides, and with a change at a place. */
export function mistakesWith(place: string, change: Record<string, unknown>): readonly string[] {
  const json = reference();
  json['networkSecurityGroups'] = [{ name: 'nsg', resourceGroup: 'bluehubrg', location: 'eastasia', rules: [{ name: 'r', priority: 100, direction: 'Inbound', access: 'Deny' }] }];
  Object.assign(at(json, place), change);
  return mistakesOf(() => parseTopology(json));
}
