/** A cause that is in several places, in words: what is wrong once, then where. */
import type { Cause } from '../causes/causes';
import { nextHopOf } from '../estate/configured-way';
import { keyOf } from '../estate/resource-id';
import type { Route } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { FactOf, Finding, FindingKind } from '../findings/finding';
import { list } from './aligned';
import { wordsOf } from './finding-words';
import { beyondWords } from './path-words';
import { rowWords } from './route-rows';
import { asideWords } from './route-words';
import { nextHopWords } from './transit-words';

/** @returns undefined where there is one place, and where the sentence of the first says it all */
export function severalWords({ speakers, findings, behind = [] }: Pick<Cause, 'speakers' | 'findings' | 'behind'>, label: Label): string | undefined {
  if (speakers.length < 2) return undefined;
  const past = list(behind.map((beyond) => beyondWords(beyond, label)));
  const [first] = speakers;
  switch (first?.kind) {
    case 'route-elsewhere':
    case 'stale-instance-route':
      return routesElsewhere(speakers, label);
    case 'next-hop-out-of-reach':
      return `next hop ${first.address} of routes in ${some(of(speakers, first.kind).map(({ networkId }) => label(networkId)))} lies neither there nor in a network that these are peered with`;
    case 'route-missing':
    case 'bgp-kept-out':
      return tablesLack(of(speakers, 'route-missing', 'bgp-kept-out'), of(findings, 'route-missing', 'bgp-kept-out'), label);
    case 'learned-route-wins':
      return learnedWins(of(speakers, first.kind), label);
    case 'peering-switch-off':
      return `${first.setting} is off at ${String(speakers.length)} peerings: ${some(of(speakers, first.kind).map(({ side, peering }) => `${peering.name} of ${label(side.owner)}`))}`;
    case 'peering-missing':
    case 'no-way-on':
      return unpeered(speakers, label);
    case 'hop-drops':
      return `${wordsOf(first, label).fact}; likewise what is for ${some(of(speakers.slice(1), first.kind).map(({ to }) => label(to.spokeId)))}`;
    case 'transit-does-not-fit':
      return `${wordsOf(first, label).fact}; no login of this run gets past ${past}`;
    case 'login-failed':
      return noLoginPast(of(speakers, first.kind), past, label);
    default:
      return undefined;
  }
}

function of<Kind extends FindingKind>(findings: readonly Finding[], ...kinds: readonly Kind[]): FactOf<Kind>[] {
  return findings.filter((finding): finding is FactOf<Kind> & Finding => (kinds as readonly string[]).includes(finding.kind));
}

/** The first of them, each once, and how many more there are. */
function some(names: readonly string[], limit = 20): string {
  const each = [...new Set(names)];
  return each.length <= limit ? list(each) : `${each.slice(0, limit).join(', ')} and ${String(each.length - limit)} more`;
}

interface OfTable {
  readonly tableId: string;
  readonly route: Route;
}

function routesElsewhere(speakers: readonly Finding[], label: Label): string | undefined {
  const routes = of(speakers, 'route-elsewhere', 'stale-instance-route');
  const [first] = routes;
  if (!first || routes.length === 1) return undefined;
  const tables = [...new Set(routes.map(({ tableId }) => keyOf(tableId)))].map((key) => routes.filter(({ tableId }) => keyOf(tableId) === key));
  const namesOf = (those: readonly OfTable[]): string => some(those.map(({ route }) => route.name));
  const isLong = routes.length > 20;
  const places = tables.map((those) => `${label(those[0]?.tableId ?? '')} (${isLong ? String(those.length) : namesOf(those)})`);
  const where = tables.length === 1 ? `route table ${label(first.tableId)} sends what is for other spokes` : `${String(tables.length)} route tables send what is for other spokes`;
  const which = tables.length === 1 ? `routes ${namesOf(routes)}` : `${String(routes.length)} routes, of ${some(places)}`;
  const reach = of(speakers, 'next-hop-out-of-reach').length > 0 ? ', which lies in no network that theirs are peered with' : '';
  const aside = asideWords('misrouted' in first ? first : {});
  return `${where} to ${nextHopWords(nextHopOf(first.route))}${reach}: ${which}${aside}`;
}

function tablesLack(speakers: readonly FactOf<'route-missing' | 'bgp-kept-out'>[], findings: readonly FactOf<'route-missing' | 'bgp-kept-out'>[], label: Label): string {
  const spokes = some(findings.map(({ misrouted }) => label(misrouted.to.spokeId)));
  const doubts = speakers.flatMap(({ perhapsNoSpoke }) => (perhapsNoSpoke === undefined ? [] : [label(perhapsNoSpoke)]));
  const propagation = speakers[0]?.kind === 'bgp-kept-out' ? ' and disableBgpRoutePropagation true, so that none is learned by BGP' : '';
  const untold = speakers.some((finding) => 'untold' in finding) ? ', and no BGP peer has told the Route Server of it' : '';
  return `${String(speakers.length)} route tables have no route for ${spokes}${propagation}${untold}: ${some(speakers.map(({ tableId }) => label(tableId)))}${doubts.length > 0 ? `; if ${some(doubts)} ${new Set(doubts).size > 1 ? 'are' : 'is'} no spoke, name the spokes in SPOKE_VNET_IDS` : ''}`;
}

function learnedWins(speakers: readonly FactOf<'learned-route-wins'>[], label: Label): string {
  const rows = list([...new Set(speakers.flatMap(({ misrouted: { deciding = [] } }) => deciding.map(rowWords)))]);
  return `${rows} is learned by BGP and decides on what is for other spokes in ${some(speakers.map(({ subnetId }) => label(subnetId)))}, where nothing keeps it from propagating`;
}

function unpeered(speakers: readonly Finding[], label: Label): string | undefined {
  const sides = [...of(speakers, 'peering-missing').map(({ side }) => side), ...of(speakers, 'no-way-on').map(({ networkId, to }) => ({ owner: networkId, remote: to.spokeId }))];
  const [first] = sides;
  if (!first || sides.length < 2) return undefined;
  const remotes = some(sides.filter(({ owner }) => keyOf(owner) === keyOf(first.owner)).map(({ remote }) => label(remote)));
  if (sides.some(({ owner, remote }) => keyOf(owner) === keyOf(first.remote) && keyOf(remote) === keyOf(first.owner))) return `${label(first.owner)} is not peered with ${remotes}: neither side has a peering to the other`;
  const owners = [...new Set(sides.map(({ owner }) => label(owner)))];
  return `${some(owners)} ${owners.length > 1 ? 'have' : 'has'} no peering to ${owners.length > 1 ? label(first.remote) : remotes}`;
}

function noLoginPast(speakers: readonly FactOf<'login-failed'>[], past: string, label: Label): string {
  const machines = speakers.map(({ toVmId, to }) => `${label(toVmId)} (${to.address})`);
  return `no login of this run gets past ${past}: nothing that was read stops packets on their way to ${some(machines)}, and none of these ${String(machines.length)} machines answers; not looked at either: their firewalls and sshd`;
}
