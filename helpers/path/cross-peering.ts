/** What a peering makes of a packet. Both sides must exist and be Connected, and each is set by itself. */
import { forwardedTrafficOf } from '../estate/design-rules';
import type { Estate, PeeringSide } from '../estate/estate';
import type { MachineRef } from '../estate/machines';
import { isWithin } from '../estate/prefix';
import { sameId } from '../estate/resource-id';
import type { Peering, Subnet } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { PeeringSwitch } from '../findings/peering-findings';
import type { Journey } from './journey';
import { isForwarded } from './shared-ways';
import type { Trail } from './path';
import { breaks, clear, followed, unread } from './path';
import { newPeering } from './new-peering';
import { peeringRemedy } from './peering-remedy';

export const otherSide = ({ owner, remote }: PeeringSide): PeeringSide => ({ owner: remote, remote: owner });

/** The peerings of the owner beside the one that it lacks, for evidence. @param wantsGateways the design wants it to use gateways that the other side may not offer yet, which is told as well */
export function missingPeering(estate: Estate, side: PeeringSide, wantsGateways = false): Finding {
  const remedy = peeringRemedy(estate, side);
  const onceOffered = wantsGateways && remedy.obstacle?.kind === 'not-offered' && !peeringRemedy(estate, side, undefined, true).obstacle ? remedy.obstacle.peering : undefined;
  const reading = estate.network(side.owner);
  const peerings = reading.status === 'read' ? reading.value.peerings : [];
  return {
    kind: 'peering-missing',
    side,
    ownerIsHub: sameId(side.owner, estate.survey.hubId),
    others: peerings.map(({ name, remoteVirtualNetworkId }) => ({ name, remoteVirtualNetworkId })),
    ...(onceOffered === undefined ? remedy : { onceOffered }),
    ...newPeering(estate, side),
  };
}

/** Between two networks that are peered, from the owner of the side to its remote. */
export const crossPeering = (estate: Estate, side: PeeringSide): Trail => followed(() => sideCarries(estate, side), () => sideCarries(estate, otherSide(side)));

/** Why a network has no row of its own for a machine elsewhere: no peering with that network, one that is not Connected, one that has not synced the address. Clear where peerings do not explain it. */
export function peeringLacks(estate: Estate, networkId: string, to: MachineRef): Trail {
  const network = estate.network(networkId);
  if (network.status === 'unread' || sameId(networkId, to.spokeId)) return clear;
  const side = { owner: networkId, remote: to.spokeId };
  if (!estate.peering(side)) return breaks(sameId(networkId, estate.survey.hubId) ? missingPeering(estate, side) : { kind: 'no-way-on', networkId, to });
  return followed(() => crossPeering(estate, side), () => knowsAddress(estate, side, to.address));
}

/**
 * The packet enters the remote network of this side. Traffic that did not originate in the network that it leaves is forwarded traffic, and the side that it enters
 * must accept it ("Create, change, or delete a virtual network peering"); what a gateway forwards is exempt.
 */
export function enterNetwork(journey: Journey, side: PeeringSide, byGateway = false): Trail {
  const { estate, expectations } = journey;
  return followed(
    () => crossPeering(estate, side),
    () => (isForwarded(journey, side.owner) && !byGateway && forwardedTrafficOf(expectations, side.owner) === 'required' ? lacksCertainty(journey, needs(estate, otherSide(side), 'allowForwardedTraffic')) : clear),
  );
}

/** Networks were met that pass forwarded traffic without the setting, so that it is no wall. */
const lacksCertainty = ({ seeks }: Journey, trail: Trail): Trail => (seeks === 'leak' && trail.break ? { gap: { kind: 'uncertain-setting', finding: trail.break } } : trail);

/**
 * A subnet peering is for the subnets that both sides name: a packet that leaves another one, or is for an address in another one, does not get across.
 *
 * @param from where it leaves the owner of the side; undefined where that is not known
 * @param address absent where it goes to no address there
 */
export function peersSubnets(estate: Estate, side: PeeringSide, from: Subnet | undefined, address?: string): Trail {
  const to = address === undefined ? undefined : estate.subnetIn(side.remote, address);
  const back = otherSide(side);
  return followed(
    () => names(estate, side, 'localSubnetNames', from),
    () => names(estate, back, 'remoteSubnetNames', from),
    () => names(estate, side, 'remoteSubnetNames', to),
    () => names(estate, back, 'localSubnetNames', to),
  );
}

/** Whether a peering puts an address into the routes of a subnet; where it does not, a connected group may. */
export function leadsAcross(estate: Estate, side: PeeringSide, from: Subnet | undefined, address: string): boolean {
  const areConnected = [side, otherSide(side)].every((one) => estate.peering(one)?.peeringState.toLowerCase() === 'connected');
  return areConnected && followed(() => peersSubnets(estate, side, from, address), () => knowsAddress(estate, side, address)).break === undefined;
}

function names(estate: Estate, side: PeeringSide, list: 'localSubnetNames' | 'remoteSubnetNames', subnet: Subnet | undefined): Trail {
  const peering = estate.peering(side);
  if (!subnet || !peering?.[list] || peering[list].some((name) => name.toLowerCase() === subnet.name.toLowerCase())) return clear;
  return breaks({ kind: 'subnet-not-peered', side, peering, subnetId: subnet.id, list });
}

const sideCarries = (estate: Estate, side: PeeringSide): Trail =>
  followed(
    () => withPeering(estate, side, (peering) => (peering.peeringState.toLowerCase() === 'connected' ? clear : breaks(notConnected(estate, side, peering)))),
    () => needs(estate, side, 'allowVirtualNetworkAccess'),
  );

/** One side alone is Initiated, so where the other side is missing that is the cause of both. */
export function notConnected(estate: Estate, side: PeeringSide, peering: Peering): Finding {
  const other = otherSide(side);
  const opposite = estate.peering(other);
  const isAlone = estate.network(other.owner).status === 'read' && !opposite;
  return { kind: 'peering-not-connected', side, peering, ...(opposite && { opposite }), ...(isAlone && { because: [missingPeering(estate, other)] }) };
}

export const needs = (estate: Estate, side: PeeringSide, setting: PeeringSwitch): Trail =>
  withPeering(estate, side, (peering) => (peering[setting] ? clear : breaks(switchOff(estate, side, setting, peering))));

export const switchOff = (estate: Estate, side: PeeringSide, setting: PeeringSwitch, peering: Peering): Finding => ({ kind: 'peering-switch-off', side, setting, peering, ...peeringRemedy(estate, side, setting) });

/** A peering leads to the address space that it last synced, whatever the other network's is today. */
export const knowsAddress = (estate: Estate, side: PeeringSide, address: string): Trail =>
  withPeering(estate, side, (peering) => (isWithin(address, peering.syncedRemotePrefixes) ? clear : breaks({ kind: 'address-not-synced', side, peering, address })));

function withPeering(estate: Estate, side: PeeringSide, judge: (peering: Peering) => Trail): Trail {
  const network = estate.network(side.owner);
  if (network.status === 'unread') return unreadNetwork(estate, side.owner);
  const peering = estate.peering(side);
  return peering ? judge(peering) : breaks(missingPeering(estate, side));
}

/** What is not read of the deployment itself cannot be told; another network on the way is told as not looked at. */
export function unreadNetwork(estate: Estate, id: string): Trail {
  const network = estate.network(id);
  if (network.status === 'read') return clear;
  const what = { of: 'network', id } as const;
  const isOurs = [estate.survey.hubId, ...estate.survey.spokeIds].some((own) => sameId(own, id));
  return isOurs ? unread({ kind: 'not-read', what, problem: network.problem }) : { beyond: [{ kind: 'unread', what, problem: network.problem }] };
}
