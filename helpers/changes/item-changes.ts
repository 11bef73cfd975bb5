/** Resources that came, that went, and whose fields are different. */
import { keyOf, parentId } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import type { Field, Value } from './compared-fields';
import { gathered } from './gathered';
import type { Item, Items } from './items';
import { absenceOf, itemsOf, things } from './items';
import type { Named, NetworkChange, Thing } from './network-change';

export function itemChanges(before: Survey, now: Survey): NetworkChange[] {
  return things.flatMap((thing) => {
    const [old, fresh] = [itemsOf(before, thing), itemsOf(now, thing)];
    const come = movedItems(thing, fresh, old, { own: now, other: before, words: ['new', 'came'] });
    const went = movedItems(thing, old, fresh, { own: before, other: now, words: ['gone', 'left'] });
    return [...come, ...went, ...fieldChanges(thing, old, fresh)];
  });
}

interface Direction {
  /** The survey that has the items, and the one in which they are sought. */
  readonly own: Survey;
  readonly other: Survey;
  /** What an item is called that is not there, and one that was not read of. */
  readonly words: readonly [established: 'new' | 'gone', read: 'came' | 'left'];
}

function movedItems(thing: Thing, items: Items, others: Items, { own, other, words: [established, read] }: Direction): NetworkChange[] {
  // Which table a subnet has is told of the subnet.
  if (thing === 'route-table') return [];
  const lacking = [...items].filter(([key, item]) => !others.has(key) && !isToldElsewhere(item, own, other)).map(([, item]) => ({ item, absence: absenceOf(item, other, own) }));
  const spokes = new Set(own.spokeIds.map(keyOf));
  const change = (kind: 'new' | 'gone' | 'came' | 'left', of: readonly Item[]): NetworkChange[] => {
    const isSpoke = ({ id }: Named): boolean => thing === 'network' && spokes.has(keyOf(id));
    const named = (some: readonly Item[]): Named[] => some.map(({ id, detail }) => ({ id, detail }));
    const groups = [['spoke', of.filter(isSpoke)], [thing, of.filter((item) => !isSpoke(item))]] as const;
    return groups.flatMap(([what, some]) => (some.length > 0 ? [{ kind, thing: what, resources: named(some) }] : []));
  };
  const of = (wanted: string): Item[] => lacking.flatMap(({ item, absence }) => (absence === wanted ? [item] : []));
  return [...change(established, of('not there')), ...change(read, of('not read of'))];
}

/** A NIC comes and goes with its machine; what a Route Server has, with it. */
function isToldElsewhere({ thing, fields, id }: Item, own: Survey, other: Survey): boolean {
  if (thing === 'bgp-peer') return other.routeServer.status === 'read' && other.routeServer.value === null;
  const hasMachine = ({ virtualMachines }: Survey): boolean => typeof fields.machine === 'string' && virtualMachines[keyOf(fields.machine)]?.status === 'read';
  if (thing === 'nic') return hasMachine(own) && !hasMachine(other);
  return (thing === 'subnet' || thing === 'peering') && other.virtualNetworks[keyOf(parentId(id))]?.status !== 'read';
}

/** Alike changes of several resources are one. */
function fieldChanges(thing: Thing, old: Items, fresh: Items): NetworkChange[] {
  const found: (readonly [Difference, string])[] = [];
  for (const [key, { id, fields }] of fresh) {
    const was = old.get(key)?.fields;
    for (const field of Object.keys(fields) as Field[]) {
      // What was not read the one time says nothing.
      if (!was || !(field in was)) continue;
      const change = difference(thing, field, was[field], fields[field]);
      if (change) found.push([change, id]);
    }
  }
  return gathered(found).map(({ change, places: ids }) => ({ ...change, ids }));
}

type Difference = Omit<Extract<NetworkChange, { kind: 'changed' }>, 'ids'> | Omit<Extract<NetworkChange, { kind: 'list-changed' }>, 'ids'>;

/** Azure spells one and the same id in several cases. */
const comparable = (text: string): string => (text.startsWith('/subscriptions/') ? keyOf(text) : text);

function difference(thing: Thing, field: Field, before: Value, now: Value): Difference | undefined {
  if (isList(before) || isList(now)) {
    const [old, fresh] = [toList(before), toList(now)];
    const [added, removed] = [without(fresh, old), without(old, fresh)];
    return added.length + removed.length > 0 ? { kind: 'list-changed', thing, field, added, removed } : undefined;
  }
  if (before === undefined ? now === undefined : now !== undefined && comparable(before) === comparable(now)) return undefined;
  return { kind: 'changed', thing, field, ...(before !== undefined && { before }), ...(now !== undefined && { now }) };
}

const isList = (value: Value): value is readonly string[] => typeof value === 'object';

const toList = (value: Value): readonly string[] => (value === undefined ? [] : isList(value) ? value : [value]);

function without(list: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(comparable));
  return list.filter((text) => !known.has(comparable(text))).sort();
}
