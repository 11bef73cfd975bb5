/** What is different in the rules that apply to NICs, and in those of a Network Manager. Alike changes of several groups and NICs are one. */
import type { AdminRule } from '../estate/forwarder-shapes';
import { keyOf } from '../estate/resource-id';
import type { EffectiveSecurityGroup, EffectiveSecurityRule, Readings, Survey } from '../estate/survey';
import { gathered } from './gathered';
import type { NetworkChange, Rule } from './network-change';

type Change<Kind extends NetworkChange['kind']> = Extract<NetworkChange, { kind: Kind }>;

/** Of what was read both times. */
function readTwice<T>(before: Readings<T>, now: Readings<T>): { readonly key: string; readonly was: T; readonly is: T }[] {
  return Object.entries(now).flatMap(([key, reading]) => {
    const was = before[key];
    return reading.status === 'read' && was?.status === 'read' ? [{ key, was: was.value, is: reading.value }] : [];
  });
}

export function ruleChanges(before: Survey, now: Survey): NetworkChange[] {
  const groups: (readonly [Omit<Change<'group-changed'>, keyof Places>, Place])[] = [];
  const rules: (readonly [Omit<Change<'rule-changed'>, keyof Places>, Place])[] = [];
  for (const { key, was, is } of readTwice(before.effectiveSecurityGroups, now.effectiveSecurityGroups)) {
    const nic = now.networkInterfaces[key];
    const nicId = nic?.status === 'read' ? nic.value.id : key;
    const [old, fresh] = [groupsIn(was), groupsIn(is)];
    for (const [place, group] of new Map([...old, ...fresh])) {
      const [one, other] = [old.get(place), fresh.get(place)];
      const { networkSecurityGroupId: groupId, association } = group;
      if (!one || !other) groups.push([{ kind: 'group-changed', association, applies: other !== undefined }, { groupId, nicId }]);
      else rules.push(...changedRules(one, other).map((change) => [{ kind: 'rule-changed', ...change }, { groupId, nicId }] as const));
    }
  }
  return [...gathered(groups), ...gathered(rules)].map(({ change, places }) => ({ ...change, ...placesOf(places) }));
}

interface Place {
  readonly groupId: string;
  readonly nicId: string;
}

interface Places {
  readonly groupIds: readonly string[];
  readonly nicIds: readonly string[];
}

/** One rule of one group, as it is on many NICs, or alike in many groups. */
const placesOf = (places: readonly Place[]): Places => ({
  groupIds: [...new Map(places.map(({ groupId }) => [keyOf(groupId), groupId])).values()],
  nicIds: [...new Set(places.map(({ nicId }) => nicId))],
});

const groupsIn = (groups: readonly EffectiveSecurityGroup[]): Map<string, EffectiveSecurityGroup> => new Map(groups.map((group) => [`${group.association} ${keyOf(group.networkSecurityGroupId)}`, group]));

type RuleChange = Pick<Change<'rule-changed'>, 'name' | 'direction' | 'before' | 'now'>;

function changedRules(was: EffectiveSecurityGroup, is: EffectiveSecurityGroup): RuleChange[] {
  const byName = (rules: readonly EffectiveSecurityRule[]): Map<string, EffectiveSecurityRule> => new Map(rules.map((rule) => [`${rule.direction} ${rule.name.toLowerCase()}`, rule]));
  const [old, fresh] = [byName(was.rules), byName(is.rules)];
  return [...new Map([...old, ...fresh])].flatMap(([key, { name, direction }]): RuleChange[] => {
    const [before, now] = [old.get(key), fresh.get(key)].map((rule) => rule && written(rule));
    return JSON.stringify(before) === JSON.stringify(now) ? [] : [{ name, direction, ...(before && { before }), ...(now && { now }) }];
  });
}

const inOrder = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

const written = (rule: EffectiveSecurityRule): Rule => ({
  access: rule.access,
  priority: rule.priority,
  protocol: rule.protocol,
  sourcePortRanges: inOrder(rule.sourcePortRanges),
  destinationPortRanges: inOrder(rule.destinationPortRanges),
  sourceAddressPrefixes: inOrder(rule.sourceAddressPrefixes),
  destinationAddressPrefixes: inOrder(rule.destinationAddressPrefixes),
});

/** Names of a Network Manager's rules need not differ between its collections: those of one name and direction are compared in their order. */
export function adminRuleChanges(before: Survey, now: Survey): NetworkChange[] {
  const found = readTwice(before.adminRules, now.adminRules).flatMap(({ key, was, is }) => {
    const network = now.virtualNetworks[key];
    const networkId = network?.status === 'read' ? network.value.id : key;
    const [old, fresh] = [named(was), named(is)];
    return [...new Map([...old, ...fresh])].flatMap(([place, { name }]) => {
      const [one, other] = [old.get(place), fresh.get(place)].map((rule) => rule && withoutName(rule));
      return JSON.stringify(one) === JSON.stringify(other) ? [] : [[{ kind: 'admin-rule-changed' as const, name, ...(one && { before: one }), ...(other && { now: other }) }, networkId] as const];
    });
  });
  return gathered(found).map(({ change, places: networkIds }) => ({ ...change, networkIds }));
}

function named(rules: readonly AdminRule[]): Map<string, AdminRule> {
  const counts = new Map<string, number>();
  return new Map(rules.map((rule) => {
    const name = `${rule.direction} ${rule.name.toLowerCase()}`;
    const place = counts.get(name) ?? 0;
    counts.set(name, place + 1);
    return [`${name} ${String(place)}`, rule];
  }));
}

const withoutName = ({ access, priority, direction, protocol, sources, destinations, sourcePortRanges, destinationPortRanges }: AdminRule): Omit<AdminRule, 'name'> => ({
  access,
  priority,
  direction,
  protocol,
  sources: inOrder(sources),
  destinations: inOrder(destinations),
  sourcePortRanges: inOrder(sourcePortRanges),
  destinationPortRanges: inOrder(destinationPortRanges),
});
