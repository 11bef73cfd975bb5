/** Parts of a way that are the same for many pairs, followed once: from a subnet to a next hop, and from a hop's network to a machine. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { isWithin } from '../estate/prefix';
import { onceFor } from '../estate/prefix-lookup';
import type { Journey } from './journey';

type Ways = Map<object | undefined, Map<string, unknown>>;

const waysOf: (estate: Estate) => WeakMap<Expectations, Map<number, Ways>> = onceFor(() => new WeakMap());

/**
 * @param at an object that stays the same as long as the estate does: a subnet, a machine's NIC
 * @param key tells apart what is asked there; a value must depend on nothing else of the journey than these, `seeks` and `isForwarded`
 */
export function shared<T extends object>({ estate, expectations, port, seeks }: Journey, at: object | undefined, key: string, make: () => T): T {
  const ofEstate = waysOf(estate);
  const byPort = ofEstate.get(expectations) ?? new Map<number, Ways>();
  ofEstate.set(expectations, byPort);
  const ways = byPort.get(port) ?? (new Map() as Ways);
  byPort.set(port, ways);
  const there = ways.get(at) ?? new Map<string, unknown>();
  ways.set(at, there);
  const sought = seeks === 'leak' ? `leak ${key}` : key;
  const known = there.get(sought) as T | undefined;
  if (known) return known;
  const made = make();
  there.set(sought, made);
  return made;
}

/** Traffic that did not originate in the network that it leaves is forwarded traffic. False where that network was not read. */
export function isForwarded({ estate, from }: Journey, networkId: string): boolean {
  const left = estate.network(networkId);
  return left.status === 'read' && !isWithin(from.address, left.value.addressPrefixes);
}
