/** Reads many resources of one kind by ARM's lists, where that is fewer requests than one for each. */
import { keyOf, parseResourceId } from '../../estate/resource-id';
import type { Key } from '../../estate/survey';
import type { SurveyParts } from '../../estate/survey-parts';
import { observe } from '../problem/observe';
import type { AzureClients } from '../transport/azure-clients';
import { readPages } from '../transport/read-pages';
import type { List, ListedPart, ListScope } from './lists';
import { lists } from './lists';

type Found<Value> = ReadonlyMap<Key, Value>;

/** A page without any that is wanted is worth reading for so many that are still missing. */
const missingPerPage = 8;

/**
 * A list that is refused or fails leaves its resources to be read one by one, and so does one that lacks some: who may read a part of a subscription is answered with that part, so
 * what is missing in a list need not be missing.
 *
 * @param ids of resources in one subscription, each once
 * @returns what the lists have of them, all of it usable
 */
export async function readFromLists<Part extends ListedPart>(azure: AzureClients, part: Part, subscriptionId: string, ids: readonly string[]): Promise<Found<SurveyParts[Part]>> {
  const { list, status, fromSo, valueOf } = lists[part];
  if (ids.length < fromSo) return new Map();
  if (status) {
    const [bodies, states] = await Promise.all([list, status].map((each) => itemsOf(azure, each, { subscriptionId }, ids)));
    return valuesOf(withStatus(bodies, states), ids, valueOf);
  }
  const groups = groupsOf(ids);
  const [only] = groups.length === 1 ? groups : [];
  const found = await itemsOf(azure, list, { subscriptionId, resourceGroup: only?.resourceGroup }, ids);
  if (found || only) return valuesOf(found, ids, valueOf);
  const worthIt = groups.filter(({ within }) => within.length >= fromSo);
  const each = await Promise.all(worthIt.map(({ resourceGroup, within }) => itemsOf(azure, list, { subscriptionId, resourceGroup }, within)));
  return valuesOf(new Map(each.flatMap((some) => [...(some ?? [])])), ids, valueOf);
}

interface Group {
  readonly resourceGroup: string;
  readonly within: string[];
}

function groupsOf(ids: readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  for (const id of ids) {
    const { resourceGroup = '' } = parseResourceId(id) ?? {};
    const group = groups.get(resourceGroup.toLowerCase()) ?? { resourceGroup, within: [] };
    groups.set(resourceGroup.toLowerCase(), group);
    group.within.push(id);
  }
  return [...groups.values()];
}

/** As far as the list could be read; undefined where it could not be at all. */
async function itemsOf(azure: AzureClients, list: List, scope: ListScope, ids: readonly string[]): Promise<Found<object> | undefined> {
  const missing = new Set(ids.map(keyOf));
  const found = new Map<Key, object>();
  let barren = 0;
  const isEnough = (page: readonly { readonly id?: string }[]): boolean => {
    const before = missing.size;
    for (const item of page) if (typeof item.id === 'string' && missing.delete(keyOf(item.id))) found.set(keyOf(item.id), item);
    barren = missing.size < before ? 0 : barren + 1;
    return missing.size <= 1 || barren * missingPerPage >= missing.size;
  };
  const reading = await observe('GET a list', async () => {
    await readPages((options) => list(azure, scope, options), azure, isEnough);
    return null;
  });
  return reading.status === 'read' || found.size > 0 ? found : undefined;
}

/** What both lists have. */
function withStatus(bodies: Found<object> = new Map(), states: Found<object> = new Map()): Found<object> {
  const told = [...states].filter((entry): entry is [Key, { readonly instanceView: object }] => bodies.has(entry[0]) && 'instanceView' in entry[1] && Boolean(entry[1].instanceView));
  return new Map(told.map(([key, { instanceView }]) => [key, { ...bodies.get(key), instanceView }]));
}

function valuesOf<Value>(found: Found<object> | undefined, ids: readonly string[], valueOf: (answer: unknown, id: string) => Value): Found<Value> {
  const values = new Map<Key, Value>();
  for (const id of ids) {
    const item = found?.get(keyOf(id));
    try {
      if (item) values.set(keyOf(id), valueOf(item, id));
    } catch {
      // Read alone, it has its own answer, or its own problem.
    }
  }
  return values;
}
