/** What is different in a network between two surveys of it, the most far-reaching first. Pure; it says nothing of what was read one time only. */
import type { Reading } from '../estate/reading';
import { keyOf } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import type { PartName } from '../estate/survey-parts';
import { mapPartNames } from '../estate/survey-parts';
import { itemChanges } from './item-changes';
import type { NetworkChange, Thing } from './network-change';
import { effectiveRouteChanges, tableChanges } from './route-changes';
import { adminRuleChanges, ruleChanges } from './rule-changes';

/** Of different hubs only what both have is compared. */
export function changesBetween(before: Survey, now: Survey): NetworkChange[] {
  const all = [itemChanges, tableChanges, adminRuleChanges, ruleChanges, effectiveRouteChanges, readableChanges].flatMap((changes) => changes(before, now));
  const meeting = keyOf(before.hubId) === keyOf(now.hubId) ? all : all.filter((change) => !('resources' in change));
  return meeting.map((change) => ({ change, rank: rankOf(change), reach: reachOf(change) })).sort((a, b) => a.rank - b.rank || b.reach - a.reach).map(({ change }) => change);
}

/** What a machine that does not run is not asked for is told of the machine; what Azure does not find, of the resource. */
function readableChanges(before: Survey, now: Survey): NetworkChange[] {
  const groups = new Map<string, Extract<NetworkChange, { kind: 'readable-changed' }>>();
  const add = (part: PartName, id: string, was: Reading<unknown> | undefined, is: Reading<unknown>): void => {
    if (was === undefined || was.status === is.status) return;
    const problem = is.status === 'unread' ? is.problem.kind : undefined;
    const kind = problem ?? (was.status === 'unread' ? was.problem.kind : undefined);
    if (kind === 'not-found' || kind === 'nic-not-running') return;
    const key = `${part} ${problem ?? ''}`;
    groups.set(key, { kind: 'readable-changed', part, ...(problem && { problem }), ids: [...(groups.get(key)?.ids ?? []), id] });
  };
  add('routeServer', now.hubId, before.routeServer, now.routeServer);
  for (const part of mapPartNames) for (const [key, is] of Object.entries<Reading<unknown>>(now[part])) add(part, key, before[part][key], is);
  return [...groups.values()];
}

const thingRank: Readonly<Record<Thing | 'spoke', number>> = {
  ...{ 'spoke': 0, 'network': 1, 'route-server': 2, 'peering': 3, 'bgp-peer': 4 },
  ...{ 'gateway': 5, 'firewall': 5, 'load-balancer': 5, 'routing-appliance': 5 },
  ...{ 'subnet': 6, 'route-table': 7, 'machine': 9, 'nic': 10 },
};

/** What others follow from comes before them. */
function rankOf(change: NetworkChange): number {
  switch (change.kind) {
    case 'new':
    case 'gone':
    case 'came':
    case 'left':
    case 'changed':
    case 'list-changed':
      return thingRank[change.thing];
    case 'route-changed':
      return 7;
    case 'admin-rule-changed':
    case 'group-changed':
    case 'rule-changed':
      return 8;
    case 'effective-route-changed':
      return 11;
    case 'readable-changed':
      return 12;
  }
}

/** On how many resources it is to be seen. */
function reachOf(change: NetworkChange): number {
  switch (change.kind) {
    case 'new':
    case 'gone':
    case 'came':
    case 'left':
      return change.resources.length;
    case 'changed':
    case 'list-changed':
    case 'readable-changed':
      return change.ids.length;
    case 'route-changed':
      return change.routes.length;
    case 'admin-rule-changed':
      return change.networkIds.length;
    case 'group-changed':
    case 'rule-changed':
    case 'effective-route-changed':
      return change.nicIds.length;
  }
}
