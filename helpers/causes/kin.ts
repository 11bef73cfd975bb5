/** Which causes are one thing in several places: the same wrong next hop in many tables, the same setting of many peerings, one hop behind which no login gets on. */
import { nextHopOf } from '../estate/configured-way';
import type { PeeringSide } from '../estate/estate';
import { keyOf, nameOf } from '../estate/resource-id';
import type { NextHop } from '../estate/transit';
import type { FactOf, Finding } from '../findings/finding';
import type { Beyond } from '../findings/path-findings';
import { beyondKey } from '../findings/beyond-key';

/** What the run as a whole shows beside a finding. */
export interface Surroundings {
  /** Keys of what a login has got past: it forwards. */
  readonly passed: ReadonlySet<string>;
  /** Keys of the sides that have no peering. */
  readonly unpeered: ReadonlySet<string>;
  /** Keys of the hubs that lack peerings. */
  readonly hubs: ReadonlySet<string>;
}

/**
 * @param speaker of a cause, with all `findings` of it
 * @returns what it shares with the causes that are one with it; undefined where it stands alone
 */
export function kinOf(speaker: Finding, findings: readonly Finding[], { passed, ...peerings }: Surroundings): string | undefined {
  switch (speaker.kind) {
    case 'route-elsewhere':
      return `${hopKin(nextHopOf(speaker.route))}${speaker.dropsAllElse ? ', may be meant' : ''}`;
    case 'stale-instance-route':
      return hopKin(nextHopOf(speaker.route));
    case 'next-hop-out-of-reach':
      return hopKin({ nextHopType: 'VirtualAppliance', nextHopIpAddresses: [speaker.address] });
    case 'route-missing':
    case 'bgp-kept-out':
      return `${speaker.kind}${'untold' in speaker ? ' untold' : ''} ${destinationsOf(findings)}`;
    case 'learned-route-wins':
      return `learned ${[...new Set(speaker.misrouted.deciding?.map(({ prefix, route }) => `${prefix} ${route.nextHopIpAddresses.join(' ')}`))].sort().join(' ')}`;
    case 'peering-switch-off':
      return speaker.obstacle ? undefined : speaker.setting;
    case 'peering-missing':
      return missingKin(speaker, peerings);
    case 'no-way-on':
      return unpeeredKin({ owner: speaker.networkId, remote: speaker.to.spokeId }, speaker.networkId, peerings);
    case 'hop-drops':
      return `drops ${keyOf(speaker.at.kind === 'nic' ? speaker.at.nicId : speaker.at.subnetId)} ${speaker.route?.name ?? ''}`;
    case 'transit-does-not-fit':
      return behind(speaker.next.map((address) => beyondKey({ kind: 'unseen', address, networkId: '' })));
    case 'login-failed':
      return loginKin(speaker, findings, passed);
    default:
      return undefined;
  }
}

export const sideKey = ({ owner, remote }: PeeringSide): string => `${keyOf(owner)} ${keyOf(remote)}`;

const hopKin = ({ nextHopType, nextHopIpAddresses }: NextHop): string => `next hop ${nextHopType.toLowerCase()} ${nextHopIpAddresses.join(' ')}`;

/** Tables that lack routes for the same spokes. */
const destinationsOf = (findings: readonly Finding[]): string =>
  [...new Set(findings.flatMap((finding) => ('misrouted' in finding && finding.misrouted ? [keyOf(finding.misrouted.to.spokeId)] : [])))].sort().join(' ');

type Missing = Pick<Surroundings, 'unpeered' | 'hubs'>;

/** One that cannot be made as it is, or that leads to a namesake, says so itself. */
function missingKin({ side, ownerIsHub, refused, others }: FactOf<'peering-missing'>, missing: Missing): string | undefined {
  const hasNamesake = others.some(({ remoteVirtualNetworkId }) => nameOf(remoteVirtualNetworkId).toLowerCase() === nameOf(side.remote).toLowerCase());
  return refused || hasNamesake ? undefined : unpeeredKin(side, ownerIsHub ? side.owner : side.remote, missing);
}

/** Networks that are peered with the same one on neither side, or that lack the one side. */
function unpeeredKin({ owner, remote }: PeeringSide, centre: string, { unpeered, hubs }: Missing): string {
  const pair = [owner, remote].map(keyOf).sort();
  if (unpeered.has(sideKey({ owner: remote, remote: owner }))) return `unpeered ${pair.find((network) => hubs.has(network)) ?? pair.join(' ')}`;
  return `unpeered ${keyOf(owner) === keyOf(centre) ? 'from' : 'to'} ${keyOf(centre)}`;
}

const behind = (keys: readonly string[]): string | undefined => (keys.length > 0 ? `behind ${[...keys].sort().join(' and ')}` : undefined);

/** What all logins to a machine would have to get past, and none of the run gets past. */
function loginKin({ outcome, asymmetric }: FactOf<'login-failed'>, findings: readonly Finding[], passed: ReadonlySet<string>): string | undefined {
  if ((outcome.kind !== 'timed-out' && outcome.kind !== 'unreachable') || asymmetric) return undefined;
  return behind(behindWhich(findings, passed).map(beyondKey));
}

/** What all the logins among the findings have on their way, and no login of the run gets past. */
export function behindWhich(findings: readonly Finding[], passed: ReadonlySet<string>): Beyond[] {
  const [first = [], ...others] = findings.flatMap((finding) => (finding.kind === 'login-failed' ? [finding.beyond] : []));
  const isOnAll = (key: string): boolean => others.every((way) => way.some((beyond) => beyondKey(beyond) === key));
  return first.filter((beyond) => !passed.has(beyondKey(beyond)) && isOnAll(beyondKey(beyond)));
}
