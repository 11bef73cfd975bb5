/** Where the effective routes of a NIC lead: on towards the other spoke, or to a place from which nothing comes back. */
import { networkIdOf } from '../estate/network-parts';
import { readingIn } from '../estate/reading-in';
import { sameId } from '../estate/resource-id';
import type { MatchingRoute } from '../estate/route-selection';
import { decidingRoutes, isKnownType } from '../estate/route-selection';
import type { NetworkInterface } from '../estate/survey';
import type { Finding } from '../findings/finding';
import { enterNetwork, peeringLacks } from './cross-peering';
import type { Journey, Onward, Passed, Standpoint } from './journey';
import { createLeaveFabric } from './leave-fabric';
import { reasonFor } from './misrouted';
import { overAddress } from './over-address';
import { overGateway } from './over-gateway';
import { passHopRules } from './pass-rules';
import type { Trail } from './path';
import { alternatives, breaks, clear, followed, unread } from './path';

/** How a packet leaves its machine. */
export interface Departure {
  /** The rows that decide. */
  readonly deciding: readonly MatchingRoute[];
  /** Whether it is known where the packet goes first. */
  readonly isKnown: boolean;
  /** What is wrong with where it is sent. */
  readonly firstHop: Trail;
  /** The way from there on. */
  readonly onward: () => Trail;
}

export function leaveMachine(journey: Journey): Departure {
  const { estate, from, to } = journey;
  const routes = readingIn(estate.survey.effectiveRoutes, from.nic.id);
  if (routes.status === 'unread') {
    const firstHop = unread({ kind: 'not-read', what: { of: 'effective-routes', id: from.nic.id }, problem: routes.problem });
    return { deciding: [], isKnown: false, firstHop, onward: () => clear };
  }
  const deciding = decidingRoutes(routes.value, to.address);
  const at = { networkId: from.spokeId, subnet: from.subnet, passed: [], drops: () => breaks(whyDropped(journey, deciding)) };
  const firstHop = deciding.length === 0 ? at.drops() : alternatives(journey, deciding.map((row) => dropsAt(journey, from.nic.id, row, at.drops)));
  const onwardBy = (row: MatchingRoute): Trail => followed(() => (journey.seeks === 'leak' ? dropsAt(journey, from.nic.id, row, at.drops) : clear), () => follow(journey, row, { ...at, nicId: from.nic.id }));
  return { deciding, isKnown: firstHop.gap === undefined, firstHop, onward: () => alternatives(journey, deciding.map(onwardBy)) };
}

/** What is to be blocked needs no remedy. */
const whyDropped = ({ estate, expectations, from, to, seeks }: Journey, deciding: readonly MatchingRoute[]): Finding =>
  seeks === 'leak' ? { kind: 'hop-drops', at: { kind: 'nic', nicId: from.nic.id }, to: to.ref, deciding } : reasonFor(estate, expectations, from, to);

/** Rows that lead nowhere, whatever is behind them. */
function dropsAt({ to }: Journey, nicId: string, row: MatchingRoute, drops: () => Trail): Trail {
  const { nextHopType, nextHopIpAddresses } = row.route;
  if (!isKnownType(row.route)) return { gap: { kind: 'unknown-type', finding: { kind: 'next-hop-type-unknown', nicId, to: to.ref, deciding: row } } };
  switch (nextHopType.toLowerCase()) {
    case 'vnetpeering':
    case 'vnetglobalpeering':
    case 'connectedgroup':
    case 'virtualnetworkgateway':
      return clear;
    case 'virtualappliance':
    case 'virtualapplianceecmp':
      return nextHopIpAddresses.length > 0 ? clear : drops();
    default:
      // VnetLocal would look for the other spoke's machine in the own network; None drops; Internet has no private addresses.
      return drops();
  }
}

/** @param row does not lead nowhere by itself */
function follow(journey: Journey, row: MatchingRoute, at: Standpoint): Trail {
  const { nextHopType, nextHopIpAddresses } = row.route;
  const type = nextHopType.toLowerCase();
  if (type === 'connectedgroup' || !isKnownType(row.route)) return clear;
  if (type === 'vnetpeering' || type === 'vnetglobalpeering') return overPeering(journey, at);
  if (nextHopIpAddresses.length === 0) return overGateway(journey, row, at, onward);
  return alternatives(journey, nextHopIpAddresses.map((address) => overAddress(journey, row, address, at, onward)));
}

function overPeering(journey: Journey, { networkId, drops }: Standpoint): Trail {
  const { estate, to } = journey;
  const peering = estate.peeringTowards(networkId, to.address);
  if (!peering || !sameId(peering.remoteVirtualNetworkId, to.spokeId)) return drops();
  return enterNetwork(journey, { owner: networkId, remote: to.spokeId });
}

/** An appliance sends on by the effective routes of the NIC by which the packet leaves it. */
function forward(journey: Journey, nic: NetworkInterface, subnetId: string, passed: readonly Passed[], taken: Pick<Passed, 'takenBy' | 'ways'>): Trail {
  const { estate, to } = journey;
  const networkId = networkIdOf(subnetId);
  const routes = readingIn(estate.survey.effectiveRoutes, nic.id);
  if (routes.status === 'unread') return { beyond: [{ kind: 'unread', what: { of: 'effective-routes', id: nic.id }, problem: routes.problem }] };
  const deciding = decidingRoutes(routes.value, to.address);
  const subnet = estate.subnetIn(networkId, addressOf(nic));
  const tableId = subnet?.routeTableId;
  const drops = (): Trail => {
    const lacks = deciding.every(({ route }) => route.source.toLowerCase() === 'default') ? peeringLacks(estate, networkId, to.ref) : clear;
    return lacks.break ? lacks : breaks({ kind: 'hop-drops', at: { kind: 'nic', nicId: nic.id }, to: to.ref, deciding, ...(tableId !== undefined && { tableId }) });
  };
  if (deciding.length === 0) return drops();
  return followed(
    () => passHopRules(journey, nic, 'Outbound'),
    () =>
      alternatives(
        journey,
        deciding.map((row) => {
          const at = { networkId, subnet, nicId: nic.id, drops, passed: [...passed, { ...taken, nic, row, ...(tableId !== undefined && { tableId }) }] };
          // In the appliance's own network there may be the destination, where another's would look for it in vain.
          if (row.route.nextHopType.toLowerCase() === 'vnetlocal') return sameId(networkId, to.spokeId) ? clear : drops();
          return followed(() => dropsAt(journey, nic.id, row, drops), () => follow(journey, row, at));
        }),
      ),
  );
}

const addressOf = ({ ipConfigurations }: NetworkInterface): string => (ipConfigurations.find(({ primary }) => primary) ?? ipConfigurations[0])?.privateIPAddress ?? '';

const onward: Onward = { forward, leaveFabric: createLeaveFabric(() => onward) };
