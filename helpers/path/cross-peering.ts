/** What a peering makes of a packet. Both sides must exist and be Connected, and each is set by itself. */
import type { Estate, PeeringSide } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { isWithin } from '../estate/prefix';
import { sameId } from '../estate/resource-id';
import type { Peering } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { PeeringSwitch } from '../findings/peering-findings';
import type { Obstacle } from './path';
import { breaks } from './path';

const otherSide = ({ owner, remote }: PeeringSide): PeeringSide => ({ owner: remote, remote: owner });

/** The peerings of the owner beside the one that it lacks, for evidence. */
export function missingPeering(estate: Estate, side: PeeringSide): Finding {
  const reading = estate.network(side.owner);
  const peerings = reading.status === 'read' ? reading.value.peerings : [];
  return {
    kind: 'peering-missing',
    side,
    ownerIsHub: sameId(side.owner, estate.survey.hubId),
    others: peerings.map(({ name, remoteVirtualNetworkId }) => ({ name, remoteVirtualNetworkId })),
  };
}

/** Between two networks that are peered directly, or as one leg of the way over the hub. */
export const crossPeering = (estate: Estate, side: PeeringSide): Obstacle => sideCarries(estate, side) ?? sideCarries(estate, otherSide(side));

/**
 * Both legs of the way over the hub. Traffic that the hub forwards did not originate there, so the receiving spoke's side
 * must accept it; what a gateway forwards is exempt and needs the gateway settings instead.
 */
export function crossToSpoke(estate: Estate, { forwardedTraffic }: Expectations, from: MachineNic, to: MachineNic, overGateway: boolean): Obstacle {
  const leg = (spoke: string): PeeringSide => ({ owner: spoke, remote: estate.survey.hubId });
  const legs = [leg(from.spokeId), leg(to.spokeId)];
  const carried = legs.map((side) => crossPeering(estate, side)).find((obstacle) => obstacle !== undefined) ?? knowsAddress(estate, otherSide(leg(to.spokeId)), to.address);
  if (carried) return carried;
  if (!overGateway) return forwardedTraffic === 'any' ? undefined : needs(estate, leg(to.spokeId), 'allowForwardedTraffic');
  return legs.map((side) => needs(estate, otherSide(side), 'allowGatewayTransit') ?? needs(estate, side, 'useRemoteGateways')).find((obstacle) => obstacle !== undefined);
}

const sideCarries = (estate: Estate, side: PeeringSide): Obstacle =>
  withPeering(estate, side, (peering) => (peering.peeringState.toLowerCase() === 'connected' ? undefined : breaks(notConnected(estate, side, peering)))) ??
  needs(estate, side, 'allowVirtualNetworkAccess');

/** One side alone is Initiated, so where the other side is missing that is the cause of both. */
export function notConnected(estate: Estate, side: PeeringSide, peering: Peering): Finding {
  const other = otherSide(side);
  const isAlone = estate.network(other.owner).status === 'read' && !estate.peering(other);
  return { kind: 'peering-not-connected', side, peering, ...(isAlone && { because: [missingPeering(estate, other)] }) };
}

const needs = (estate: Estate, side: PeeringSide, setting: PeeringSwitch): Obstacle =>
  withPeering(estate, side, (peering) => (peering[setting] ? undefined : breaks({ kind: 'peering-switch-off', side, setting, peering })));

/** A peering leads to the address space that it last synced, whatever the other network's is today. */
export const knowsAddress = (estate: Estate, side: PeeringSide, address: string): Obstacle =>
  withPeering(estate, side, (peering) => (isWithin(address, peering.syncedRemotePrefixes) ? undefined : breaks({ kind: 'address-not-synced', side, peering, address })));

function withPeering(estate: Estate, side: PeeringSide, judge: (peering: Peering) => Obstacle): Obstacle {
  const network = estate.network(side.owner);
  if (network.status === 'unread') return { kind: 'unknown', gap: { kind: 'unread', finding: { kind: 'not-read', what: { of: 'network', id: side.owner }, problem: network.problem } } };
  const peering = estate.peering(side);
  return peering ? judge(peering) : breaks(missingPeering(estate, side));
}
