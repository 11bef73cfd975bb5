/** What changed in a network, in words: a sentence for each change, without its full stop. */
import type { Field } from '../changes/compared-fields';
import type { Hop, Named, NetworkChange, Rule, Thing } from '../changes/network-change';
import type { AdminRule } from '../estate/forwarder-shapes';
import { nameOf, parentId, parseResourceId } from '../estate/resource-id';
import type { Route } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { partWords } from '../estate/survey-parts';
import { list } from './aligned';
import { nextHopWords } from './transit-words';

/** So many are named of what is alike; of the rest, how many they are. */
const mostNamed = 3;

/** `a, b, c and 37 more`. */
export function someOf(texts: readonly string[], most = mostNamed): string {
  return texts.length <= most + 1 ? list(texts) : `${texts.slice(0, most).join(', ')} and ${count(texts.length - most)} more`;
}

const count = (number: number): string => number.toLocaleString('en-US');

const thingWords: Readonly<Record<Thing | 'spoke', readonly [one: string, many: string]>> = {
  'spoke': ['spoke', 'spokes'],
  'network': ['network', 'networks'],
  'subnet': ['subnet', 'subnets'],
  'peering': ['peering', 'peerings'],
  'route-server': ['Route Server', 'Route Servers'],
  'bgp-peer': ['BGP peer', 'BGP peers'],
  'gateway': ['gateway', 'gateways'],
  'route-table': ['route table', 'route tables'],
  'firewall': ['firewall', 'firewalls'],
  'load-balancer': ['load balancer', 'load balancers'],
  'routing-appliance': ['routing appliance', 'routing appliances'],
  'nic': ['NIC', 'NICs'],
  'machine': ['machine', 'machines'],
};

/** As Azure calls them where people know them by that. */
const fieldWords: Readonly<Record<Field, string>> = {
  addressSpace: 'address space',
  prefixes: 'address prefixes',
  routeTable: 'route table',
  securityGroup: 'network security group',
  provisioningState: 'provisioningState',
  peeringState: 'state',
  syncLevel: 'sync level',
  syncedAddressSpace: 'synced address space',
  allowVirtualNetworkAccess: 'allowVirtualNetworkAccess',
  allowForwardedTraffic: 'allowForwardedTraffic',
  allowGatewayTransit: 'allowGatewayTransit',
  useRemoteGateways: 'useRemoteGateways',
  peerCompleteVnets: 'peerCompleteVnets',
  localSubnets: 'own subnets',
  remoteSubnets: 'remote subnets',
  routingState: 'routingState',
  instanceAddresses: 'instance addresses',
  asn: 'ASN',
  branchToBranch: 'branch-to-branch',
  routingPreference: 'routing preference',
  subnets: 'subnets',
  peerAddress: 'address',
  connectionState: 'connection state',
  learnedRoutes: 'learned routes',
  gatewayType: 'type',
  activeActive: 'active-active',
  disableBgpRoutePropagation: 'disableBgpRoutePropagation',
  addresses: 'addresses',
  policy: 'policy',
  rules: 'rules',
  backends: 'backends',
  machine: 'machine',
  ipForwarding: 'IP forwarding',
  powerState: 'power state',
  computerName: 'computer name',
  guestName: 'guest name',
  osType: 'operating system',
  nics: 'NICs',
};

export function changeWords(change: NetworkChange, label: Label): string {
  switch (change.kind) {
    case 'new':
    case 'gone':
    case 'came':
    case 'left':
      return movedWords(change, label);
    case 'changed':
      return `${fieldWords[change.field]} of ${thingsWords(change.thing, change.ids, label)} was ${valueWords(change.before, label)}, is ${valueWords(change.now, label)}`;
    case 'list-changed': {
      const told = (values: readonly string[], how: string): string[] => (values.length > 0 ? [`${someOf(values.map((text) => valueWords(text, label)))} ${how}`] : []);
      const parts = [...told(change.added, 'added'), ...told(change.removed, 'removed')];
      return `${fieldWords[change.field]} of ${thingsWords(change.thing, change.ids, label)}: ${parts.join('; ')}`;
    }
    case 'route-changed':
      return `${routesWords(change.routes, label)} ${movement(change, routeWords, { isMany: change.routes.length > 1 })}`;
    case 'effective-route-changed':
      return effectiveRouteWords(change, label);
    case 'group-changed':
      return `${groupsWords(change.groupIds)} ${applyWords(change)} at the ${change.association === 'subnet' ? 'subnet' : 'NIC'}, ${onNics(change.nicIds, label)}`;
    case 'rule-changed':
      return `${change.direction.toLowerCase()} rule ${nameOf(change.name)} of ${groupsWords(change.groupIds)} ${movement(change, ruleText, { difference: ruleDifference })}, ${onNics(change.nicIds, label)}`;
    case 'admin-rule-changed':
      return `security admin rule ${change.name} ${movement(change, adminRuleText)}, in ${someOf(change.networkIds.map(label))}`;
    case 'readable-changed': {
      const what = change.part === 'routeServer' ? `the Route Server of ${someOf(change.ids.map(label))}` : `${partWords[change.part].plural} of ${someOf(change.ids.map(label))}`;
      return `${what} ${change.problem === undefined ? 'could not be read before, and now can' : `could be read before, and now cannot (${change.problem})`}: what changed there is not known`;
    }
  }
}

type Moved = Extract<NetworkChange, { kind: 'new' | 'gone' | 'came' | 'left' }>;

const movedVerbs: Readonly<Record<Moved['kind'], readonly [one: string, many: string]>> = {
  new: ['is new', 'are new'],
  gone: ['is gone', 'are gone'],
  came: ['is among what was read, and was not before', 'are among what was read, and were not before'],
  left: ['is no longer among what was read', 'are no longer among what was read'],
};

/** `spoke bluespoke3-vnet1 (10.3.0.0/16) is new`, `40 machines are gone: a, b, c and 37 more`. */
function movedWords({ kind, thing, resources }: Moved, label: Label): string {
  const [name, to] = thing === 'peering' ? [(id: string): string => peeringWords(id, label), 'to '] : [label, ''];
  const named = ({ id, detail }: Named): string => `${name(id)}${detail.length > 0 ? ` (${to}${someOf(detail.map((text) => valueWords(text, label)))})` : ''}`;
  const [one, many] = thingWords[thing];
  const [is, are] = movedVerbs[kind];
  return resources.length === 1 ? `${one} ${resources.map(named).join('')} ${is}` : `${count(resources.length)} ${many} ${are}: ${someOf(resources.map(named))}`;
}

/** `tohub of bluespoke1-vnet1`. */
const peeringWords = (id: string, label: Label): string => `${nameOf(id)} of ${label(parentId(id))}`;

function thingsWords(thing: Thing, ids: readonly string[], label: Label): string {
  const [one, many] = thingWords[thing];
  const names = ids.map((id) => (thing === 'peering' ? peeringWords(id, label) : label(id)));
  return ids.length === 1 ? `${one} ${names.join('')}` : `${count(ids.length)} ${many} (${someOf(names)})`;
}

const valueWords = (value: string | undefined, label: Label): string => (value === undefined || value === '' ? 'none' : parseResourceId(value) ? label(value) : value);

interface Manner<T> {
  /** Both in full where not given. */
  readonly difference?: (before: T, now: T) => string;
  readonly isMany?: boolean;
}

/** What a change from nothing, to nothing, or from one thing to another reads like. */
function movement<T>({ before, now }: { readonly before?: T; readonly now?: T }, words: (one: T) => string, { difference, isMany = false }: Manner<T> = {}): string {
  const is = isMany ? 'are' : 'is';
  if (before === undefined) return now === undefined ? `${is} as before` : `${is} new: ${words(now)}`;
  if (now === undefined) return `${is} gone: ${words(before)}`;
  return `changed: ${difference ? difference(before, now) : `${words(before)} before, ${words(now)} now`}`;
}

/** `route tospoke2 of route table bluespoke1rt`, `40 routes (a of rt1, b of rt2, c of rt3 and 37 more)`. */
function routesWords(routes: Extract<NetworkChange, { kind: 'route-changed' }>['routes'], label: Label): string {
  if (routes.length === 1) return routes.map(({ name, tableId }) => `route ${name} of route table ${label(tableId)}`).join('');
  return `${count(routes.length)} routes (${someOf(routes.map(({ name, tableId }) => `${name} of ${label(tableId)}`))})`;
}

const groupsWords = (ids: readonly string[]): string =>
  ids.length === 1 ? `network security group ${ids.map(nameOf).join('')}` : `${count(ids.length)} network security groups (${someOf(ids.map(nameOf))})`;

function applyWords({ groupIds, applies }: Extract<NetworkChange, { kind: 'group-changed' }>): string {
  const verb = groupIds.length > 1 ? 'apply' : 'applies';
  return applies ? `${verb} now` : `no longer ${verb}`;
}

function routeWords({ addressPrefix, nextHopType, nextHopIpAddress, provisioningState }: Omit<Route, 'name'>): string {
  const state = provisioningState === 'Succeeded' ? '' : ` [${provisioningState}]`;
  return `${addressPrefix} → ${nextHopWords({ nextHopType, nextHopIpAddresses: nextHopIpAddress === undefined ? [] : [nextHopIpAddress] })}${state}`;
}

const hopWords = (hop: Hop): string => `${nextHopWords(hop)} (${hop.source}${hop.state === 'Active' ? '' : `, ${hop.state}`})`;

function effectiveRouteWords({ prefixes, before, now, nicIds }: Extract<NetworkChange, { kind: 'effective-route-changed' }>, label: Label): string {
  const [which, isOne] = [someOf(prefixes), prefixes.length === 1];
  const where = onNics(nicIds, label);
  const [old, fresh] = [list(before.map(hopWords)), list(now.map(hopWords))];
  if (before.length === 0) return `the effective route${isOne ? '' : 's'} ${which} → ${fresh} ${isOne ? 'is' : 'are'} new ${where}`;
  if (now.length === 0) return `the effective route${isOne ? '' : 's'} ${which} → ${old} ${isOne ? 'is' : 'are'} gone ${where}`;
  return `the next hop of ${which} changed from ${old} to ${fresh} ${where}`;
}

/** `on spoke1vm711_z1`, `on 12 NICs`. */
const onNics = (nicIds: readonly string[], label: Label): string => `on ${nicIds.length === 1 ? nicIds.map(label).join('') : `${count(nicIds.length)} NICs`}`;

const prefixesWords = (prefixes: readonly string[]): string => (prefixes.length === 0 ? 'nothing' : someOf(prefixes));

const aspectsOf = (rule: Rule): Readonly<Record<string, string>> => ({
  'access': rule.access,
  'priority': String(rule.priority),
  'protocol': rule.protocol,
  'from': rule.sourceAddressPrefixes.join(', '),
  'source ports': rule.sourcePortRanges.join(', '),
  'to': rule.destinationAddressPrefixes.join(', '),
  'ports': rule.destinationPortRanges.join(', '),
});

/** `access Allow → Deny, priority 100 → 200`. */
function ruleDifference(before: Rule, now: Rule): string {
  const [old, fresh] = [aspectsOf(before), aspectsOf(now)];
  return Object.keys(fresh).filter((name) => old[name] !== fresh[name]).map((name) => `${name} ${old[name] ?? ''} → ${fresh[name] ?? ''}`).join(', ');
}

const ruleText = ({ access, priority, protocol, sourceAddressPrefixes, destinationAddressPrefixes, destinationPortRanges }: Rule): string =>
  `${access}, priority ${String(priority)}, protocol ${protocol}, from ${prefixesWords(sourceAddressPrefixes)} to ${prefixesWords(destinationAddressPrefixes)} ports ${prefixesWords(destinationPortRanges)}`;

const adminRuleText = ({ access, priority, direction, protocol, sources, destinations, destinationPortRanges }: Omit<AdminRule, 'name'>): string =>
  `${access} ${direction}, priority ${String(priority)}, protocol ${protocol}, from ${prefixesWords(sources)} to ${prefixesWords(destinations)} ports ${prefixesWords(destinationPortRanges)}`;
