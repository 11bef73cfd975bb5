/** Short names for resources: what a test's title and a report call them, unique among those that are spoken of. */
import { keyOf, parseResourceId } from './resource-id';

/**
 * Returns the label of an id: the resource's name, or where another of the same type bears it, `group/name`, or where
 * that is not enough, `subscription/group/name`. A child is named after its parents: `vnet/subnet`. The order of `ids`
 * does not matter, save that the first spelling of an id is the one shown. What is no resource id is its own label.
 */
export function labelsFor(ids: readonly string[]): (id: string) => string {
  const spellings = new Map<string, string>();
  const bearers = new Map<string, Set<string>>();
  for (const id of ids) {
    const key = keyOf(id);
    if (!spellings.has(key)) spellings.set(key, id);
    for (const name of namesOf(id)) bearers.set(name.key, (bearers.get(name.key) ?? new Set()).add(key));
  }
  const isShared = (name: string, key: string): boolean => {
    const keys = bearers.get(name);
    return keys !== undefined && keys.size > (keys.has(key) ? 1 : 0);
  };
  return (id) => {
    const key = keyOf(id);
    const names = namesOf(spellings.get(key) ?? id);
    return (names.find((name) => !isShared(name.key, key)) ?? names.at(-1))?.label ?? id.trim();
  };
}

/** The names of a resource from the shortest to the longest, told apart by type: a VM and its NIC may well share a name. */
function namesOf(id: string): { readonly label: string; readonly key: string }[] {
  const parsed = parseResourceId(id);
  if (!parsed) return [];
  const name = parsed.names.join('/');
  const labels = [name, `${parsed.resourceGroup}/${name}`, `${parsed.subscriptionId}/${parsed.resourceGroup}/${name}`];
  return labels.map((label) => ({ label, key: keyOf(`${parsed.type} ${label}`) }));
}
