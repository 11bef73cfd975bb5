/** Whether TRANSIT describes the network at all: where everything goes by other next hops and nothing stops it there, the setting is what does not fit. */
import { configuredWay } from '../estate/configured-way';
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { flowsIn, isPairOf } from '../estate/flows';
import { powerOf } from '../estate/machines';
import { pairsOf } from '../estate/nic-pairs';
import type { MatchingRoute } from '../estate/route-selection';
import { decidingRoutes } from '../estate/route-selection';
import { readingIn } from '../estate/reading-in';
import { sameAddress } from '../estate/prefix';
import { leadsToTransit } from '../estate/transit';
import type { TransitTarget } from '../estate/transit';
import type { FactOf } from '../findings/finding';
import { followExpected } from './follow-packet';
import { transitTarget } from './transit-target';

export type TransitMisfit = FactOf<'transit-does-not-fit'>;

/** More next hops than a design has are no design. */
const mostNextHops = 4;

interface Fit {
  readonly misfit?: TransitMisfit;
  /** The next hops that everything goes by instead, where they may as well be the mistake. */
  readonly instead?: readonly string[];
}

const fits = new WeakMap<Estate, WeakMap<Expectations, Fit>>();

function fitOf(estate: Estate, expectations: Expectations): Fit {
  const ofEstate = fits.get(estate) ?? new WeakMap<Expectations, Fit>();
  fits.set(estate, ofEstate);
  const known = ofEstate.get(expectations);
  if (known) return known;
  // A way that is followed for the answer may ask for it; it breaks then, and TRANSIT is out of it.
  ofEstate.set(expectations, {});
  const fit = find(estate, expectations);
  ofEstate.set(expectations, fit);
  return fit;
}

/** Undefined where TRANSIT fits, or where what is wrong may as well be the network. */
export const transitMisfit = (estate: Estate, expectations: Expectations): TransitMisfit | undefined => fitOf(estate, expectations).misfit;

/** The addresses that all spokes go by and TRANSIT does not name, where that may as well be the mistake. */
export const goneByInstead = (estate: Estate, expectations: Expectations): readonly string[] | undefined => fitOf(estate, expectations).instead;

function find(estate: Estate, expectations: Expectations): Fit {
  const target = transitTarget(estate, expectations);
  const next = new Set<string>();
  let overGateway = false;
  let isAny = false;
  const isDue = isPairOf(flowsIn(expectations), 'connect', estate.survey.spokeIds);
  for (const pair of pairsOf(estate.pairSources)) {
    if (pair.kind !== 'pair' || !isDue(pair) || powerOf(pair.from.vm) !== 'running' || powerOf(pair.to.vm) !== 'running') continue;
    const routes = readingIn(estate.survey.effectiveRoutes, pair.from.nic.id);
    if (routes.status === 'unread') continue;
    const deciding = decidingRoutes(routes.value, pair.to.address);
    if (deciding.length === 0 || !deciding.every(leadsOn) || (target && deciding.some(({ route }) => leadsToTransit(route, target)))) return {};
    if (target && configuredWay(estate, pair.from.subnet, pair.to.address, target).kind === 'to-transit') return {};
    isAny = true;
    for (const { route } of deciding) {
      route.nextHopIpAddresses.forEach((address) => next.add(address));
      overGateway ||= route.nextHopIpAddresses.length === 0;
    }
    if (next.size > mostNextHops || (overGateway && next.size > 0) || followExpected(estate, expectations, pair.from, pair.to).kind !== 'arrives') return {};
  }
  if (!isAny) return {};
  if (!mayBeMeant(estate, expectations, target, [...next])) return { instead: [...next].sort() };
  const peers = peersOf(estate);
  return { misfit: { kind: 'transit-does-not-fit', transit: expectations.transit, next: [...next].sort(), overGateway, bgpPeers: [...next].filter((address) => peers.some((peer) => sameAddress(peer, address))) } };
}

const leadsOn = ({ route: { nextHopType } }: MatchingRoute): boolean => ['virtualappliance', 'virtualapplianceecmp', 'virtualnetworkgateway'].includes(nextHopType.toLowerCase());

/** Where somebody named an address and something has it, next hops that nobody has are more likely a mistake. */
function mayBeMeant(estate: Estate, { transit }: Expectations, target: TransitTarget | undefined, next: readonly string[]): boolean {
  if (transit.kind !== 'addresses' || target?.kind !== 'addresses') return true;
  const peers = peersOf(estate);
  const isSeen = (address: string): boolean => peers.some((peer) => sameAddress(peer, address)) || estate.isHeld(address);
  return !target.addresses.some(isSeen) || next.every(isSeen);
}

const peersOf = ({ survey: { routeServer } }: Estate): string[] =>
  routeServer.status === 'read' && routeServer.value?.bgpConnections.status === 'read' ? routeServer.value.bgpConnections.value.map(({ peerIp }) => peerIp) : [];
