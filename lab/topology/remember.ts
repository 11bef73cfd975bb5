/**
 * What follows from a topology is worked out once and remembered until it changes. A topology is plain data that anybody may change in place, so only
 * one whose changes are noticed is remembered anything of; of every other one all is worked out anew each time it is asked for.
 */
import type { Topology } from './topology';

/** By what it follows from a key, and by that key. */
type Remembered = Map<unknown, Map<unknown, unknown>>;

const remembered = new WeakMap<Topology, Remembered>();

/**
 * A view of the topology through which it is to be changed: each change, however deep, makes all be forgotten that was remembered. What is put into it is copied, so a
 * change of the original shows nowhere. Through the view and past it the same resource is two different objects.
 */
export function trackChanges(topology: Topology): Topology {
  remembered.set(topology, new Map());
  return viewOf(topology, () => remembered.get(topology)?.clear());
}

/**
 * The value that `work` makes; it must follow from the topology and the key alone, and nobody may change it.
 *
 * @param of says what it is, such as the function that works it out
 * @param key an object of the topology, compared by identity, or a text
 */
export function remember<Value>(topology: Topology, of: unknown, key: unknown, work: () => Value): Value {
  const all = remembered.get(topology);
  if (!all) return work();
  const known = all.get(of) ?? new Map<unknown, unknown>();
  all.set(of, known);
  if (known.has(key)) return known.get(key) as Value;
  const value = work();
  known.set(key, value);
  return value;
}

/** What `ask` says, which changes nothing: while it asks, everything is remembered. */
export function whileUnchanged<Value>(topology: Topology, ask: () => Value): Value {
  if (remembered.has(topology)) return ask();
  remembered.set(topology, new Map());
  try {
    return ask();
  } finally {
    remembered.delete(topology);
  }
}

/** What a view is a view of. */
const seen = new WeakMap<object, object>();

/** A copy of plain data; where a view stands in it, what that is a view of. */
export function owned<Data>(value: Data): Data {
  if (typeof value !== 'object' || value === null) return value;
  const original = seen.get(value);
  if (original) return original as Data;
  if (Array.isArray(value)) return value.map((item: unknown) => owned(item)) as Data;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) copy[key] = owned(item);
  return copy as Data;
}

function viewOf<Data extends object>(data: Data, changed: () => void): Data {
  const views = new WeakMap<object, object>();
  const see = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = views.get(value);
    if (known) return known;
    const view = new Proxy(value, handler);
    views.set(value, view);
    seen.set(view, value);
    return view;
  };
  const handler: ProxyHandler<object> = {
    get: (target, key) => see(Reflect.get(target, key)),
    set: (target, key, value) => {
      changed();
      return Reflect.set(target, key, owned(value));
    },
    getOwnPropertyDescriptor: (target, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      return descriptor && { ...descriptor, value: see(descriptor.value) };
    },
    defineProperty: (target, key, descriptor) => {
      changed();
      return Reflect.defineProperty(target, key, { ...descriptor, value: owned<unknown>(descriptor.value) });
    },
    deleteProperty: (target, key) => {
      changed();
      return Reflect.deleteProperty(target, key);
    },
  };
  return see(data) as Data;
}
