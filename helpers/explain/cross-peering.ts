/** What a peering makes of a packet. Both sides must exist and be Connected, and each is set by itself. */
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import { isWithin } from '../estate/prefix';
import { peeringTo } from '../estate/spokes';
import type { Peering, Survey } from '../estate/survey';
import type { Obstacle, PeeringSetting, PeeringSide } from './walk';

const other = ({ owner, remote }: PeeringSide): PeeringSide => ({ owner: remote, remote: owner });

/** Between two networks that are peered directly, or as one leg of the way over the hub. */
export function crossPeering(survey: Survey, side: PeeringSide): Obstacle {
  return sideCarries(survey, side) ?? sideCarries(survey, other(side));
}

/**
 * Both legs of the way over the hub. Traffic that the hub forwards did not originate there, so the receiving spoke's side
 * must accept it; what a gateway forwards is exempt and needs the gateway settings instead.
 */
export function crossToSpoke({ survey }: Deployment, from: MachineNic, to: MachineNic, overGateway: boolean): Obstacle {
  const leg = (spoke: string): PeeringSide => ({ owner: spoke, remote: survey.hubId });
  const legs = [leg(from.spokeId), leg(to.spokeId)];
  const carried = legs.map((side) => crossPeering(survey, side)).find((obstacle) => obstacle !== undefined) ?? knowsAddress(survey, other(leg(to.spokeId)), to.address);
  if (carried) return carried;
  if (!overGateway) return needs(survey, leg(to.spokeId), 'allowForwardedTraffic');
  return legs.map((side) => needs(survey, other(side), 'allowGatewayTransit') ?? needs(survey, side, 'useRemoteGateways')).find((obstacle) => obstacle !== undefined);
}

function sideCarries(survey: Survey, side: PeeringSide): Obstacle {
  return (
    withPeering(survey, side, (peering) => (peering.peeringState.toLowerCase() === 'connected' ? undefined : blocked(side, 'peeringState', peering))) ??
    needs(survey, side, 'allowVirtualNetworkAccess')
  );
}

const needs = (survey: Survey, side: PeeringSide, setting: 'allowVirtualNetworkAccess' | 'allowForwardedTraffic' | 'allowGatewayTransit' | 'useRemoteGateways'): Obstacle =>
  withPeering(survey, side, (peering) => (peering[setting] ? undefined : blocked(side, setting, peering)));

/** A peering leads to the address space that it last synced, whatever the other network's is today. */
export const knowsAddress = (survey: Survey, side: PeeringSide, address: string): Obstacle =>
  withPeering(survey, side, (peering) => (isWithin(address, peering.syncedRemotePrefixes) ? undefined : blocked(side, 'syncedRemotePrefixes', peering)));

function withPeering(survey: Survey, side: PeeringSide, judge: (peering: Peering) => Obstacle): Obstacle {
  const network = readingIn(survey.virtualNetworks, side.owner);
  if (network.status === 'unread') return { gap: { kind: 'unread', what: 'the peerings', problem: network.problem } };
  const peering = peeringTo(network.value, side.remote);
  return peering ? judge(peering) : { break: { kind: 'peering', side, setting: 'exists' } };
}

const blocked = (side: PeeringSide, setting: PeeringSetting, peering: Peering): Obstacle => ({ break: { kind: 'peering', side, setting, peering } });
