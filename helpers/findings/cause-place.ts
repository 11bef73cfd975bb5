/** Where a finding stands among the causes: its key, by which findings of one cause are told, and its layer. A kind without a place does not compile. */
import { keyOf } from '../estate/resource-id';
import type { PeeringSide } from '../estate/estate';
import type { Problem } from '../estate/reading';
import type { HopPlace } from './path-findings';
import { closedSource } from './failed-at-source';
import type { FactOf, Finding, FindingKind } from './finding';
import type { FailedLogin } from './machine-findings';
import { beyondKey } from './beyond-key';
import { lettingKey } from './letting-rule';

/** The layers of a network, from what everything rests on to what rests on everything. */
export const layers = ['reading', 'machine', 'route-server', 'peering', 'route-table', 'appliance', 'effective-route', 'rule', 'login', 'other'] as const;

export type Layer = (typeof layers)[number];

export interface CausePlace {
  /** Stable from run to run: the kind and the resource. Findings with one key have one cause. */
  readonly key: string;
  readonly layer: Layer;
  /** Of findings with one key the one with the lowest speaks for all; 0 where not given. */
  readonly order?: number;
}

type Places = { readonly [Kind in FindingKind]: (finding: FactOf<Kind>) => CausePlace };

const at = (layer: Layer, key: string, order = 0): CausePlace => ({ key: `${layer} ${key}`, layer, order });

/** A peering that is missing, or whose state or synchronisation is not in order. */
const peering = ({ owner, remote }: PeeringSide, order: number): CausePlace => at('peering', `${keyOf(owner)} ${keyOf(remote)}`, order);

/** No subnet, no Route Server, none that routes, no addresses: whichever of these is reported, spokes have no transit because of it. */
const noTransit = (order: number): CausePlace => at('route-server', 'absent', order);

const route = (tableId: string, what: string, order = 0): CausePlace => at('route-table', `${keyOf(tableId)} ${what}`, order);

const places: Places = {
  'not-read': ({ problem }) => at('reading', problemKey(problem)),
  'setting-names-nothing': ({ setting, id }) => at('reading', `${setting} ${keyOf(id)}`),
  'hangs-on-setting': ({ setting }) => at('other', `hangs on ${setting}`),
  'absent-route-server-subnet': ({ hubId }) => at('other', `absent ${keyOf(hubId)}`),
  'absent-route-server': ({ hubId }) => at('other', `absent ${keyOf(hubId)}`),
  'absent-instance-addresses': ({ name }) => at('other', `absent ${name}`),
  'absent-peering': ({ owner, remote }) => peering({ owner, remote }, 9),
  'absent-route-table': ({ subnetId }) => at('other', `absent ${keyOf(subnetId)}`),
  'no-other-machines': () => at('other', 'no other machines'),
  'nic-idle': ({ vmId }) => at('machine', keyOf(vmId), 9),
  'subnet-peering-synced-in-part': ({ owner, name }) => at('other', `${keyOf(owner)} ${name}`),
  'permitted': ({ setting }) => at('other', setting),
  'switched-off': ({ setting }) => at('other', setting),
  'left-open': ({ id }) => at('other', `open ${keyOf(id)}`),
  'not-probed': ({ spokeId }) => at('other', `not probed ${keyOf(spokeId)}`),
  'fewer-than-two-spokes': () => at('other', 'spokes'),
  'told-at-the-others': () => at('other', 'told at the others'),
  'nothing-due': () => at('other', 'nothing due'),
  'check-broke': ({ checkId }) => at('reading', `check ${checkId}`),

  'subnet-missing': () => noTransit(0),
  'subnet-too-small': () => at('other', 'route server subnet size'),
  'subnet-below-documented-minimum': () => at('other', 'route server subnet size'),
  'subnet-without-ipv4': () => at('other', 'route server subnet size'),
  'subnet-associated': () => at('route-server', 'subnet association'),
  'route-server-missing': () => noTransit(1),
  'route-server-elsewhere': () => noTransit(1),
  'route-server-not-routing': () => noTransit(1),
  'instance-addresses-outside': () => noTransit(2),
  'instance-addresses-not-two': () => noTransit(2),
  'branch-to-branch-off': () => at('route-server', 'branch-to-branch'),
  'branch-to-branch-on': () => at('route-server', 'branch-to-branch'),
  'bgp-peer-not-provisioned': ({ peerId }) => at('route-server', keyOf(peerId)),
  'bgp-peer-not-connected': ({ peerId }) => at('route-server', keyOf(peerId)),
  'bgp-peer-asn-reserved': ({ peerId }) => at('other', `asn ${keyOf(peerId)}`),
  'bgp-peer-near-limit': ({ peerId }) => at('other', `routes ${keyOf(peerId)}`),
  'bgp-peers-at-limit': () => at('other', 'peers'),
  // A Route Server that does not route has learned nothing from anybody.
  'bgp-peer-silent': ({ peerId }) => at('route-server', keyOf(peerId), 4),
  'bgp-peer-heard-by-one': ({ peerId }) => at('route-server', keyOf(peerId), 4),

  'no-spokes': ({ hubId }) => at('peering', keyOf(hubId)),
  // What a spoke is to use, the hub has to offer first; how the peering is made right at once is told rather than how it is made at all.
  'peering-missing': ({ side, ownerIsHub, onceOffered }) => peering(side, ownerIsHub ? 0 : onceOffered === undefined ? 1.5 : 1),
  // RemoteNotInSync speaks of the other side, which says more of itself.
  'peering-not-connected': ({ side: { owner, remote }, peering: { peeringSyncLevel }, opposite }) =>
    opposite && peeringSyncLevel.toLowerCase() === 'remotenotinsync' ? peering({ owner: remote, remote: owner }, 5) : peering({ owner, remote }, 2),
  'subnet-peering': ({ side }) => peering(side, 8),
  'peering-switch-off': ({ side: { owner, remote }, setting }) => at('peering', `${keyOf(owner)} ${keyOf(remote)} ${setting}`),
  'peering-switch-on': ({ side: { owner, remote }, setting }) => at('peering', `${keyOf(owner)} ${keyOf(remote)} ${setting} on`),
  'hub-refuses-forwarded': ({ side: { owner, remote } }) => at('peering', `${keyOf(owner)} ${keyOf(remote)} allowForwardedTraffic`, 9),
  'space-not-synced': ({ side }) => peering(side, 3),
  'address-not-synced': ({ side }) => peering(side, 4),
  'subnet-not-peered': ({ side }) => peering(side, 4),
  'spaces-overlap': ({ first, second }) => at('other', `overlap ${keyOf(first)} ${keyOf(second)}`),
  'spokes-connected': ({ spokeId, to }) => at('other', `spokes connected ${[spokeId, ...to].map(keyOf).sort().join(' ')}`),
  'connection-not-seen': ({ spokeId, to }) => at('reading', `connection ${[spokeId, ...to].map(keyOf).sort().join(' ')}`),
  'no-prefix': ({ text, networks }) => at('other', `prefix ${text} ${networks.map(keyOf).join(' ')}`),
  'spokes-not-peered': ({ spokeId, to }) => at('other', `spokes not peered ${[spokeId, ...to].map(keyOf).sort().join(' ')}`),
  'spokes-peered': ({ spokeId, peerings }) => at('other', `spokes peered ${[spokeId, ...peerings.map(({ remoteVirtualNetworkId }) => remoteVirtualNetworkId)].map(keyOf).sort().join(' ')}`),

  'subnet-without-table': ({ subnetId, misrouted }) => at('route-table', `${keyOf(subnetId)} no table`, spoken(misrouted)),
  'route-missing': ({ tableId, misrouted }) => route(tableId, 'no route', spoken(misrouted)),
  'bgp-kept-out': ({ tableId, misrouted }) => route(tableId, 'propagation', spoken(misrouted)),
  'route-elsewhere': ({ tableId, route: { name }, misrouted }) => route(tableId, `route ${name}`, spoken(misrouted)),
  'route-not-effective': ({ tableId, route: { name }, misrouted }) => at('effective-route', `${keyOf(misrouted.from.nicId)} ${keyOf(tableId)} ${name}`),
  'learned-route-wins': ({ subnetId, misrouted: { deciding = [] } }) => at('effective-route', `${keyOf(subnetId)} learned ${[...new Set(deciding.map(({ prefix }) => prefix))].join(' ')}`),
  'subnet-with-table': ({ subnetId }) => at('route-table', `${keyOf(subnetId)} forbidden`),
  'transit-does-not-fit': () => at('reading', 'transit'),
  'table-misroutes': ({ tableId }) => route(tableId, 'misroutes'),
  'stale-instance-routes': ({ tableId }) => route(tableId, 'stale'),
  'stale-instance-route': ({ tableId, route: { name } }) => route(tableId, `route ${name}`, 5),
  'route-server-forwards-no-data': () => at('route-server', 'forwards no data'),
  'not-to-transit': ({ from, to }) => at('effective-route', `${keyOf(from.nicId)} ${keyOf(to.nicId)}`),
  'hub-route-missing': ({ nicId }) => at('effective-route', `${keyOf(nicId)} hub`),
  'next-hop-is-no-route-server': () => noTransit(3),
  'next-hop-is-no-gateway': () => at('route-server', 'gateway'),
  'appliance-does-not-forward': ({ nicId }) => at('appliance', keyOf(nicId)),

  'firewall-denies': ({ firewallId, rule }) => at('rule', `${keyOf(firewallId)} ${rule?.name ?? 'none'}`),
  'load-balancer-without-rule': ({ id, port }) => at('appliance', `${keyOf(id)} no rule ${String(port)}`),
  'load-balancer-without-machine': ({ id }) => at('appliance', `${keyOf(id)} no machine`),
  'load-balancer-without-probe': ({ id, rule }) => at('appliance', `${keyOf(id)} no probe ${rule}`),
  'probe-kept-out': (finding) => at('rule', `${keyOf(finding.id)} probe ${deniedBy(finding)}`),
  'probe-undecided': (finding) => at('rule', `${keyOf(finding.id)} probe ${deniedBy(finding)}`),
  'admin-rule-denies': ({ networkId, rule }) => at('rule', `${keyOf(networkId)} admin ${rule.name}`),
  'admin-rule-undecided': ({ networkId, rule }) => at('rule', `${keyOf(networkId)} admin ${rule.name}`),
  'path-breaks': ({ from, to }) => at('other', `path ${keyOf(from.nicId)} ${keyOf(to.nicId)}`),
  'targets-are-red': ({ of }) => at('other', `targets of ${keyOf(of.nicId)}`),
  'path-without-evidence': ({ beyond }) => at('appliance', `no evidence ${beyondKey(beyond)}`),
  'hop-drops': ({ at: place, to, tableId, route }) =>
    tableId === undefined ? at('effective-route', `${placeKey(place)} ${keyOf(to.spokeId)}`) : at('route-table', `${keyOf(tableId)} ${route?.name ?? placeKey(place)} ${keyOf(to.spokeId)}`),
  'route-stays': ({ tableId, route }) => at('route-table', `${keyOf(tableId)} ${route.name} stays`),
  'hops-in-a-circle': ({ nicIds, routes, to }) => at('appliance', `circle ${[...nicIds, ...routes.flatMap(({ tableId }) => tableId ?? [])].map(keyOf).sort().join(' ')} ${keyOf(to.spokeId)}`),
  'next-hop-out-of-reach': ({ address, networkId }) => at('effective-route', `${keyOf(networkId)} ${address}`),
  'no-way-on': ({ networkId, to }) => at('peering', `${keyOf(networkId)} ${keyOf(to.spokeId)}`, 9),
  'next-hop-type-unknown': ({ deciding }) => at('effective-route', `type ${deciding.route.nextHopType}`),
  'hop-rule-denies': ({ rule: { group, rule } }) => at('rule', `${keyOf(group.networkSecurityGroupId)} ${rule.name}`),
  'hop-rule-undecided': ({ group, rule }) => at('rule', `${keyOf(group.networkSecurityGroupId)} ${rule?.name ?? 'none'}`),

  'machine-off': ({ vmId }) => at('machine', keyOf(vmId)),
  'no-machine': ({ spokeId, scaleSetIds }) => at('machine', keyOf(spokeId), scaleSetIds ? 2 : 0),
  'no-machine-runs': ({ subnetId }) => at('machine', keyOf(subnetId)),
  'no-nic-read': ({ subnetId, machine }) => at('machine', `${keyOf(subnetId)} ${keyOf(machine.vmId)}`),
  'rule-denies': ({ rule }) => at('rule', `${keyOf(rule.group.networkSecurityGroupId)} ${rule.rule.name}`),
  'rule-undecided': ({ group, rule }) => at('rule', `${keyOf(group.networkSecurityGroupId)} ${rule?.name ?? 'none'}`),
  'no-participant': ({ spokeId }) => at('machine', keyOf(spokeId), 1),
  'no-linux-machine': ({ spokeId }) => at('machine', keyOf(spokeId), 1),
  'no-machine-named': ({ spokeId }) => at('machine', keyOf(spokeId), 1),
  'login-failed': (login) => at('login', loginKey(login), login.outcome.kind === 'access-path-failed' ? 1 : 0),
  'login-after-others': ({ from, to }) => at('login', `after others ${from.name} ${to.name}`),
  'login-source-unknown': ({ to }) => at('login', `source ${to.name}`),
  'login-source-translated': ({ to }) => at('login', `source ${to.name}`),
  'login-rests-on-address': ({ to }) => at('login', `address ${to.name}`),
  'login-rests-on-host-key': ({ to }) => at('login', `host key ${to.name}`),

  'lets-through': (finding) => at('rule', `lets through ${lettingKey(finding)}`),
  'blocked-beyond': ({ beyond }) => at('appliance', `not settled ${beyondKey(beyond)}`),
  'blocked-untold': ({ packet: { from, to }, doubt }) =>
    at('rule', doubt?.of === 'rule' ? `${keyOf(doubt.group.networkSecurityGroupId)} ${doubt.rule?.name ?? 'none'}` : doubt ? `${keyOf(doubt.networkId)} admin ${doubt.rule.name}` : `untold ${keyOf(from.subnetId)} ${keyOf(to.subnetId)}`),
  'instances-not-read': ({ subnetId }) => at('reading', `instances ${keyOf(subnetId)}`),
  'subnets-left-out': ({ subnetIds }) => at('other', `left out ${subnetIds.map(keyOf).join(' ')}`),
  'may-be-translated': ({ beyond }) => at('other', `translated ${beyondKey(beyond)}`),
  'nothing-to-block': ({ fromSpokeId, toSpokeId }) => at('other', `nothing to block ${keyOf(fromSpokeId)} ${keyOf(toSpokeId)}`),
  'address-elsewhere': ({ spokeId, address }) => at('reading', `address ${keyOf(spokeId)} ${address}`),
  'flow-without-machine': ({ spokeId, side, machine = '', subnet = '' }) => at('machine', `${keyOf(spokeId)} ${side} ${machine} ${subnet}`, 1),
  'connection-failed': (connection) => at('login', connectionKey(connection), connection.outcome.kind === 'access-path-failed' ? 2 : 1),
  'connection-after-others': ({ from, to }) => at('login', `after others ${from.name} ${to.name} ${String(to.port)}`),
  'flow-let-through': (flow) => at('login', `let through ${targetKey(flow)} ${blockerKey(flow)}`),
  'flow-unproven': (flow) => at('login', unprovenKey(flow)),
  'flow-blocked': (flow) => at('login', `blocked ${targetKey(flow)}`),

  'no-flow-of': () => at('other', 'no flow of'),
  'spokes-from-peerings': () => at('other', 'spokes from peerings'),
  'peers-not-named': () => at('other', 'peers not named'),
  'hub-without-vpn-gateway': () => at('other', 'vpn gateway'),
  'asymmetric-path': ({ from, to }) => at('other', `asymmetric ${keyOf(from.nicId)} ${keyOf(to.nicId)}`),
  'equal-cost-hops': ({ hops }) => at('other', `equal cost ${hops.map(({ address }) => address).join(' ')}`),
  'not-looked-at': ({ things }) => at('other', `not looked at ${things.map(({ kind }) => kind).join(' ')}`),
  'guests-not-logged-in': () => at('other', 'guests'),
  'waiver-without-effect': ({ waiver: { check, subject, line } }) => at('other', `waiver ${check} ${subject} ${String(line)}`),
  'peer-is-no-spoke': ({ networkId }) => at('other', `no spoke ${keyOf(networkId)}`),
};

function deniedBy(finding: FactOf<'probe-kept-out' | 'probe-undecided'>): string {
  if ('adminRule' in finding) return `${keyOf(finding.networkId)} admin ${finding.adminRule.name}`;
  const { group, rule } = finding.kind === 'probe-kept-out' ? finding.rule : finding;
  return `${keyOf(group.networkSecurityGroupId)} ${rule?.name ?? 'none'}`;
}

const placeKey = (place: HopPlace): string => keyOf(place.kind === 'nic' ? place.nicId : place.subnetId);

/** What a NIC makes of a route tells more than the route alone. */
const spoken = (misrouted: { readonly deciding?: unknown } | undefined): number => (misrouted ? (misrouted.deciding ? 0 : 1) : 2);

/** One cause for each right that is missing in a subscription, each throttled subscription, each resource that fails in some way. */
function problemKey({ kind, request, missingAction }: Problem): string {
  const path = (request.split(' ')[1] ?? request).toLowerCase();
  const subscription = /\/subscriptions\/([^/]+)/.exec(path)?.[1] ?? '';
  switch (kind) {
    case 'unauthenticated':
      return kind;
    case 'forbidden':
      return `${kind} ${missingAction ?? 'an action'} ${subscription}`;
    case 'throttled':
      return `${kind} ${subscription}`;
    default:
      return `${kind} ${path}`;
  }
}

/** By what is at fault, so that what all pairs see of it is one cause. */
function loginKey(login: FactOf<'login-failed'>): string {
  return sourceKey(login) ?? `${login.outcome.kind} ${keyOf(login.toVmId)}`;
}

/** What is at fault before B's port is the same as for logins. */
const connectionKey = (connection: FactOf<'connection-failed'>): string => sourceKey(connection) ?? `${connection.outcome.kind} ${targetKey(connection)}`;

const targetKey = ({ to, toVmId }: Pick<FactOf<'connection-failed'>, 'to' | 'toVmId'>): string => `${keyOf(toVmId ?? to.address)} port ${String(to.port)}`;

const blockerKey = ({ blockedBy }: FactOf<'flow-let-through'>): string => (blockedBy ? placeOf(blockedBy).key : '');

function unprovenKey(flow: FactOf<'flow-unproven'>): string {
  const { why, fromVmId } = flow;
  switch (why.kind) {
    case 'probe-failed':
      return sourceKey({ ...flow, outcome: why.outcome }) ?? `${why.outcome.kind} ${targetKey(flow)}`;
    case 'control-failed':
      return sourceKey({ ...flow, outcome: why.outcome }) ?? `control ${why.outcome.kind} ${keyOf(fromVmId)} ${why.control.address} ${String(why.control.port)}`;
    case 'no-control':
      return `no control ${keyOf(fromVmId)}`;
    default:
      return `unproven ${why.kind} ${targetKey(flow)}`;
  }
}

/** Where the way into A, or A itself, is at fault; undefined where it is not. */
function sourceKey(login: FailedLogin & { readonly fromVmId: string }): string | undefined {
  const { outcome, fromVmId } = login;
  switch (outcome.kind) {
    case 'access-path-failed': {
      if (outcome.failure.kind === 'not-tried') return `not-tried ${outcome.failure.message}`;
      const closed = closedSource(login);
      return closed ? `${closed.kind} ${keyOf(fromVmId)}` : `${outcome.kind} ${outcome.hop}`;
    }
    case 'not-tried':
      return `${outcome.kind} ${outcome.message}`;
    case 'forwarding-forbidden':
      return `${outcome.kind} ${keyOf(fromVmId)}`;
    default:
      return undefined;
  }
}

export function placeOf(finding: Finding): CausePlace {
  // The table has the place of this very kind, which the compiler cannot follow through an index.
  const place = places[finding.kind] as (one: Finding) => CausePlace;
  return place(finding);
}
