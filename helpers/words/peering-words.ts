/** Peerings and address spaces in words. */
import { labelsFor } from '../estate/labels';
import { nameOf } from '../estate/resource-id';
import type { Peering } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import type { FactOf } from '../findings/finding';
import type { CreationObstacle, PeeringFinding, RemedyObstacle } from '../findings/peering-findings';
import { aligned, atMost, list } from './aligned';
import { createPeering, setPeering, syncPeering } from './az';
import { peeringName } from './names';
import { rowWords } from './route-rows';
import type { Words, Writers } from './words';

export const peeringWriters: Writers<PeeringFinding['kind']> = {
  'no-spokes': ({ hubId }, label) => ({ fact: `${label(hubId)} is peered to no network, and SPOKE_VNET_IDS names no spoke` }),
  'peering-missing': missing,
  'peering-not-connected': ({ side, peering, opposite }, label) => {
    const { peeringState, peeringSyncLevel } = peering;
    const stale = staleSide(peering, opposite);
    return {
      fact: `${peeringName(peering, side.owner, label)} to ${label(side.remote)} is ${peeringState} and ${peeringSyncLevel}, not Connected and FullyInSync`,
      ...(stale && stale !== peering && { hint: `sync ${stale.name} of ${label(side.remote)}: ${peeringSyncLevel} speaks of the other side` }),
      ...(stale && { fix: syncPeering(stale.id) }),
    };
  },
  'subnet-peering': ({ side, peering }, label) => ({
    fact: `${peering.name} of ${label(side.owner)} is a subnet peering: only some subnets of ${label(side.owner)} and ${label(side.remote)} are peered`,
  }),
  'peering-switch-off': switchOff,
  'peering-switch-on': ({ side: { owner, remote }, setting, peering }, label) => ({
    fact: `${peeringName(peering, owner, label)} to ${label(remote)} has ${setting} on, which is forbidden`,
    hint: `set ${setting} to false on ${peering.name}, or lift what forbids it`,
  }),
  'hub-refuses-forwarded': ({ side, peering }, label) => ({
    fact: `${peeringName(peering, side.owner, label)} has allowForwardedTraffic off: traffic that ${label(side.remote)} forwards for others may not get into ${label(side.owner)}`,
  }),
  'space-not-synced': ({ side, peering, synced, today, unsynced, stale }, label) => {
    const differences = [...(unsynced.length > 0 ? [`lacks ${list(unsynced)}`] : []), ...(stale.length > 0 ? [`still has ${list(stale)}`] : [])];
    return {
      fact: `${peeringName(peering, side.owner, label)} ${list(differences)} of ${label(side.remote)}`,
      evidence: aligned([['last synced', synced.join(', ') || 'nothing'], [`${label(side.remote)} today`, today.join(', ')]]),
      hint: `sync ${peering.name} of ${label(side.owner)}`,
      fix: syncPeering(peering.id),
    };
  },
  'address-not-synced': ({ side, peering, address }, label) =>
    peering.peerCompleteVnets
      ? {
          fact: `${peeringName(peering, side.owner, label)} has last synced ${peering.syncedRemotePrefixes.join(', ') || 'nothing'} of ${label(side.remote)}`,
          fix: syncPeering(peering.id),
        }
      : { fact: `${peeringName(peering, side.owner, label)}, a subnet peering, does not reach ${address} of ${label(side.remote)}: its remoteSubnetNames leave the subnet out` },
  'subnet-not-peered': ({ side, peering, subnetId, list: leavesOut }, label) => ({
    fact: `${peeringName(peering, side.owner, label)}, a subnet peering, carries nothing from or to ${label(subnetId)}: its ${leavesOut} leave it out`,
    evidence: [`its ${leavesOut}: ${list(peering[leavesOut] ?? []) || 'none'}`],
  }),
  'spokes-connected': ({ spokeId, nicId, to, row }, label) => ({
    fact: `${label(spokeId)} is connected with ${list(to.map(label))} directly by a connected group of Azure Virtual Network Manager, which bypasses the transit`,
    evidence: [`on ${label(nicId)}: ${rowWords(row)}`],
  }),
  'connection-not-seen': ({ spokeId, to }, label) => ({
    fact: `whether a connected group of Azure Virtual Network Manager connects ${label(spokeId)} with ${list(to.map(label))} could not be read: effective routes alone show it`,
  }),
  'spaces-overlap': ({ first, second, left, right, pairs }, label) => ({
    fact: `${left} of ${label(first)} overlaps ${right} of ${label(second)}`,
    evidence: pairs > 1 ? [`${String(pairs)} pairs of prefixes overlap`] : [],
  }),
  'no-prefix': ({ text }) => ({ fact: `${text} is no address prefix` }),
  'spokes-not-peered': ({ spokeId, to }, label) => ({ fact: `${label(spokeId)} is not peered with ${list(to.map(label))}, and is to be` }),
  'spokes-peered': ({ spokeId, peerings }, label) => ({
    fact: `${label(spokeId)} is peered with ${list(peerings.map(({ remoteVirtualNetworkId }) => label(remoteVirtualNetworkId)))} directly`,
    evidence: aligned(peerings.map(({ name, remoteVirtualNetworkId, peeringState }) => [name, '→', label(remoteVirtualNetworkId), peeringState])),
  }),
};

/** LocalNotInSync: this side is behind; RemoteNotInSync: the other one is, and a sync of this one changes nothing. A Disconnected peering must be made anew, which no single command does. */
function staleSide(peering: Peering, opposite: Peering | undefined): Peering | undefined {
  if (peering.peeringState.toLowerCase() !== 'connected') return undefined;
  return peering.peeringSyncLevel.toLowerCase() === 'remotenotinsync' ? opposite : peering;
}

function obstacleWords(obstacle: RemedyObstacle, label: Label): string {
  switch (obstacle.kind) {
    case 'own-gateway':
      return `${label(obstacle.networkId)} has a gateway of its own (${obstacle.name}), and Azure lets such a network use no other`;
    case 'uses-other-gateways':
      return `its ${obstacle.peering} uses the gateways of ${label(obstacle.remote)}, and Azure lets one peering of a network alone do so`;
    case 'nothing-to-use':
      return `${label(obstacle.networkId)} has neither a gateway nor a Route Server`;
    case 'not-offered':
      return `${obstacle.peering} of ${label(obstacle.networkId)} has to allow gateway transit first`;
    case 'brings-routes':
      return `${list(obstacle.prefixes)}, learned by BGP, would come with it and divert what ${label(obstacle.networkId)} sends elsewhere now`;
  }
}

function creationWords(refused: CreationObstacle, label: Label): string {
  switch (refused.kind) {
    case 'other-side-disconnected':
      return `${refused.peering} of ${label(refused.networkId)} is left over, Disconnected, and has to be removed first: Azure takes no new peering before`;
    case 'overlap':
      return `Azure takes no peering of the two: ${refused.prefix} of ${label(refused.networkId)} overlaps`;
  }
}

function missing({ side: { owner, remote }, ownerIsHub, others, obstacle, onceOffered, refused, freeName }: FactOf<'peering-missing'>, label: Label): Words {
  const gateways = ownerIsHub ? { 'allow-gateway-transit': '' } : { 'use-remote-gateways': '' };
  const remedy = refused ? { hint: creationWords(refused, label) } : { fix: createPeering(owner, remote, freeName, obstacle ? {} : gateways) };
  const first = onceOffered === undefined || refused ? '' : `; to use the gateway or Route Server of ${label(remote)}, it is made once ${onceOffered} has allowGatewayTransit on`;
  const asked = (fact: string): Words => ({ fact, ...(first !== '' && { cause: fact + first }) });
  const namesake = others.find(({ remoteVirtualNetworkId }) => nameOf(remoteVirtualNetworkId).toLowerCase() === nameOf(remote).toLowerCase());
  if (namesake) {
    const exact = labelsFor([remote, namesake.remoteVirtualNetworkId]);
    return { ...asked(`${label(owner)} has no peering to ${exact(remote)}: ${namesake.name} leads to ${exact(namesake.remoteVirtualNetworkId)}, another network of the same name`), ...remedy };
  }
  const evidence = atMost(aligned(others.map(({ name, remoteVirtualNetworkId }) => [name, '→', nameOf(remoteVirtualNetworkId)])));
  return { ...asked(`${label(owner)} has no peering to ${label(remote)}`), evidence: evidence.length > 0 ? evidence : ['it has no peering at all'], ...remedy };
}

function switchOff({ side: { owner, remote }, setting, peering, obstacle }: FactOf<'peering-switch-off'>, label: Label): Words {
  const off = `${peeringName(peering, owner, label)} has ${setting} off`;
  if (obstacle) return { fact: `${off}, and it cannot simply be switched on: ${obstacleWords(obstacle, label)}` };
  const fix = setPeering(peering.id, setting);
  const hint = `set ${setting} to true on ${peering.name}, or REMOTE_GATEWAYS to any if route tables alone are to carry the spokes`;
  switch (setting) {
    case 'allowGatewayTransit':
      return { fact: `${off}: ${label(remote)} is not offered its gateway or Route Server`, hint, fix };
    case 'useRemoteGateways':
      return { fact: `${off}: ${label(owner)} does not use the gateway or Route Server of ${label(remote)}`, hint, fix };
    case 'allowVirtualNetworkAccess':
    case 'allowForwardedTraffic':
      return { fact: off, ...(setting === 'allowForwardedTraffic' && { hint: `set allowForwardedTraffic to true on ${peering.name}, or FORWARDED_TRAFFIC to any if traffic is known to pass without it` }), cause: `${peeringName(peering, owner, label)} to ${label(remote)} has ${setting} false`, fix };
  }
}
