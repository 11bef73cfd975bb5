/** Peerings and address spaces in words. */
import { labelsFor } from '../estate/labels';
import { nameOf } from '../estate/resource-id';
import type { Label } from '../estate/survey-labels';
import type { FactOf } from '../findings/finding';
import type { PeeringFinding } from '../findings/peering-findings';
import { aligned, atMost, list } from './aligned';
import { createPeering, setPeering, syncPeering } from './az';
import { peeringName } from './names';
import type { Words, Writers } from './words';

export const peeringWriters: Writers<PeeringFinding['kind']> = {
  'no-spokes': ({ hubId }, label) => ({ fact: `${label(hubId)} is peered to no network, and SPOKE_VNET_IDS names no spoke` }),
  'peering-missing': missing,
  'peering-not-connected': ({ side, peering }, label) => {
    const { peeringState, peeringSyncLevel, id } = peering;
    // A Disconnected peering must be made anew, which no single command does; one that is out of step is synchronised.
    const isOutOfStep = peeringState.toLowerCase() === 'connected';
    return {
      fact: `${peeringName(peering, side.owner, label)} to ${label(side.remote)} is ${peeringState} and ${peeringSyncLevel}, not Connected and FullyInSync`,
      ...(isOutOfStep && { fix: syncPeering(id) }),
    };
  },
  'subnet-peering': ({ side, peering }, label) => ({
    fact: `${peering.name} of ${label(side.owner)} is a subnet peering: only some subnets of ${label(side.owner)} and ${label(side.remote)} are peered`,
  }),
  'peering-switch-off': switchOff,
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
  'address-not-synced': ({ side, peering }, label) => ({
    fact: `${peeringName(peering, side.owner, label)} has last synced ${peering.syncedRemotePrefixes.join(', ') || 'nothing'} of ${label(side.remote)}`,
    fix: syncPeering(peering.id),
  }),
  'spaces-overlap': ({ first, second, left, right, pairs }, label) => ({
    fact: `${left} of ${label(first)} overlaps ${right} of ${label(second)}`,
    evidence: pairs > 1 ? [`${String(pairs)} pairs of prefixes overlap`] : [],
  }),
  'no-prefix': ({ text }) => ({ fact: `${text} is no address prefix` }),
  'spokes-peered': ({ spokeId, peerings }, label) => ({
    fact: `${label(spokeId)} is peered with ${list(peerings.map(({ remoteVirtualNetworkId }) => label(remoteVirtualNetworkId)))} directly`,
    evidence: aligned(peerings.map(({ name, remoteVirtualNetworkId, peeringState }) => [name, '→', label(remoteVirtualNetworkId), peeringState])),
  }),
};

function missing({ side: { owner, remote }, ownerIsHub, others }: FactOf<'peering-missing'>, label: Label): Words {
  const fix = createPeering(owner, remote, ownerIsHub ? { 'allow-gateway-transit': '' } : { 'use-remote-gateways': '' });
  const namesake = others.find(({ remoteVirtualNetworkId }) => nameOf(remoteVirtualNetworkId).toLowerCase() === nameOf(remote).toLowerCase());
  if (namesake) {
    const exact = labelsFor([remote, namesake.remoteVirtualNetworkId]);
    return { fact: `${label(owner)} has no peering to ${exact(remote)}: ${namesake.name} leads to ${exact(namesake.remoteVirtualNetworkId)}, another network of the same name`, fix };
  }
  const evidence = atMost(aligned(others.map(({ name, remoteVirtualNetworkId }) => [name, '→', nameOf(remoteVirtualNetworkId)])));
  return { fact: `${label(owner)} has no peering to ${label(remote)}`, evidence: evidence.length > 0 ? evidence : ['it has no peering at all'], fix };
}

function switchOff({ side: { owner, remote }, setting, peering }: FactOf<'peering-switch-off'>, label: Label): Words {
  const off = `${peeringName(peering, owner, label)} has ${setting} off`;
  const fix = setPeering(peering.id, setting);
  const hint = `set ${setting} to true on ${peering.name}`;
  switch (setting) {
    case 'allowGatewayTransit':
      return { fact: `${off}: ${label(remote)} is not offered its gateway or Route Server`, hint, fix };
    case 'useRemoteGateways':
      return { fact: `${off}: ${label(owner)} does not use the gateway or Route Server of ${label(remote)}`, hint, fix };
    case 'allowVirtualNetworkAccess':
    case 'allowForwardedTraffic':
      return { fact: off, cause: `${peeringName(peering, owner, label)} to ${label(remote)} has ${setting} false`, fix };
  }
}
