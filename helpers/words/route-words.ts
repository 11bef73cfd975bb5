/** Routes in words: where packets are sent and should not be. */
import { nextHopOf } from '../estate/configured-way';
import type { MatchingRoute } from '../estate/route-selection';
import { routeServerSubnetName } from '../estate/route-server-seat';
import type { Route } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { TransitTarget } from '../estate/transit';
import type { FactOf } from '../findings/finding';
import type { Misrouted, RouteFinding, RouteReason, RouteRemedy } from '../findings/route-findings';
import { aligned, atMost, list } from './aligned';
import { createRoute, forwardIp, startMachine, updateRoute } from './az';
import { machineName } from './names';
import { routeLines, rowWords, sourceWords } from './route-rows';
import { expectedNextHop, nextHopWords, transitWords } from './transit-words';
import type { Words, Writers } from './words';

export const routeWriters: Writers<RouteFinding['kind']> = {
  'subnet-without-table': ({ subnetId, misrouted, untold, perhapsNoSpoke }, label) =>
    doubted(reason(`subnet ${label(subnetId)} has no route table${untoldWords(untold)}`, misrouted, label), perhapsNoSpoke, label),
  'route-missing': ({ tableId, misrouted, remedy, untold, perhapsNoSpoke }, label) => ({
    ...doubted(reason(`route table ${label(tableId)} has no route for it${untoldWords(untold)}`, misrouted, label), perhapsNoSpoke, label),
    fix: remedyCommand(tableId, remedy),
  }),
  'bgp-kept-out': ({ tableId, misrouted, remedy, perhapsNoSpoke }, label) => ({
    ...doubted(reason(`route table ${label(tableId)} has no route for it and disableBgpRoutePropagation true, so that none is learned by BGP`, misrouted, label), perhapsNoSpoke, label),
    fix: remedyCommand(tableId, remedy),
  }),
  'route-elsewhere': ({ tableId, route, misrouted, remedy, ...aside }, label) => ({
    ...reason(`${configured(route, tableId, label)} sends ${route.addressPrefix} to ${nextHopWords(nextHopOf(route))}${asideWords(aside)}`, misrouted, label),
    fix: remedyCommand(tableId, remedy),
  }),
  'subnet-with-table': ({ subnetId, tableId }, label) => ({ fact: `subnet ${label(subnetId)} has route table ${label(tableId)}, which is forbidden` }),
  'learned-route-wins': (finding, label) => reason(learnedWords(finding, label), finding.misrouted, label),
  'transit-does-not-fit': ({ transit, next, overGateway, bgpPeers }) => {
    const isPeers = bgpPeers.length === next.length && next.length > 0;
    const through = overGateway ? 'the virtual network gateway' : `${list(next)}${isPeers ? `, which ${next.length > 1 ? 'are BGP peers' : 'is a BGP peer'} of its Route Server` : ''}`;
    return { fact: `this network sends everything from spoke to spoke through ${through}, not through ${transitWords(transit)}: if that is meant, TRANSIT=${overGateway ? 'gateway' : next.join(',')}` };
  },
  'route-not-effective': ({ tableId, route, misrouted }, label) =>
    reason(`${configured(route, tableId, label)} sends ${route.addressPrefix} to ${nextHopWords(nextHopOf(route))}, but it is not the effective route of the NIC`, misrouted, label),
  'table-misroutes': tableMisroutes,
  'stale-instance-routes': ({ tableId, routes, routeServer, instances }, label) => ({
    fact: `route table ${label(tableId)} has ${list(routes.map(withAddress))} in ${routeServerSubnetName}, not an instance address of Route Server ${routeServer}`,
    evidence: [...aligned(routes.map((route) => [route.name, route.addressPrefix, '→', nextHopWords(nextHopOf(route))])), `instance addresses of ${routeServer}: ${list(instances)}`],
  }),
  'stale-instance-route': ({ tableId, route, routeServer }, label) => ({
    fact: `route table ${label(tableId)} has ${withAddress(route)} in ${routeServerSubnetName}, not an instance address of Route Server ${routeServer}`,
  }),
  // The same text for every table, so that a report can say it once.
  'route-server-forwards-no-data': () => ({
    fact:
      'routes name the Route Server as next hop, while Microsoft documents that a Route Server forwards no data traffic (Route Server FAQ): ' +
      'that packets get through, only a login shows',
  }),
  'not-to-transit': notToTransit,
  'hub-route-missing': ({ nicId, hubId, addressSpace, near, inactiveState }, label) => {
    const rows = near.map((route) => [route.addressPrefixes.join(', '), '→', nextHopWords(route), sourceWords(route), route.state]);
    const lines = rows.length > 0 ? ['peering routes and routes that touch it:', ...atMost(aligned(rows)).map((line) => `  ${line}`)] : ['no route touches it'];
    const found = inactiveState === undefined ? 'no peering route' : `only an ${inactiveState} peering route that no user route overrides`;
    return { fact: `${label(nicId)} has ${found} to ${label(hubId)}`, evidence: [`address space of ${label(hubId)}: ${list(addressSpace)}`, ...lines] };
  },
  'next-hop-is-no-route-server': ({ hubId, nicId, deciding }, label) => ({ fact: `${label(hubId)} has no Route Server that routes, and ${rowWords(deciding)} of ${label(nicId)} leads to one` }),
  'next-hop-is-no-gateway': ({ hubId, nicId, deciding }, label) => ({
    fact: `${label(hubId)} has no virtual network gateway of type Vpn, and ${rowWords(deciding)} of ${label(nicId)} leads to one`,
  }),
  'appliance-does-not-forward': ({ nicId, vmId, why, deciding }, label) =>
    why === 'ip-forwarding-off'
      ? { fact: `enableIPForwarding is false on ${label(nicId)}${hopOf(deciding)}`, fix: forwardIp(nicId) }
      : why === 'no-machine'
        ? { fact: `${label(nicId)} is no machine's and forwards nothing${hopOf(deciding)}` }
        : { fact: `virtual machine ${label(vmId ?? nicId)} does not run, and its ${label(nicId)} is ${deciding ? `the next hop of ${rowWords(deciding)}` : 'a next hop'}`, fix: vmId === undefined ? undefined : startMachine(vmId) },
};

/** What may be meant of a route that leads elsewhere, after what it does. */
export function asideWords({ dropsAllElse, instead }: Pick<FactOf<'route-elsewhere'>, 'dropsAllElse' | 'instead'>): string {
  if (dropsAllElse) return ', which cuts off all that no other route leads to; that may be meant, so that no route is proposed';
  return instead ? `; all spokes go that way, and none by TRANSIT: if that is meant, TRANSIT=${instead.join(',')}` : '';
}

function remedyCommand(tableId: string, remedy: RouteRemedy | undefined): string | undefined {
  if (!remedy) return undefined;
  const { prefix, target, name, update } = remedy;
  const route = { tableId, name, prefix, ...hopFor(target) };
  return update ? updateRoute(route, update.hadAddress) : createRoute(route);
}

function learnedWords({ subnetId, tableId, route, misrouted: { deciding = [] } }: FactOf<'learned-route-wins'>, label: Label): string {
  const rows = list([...new Set(deciding.map(({ prefix }) => prefix))]);
  const learned = `${rows} is learned by BGP, which ${tableId === undefined ? `subnet ${label(subnetId)} has no route table against` : `route table ${label(tableId)} lets propagate`}`;
  return route ? `${learned}, and comes before its route ${route.name} (${route.addressPrefix})` : learned;
}

const hopOf = (deciding: MatchingRoute | undefined): string => (deciding ? `, the next hop of ${rowWords(deciding)}` : '');

const configured = ({ name }: Route, tableId: string, label: Label): string => `route ${name} of route table ${label(tableId)}`;

const withAddress = ({ name, nextHopIpAddress }: Route): string => `route ${name} to ${nextHopIpAddress ?? 'no address'}`;

/** Why traffic is not sent to the transit; as a cause with who cannot reach whom, and with what the NIC makes of it. */
const untoldWords = (untold: true | undefined): string => (untold ? ', and no BGP peer has told the Route Server of that address' : '');

function reason(why: string, misrouted: Misrouted | undefined, label: Label): Words {
  if (!misrouted) return { fact: why };
  const { from, to, deciding } = misrouted;
  const matches = deciding ? `${matchWords(to.address, deciding)}; ` : '';
  const observed = deciding ? `on ${label(from.nicId)}, ${matches}` : '';
  return {
    fact: why,
    cause: `${label(from.nicId)} does not send what is for ${machineName(to, label)} through the transit: ${matches}${why}`,
    causeIfCutOff: `${label(from.spokeId)} cannot reach ${label(to.spokeId)}: ${observed}${why}`,
  };
}

/** What to do where the network is none of those that are to be judged. */
function doubted(words: Words, networkId: string | undefined, label: Label): Words {
  if (networkId === undefined) return words;
  const hint = `if ${label(networkId)} is no spoke, name the spokes in SPOKE_VNET_IDS`;
  const { fact, cause = fact, causeIfCutOff } = words;
  return { ...words, hint, cause: `${cause}; ${hint}`, ...(causeIfCutOff !== undefined && { causeIfCutOff: `${causeIfCutOff}; ${hint}` }) };
}

/** `10.2.1.4 matches 10.0.0.0/8 → None (Default)`. */
function matchWords(address: string, deciding: readonly MatchingRoute[]): string {
  if (deciding.length === 0) return `no effective route matches ${address}`;
  return `${address} matches ${[...new Set(deciding.map(rowWords))].join(' and ')}`;
}

function hopFor(target: TransitTarget): { nextHopType: string; nextHopIpAddress?: string } {
  if (target.kind === 'gateway') return { nextHopType: 'VirtualNetworkGateway' };
  const [address] = target.addresses;
  return { nextHopType: 'VirtualAppliance', ...(address !== undefined && { nextHopIpAddress: address }) };
}

function tableMisroutes({ tableId, transit, target, wrong, routes }: FactOf<'table-misroutes'>, label: Label): Words {
  const [first] = wrong;
  const more = wrong.length > 1 ? `, and ${String(wrong.length - 1)} more ${wrong.length > 2 ? 'machines' : 'machine'} likewise` : '';
  const rows = routes.map((route) => [route.name, route.addressPrefix, '→', nextHopWords(nextHopOf(route))]);
  return {
    fact: `route table ${label(tableId)} ${first ? wrongWords(first, transitWords(transit), label) : 'is wrong'}${more}`,
    evidence: [
      ...(wrong.length > 1 ? atMost(aligned(wrong.map(({ to, route }) => [machineName(to, label), route ? `route ${route.name}` : 'no route']))) : []),
      `expected next hop: ${expectedNextHop(target)}`,
      ...(rows.length > 0 ? [`routes of ${label(tableId)}:`, ...atMost(aligned(rows)).map((line) => `  ${line}`)] : [`${label(tableId)} has no routes`]),
    ],
  };
}

function wrongWords({ to, route, bgpKeptOut }: FactOf<'table-misroutes'>['wrong'][number], through: string, label: Label): string {
  const destination = machineName(to, label);
  if (route) return `sends ${destination} to ${nextHopWords(nextHopOf(route))}, not to ${through}: route ${route.name} (${route.addressPrefix}) decides`;
  return `has no route for ${destination}${bgpKeptOut ? " and keeps BGP's routes out" : ''}`;
}

function notToTransit({ from, to, transit, target, deciding, matching, reason: why }: FactOf<'not-to-transit'>, label: Label): Words {
  const lines = routeLines(matching, deciding);
  const heading = `effective routes of ${label(from.nicId)} for ${to.address}, the longest prefix first:`;
  const hint = why && reasonHint(why, transit.kind !== 'route-server', label);
  return {
    fact: `${label(from.nicId)} ${sentWords(machineName(to, label), deciding, transitWords(transit))}`,
    evidence: [...(lines.length > 0 ? [heading, ...lines.map((line) => `  ${line}`)] : []), `expected next hop: ${expectedNextHop(target)}`],
    ...(hint !== undefined && { hint }),
  };
}

function sentWords(destination: string, deciding: readonly MatchingRoute[], through: string): string {
  if (deciding.length === 0) return `has no active route for ${destination}`;
  const decide = `${list(deciding.map(rowWords))} ${deciding.length === 1 ? 'decides' : 'decide'}`;
  if (deciding.every(({ route }) => route.nextHopType.toLowerCase() === 'none')) return `sends ${destination} nowhere: ${decide}`;
  return `sends ${destination} to ${list(deciding.map(({ route }) => nextHopWords(route)))}, not to ${through}: ${decide}`;
}

/** @param learns where routes may come by BGP, that none is configured explains nothing */
function reasonHint(why: RouteReason, learns: boolean, label: Label): string | undefined {
  switch (why.kind) {
    case 'route-not-effective': {
      const { route, tableId, moreSpecific, misrouted } = why;
      const leads = `route ${route.name} of route table ${label(tableId)} leads to the transit, but`;
      const nic = label(misrouted.from.nicId);
      return moreSpecific ? `${leads} a more specific route comes before it on ${nic}` : `${leads} is not effective on ${nic} yet`;
    }
    case 'route-elsewhere':
      return `route ${why.route.name} of route table ${label(why.tableId)} says so`;
    case 'learned-route-wins':
      return learnedWords(why, label);
    case 'transit-does-not-fit':
      return undefined;
    case 'bgp-kept-out':
      return `route table ${label(why.tableId)} has no route for it and keeps BGP's routes out`;
    case 'route-missing':
      return learns ? undefined : `route table ${label(why.tableId)} has no route for it`;
    case 'subnet-without-table':
      return learns ? undefined : `subnet ${label(why.subnetId)} has no route table`;
  }
}
