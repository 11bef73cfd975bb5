/** Whether Azure would take a peering that is missing, and under which name. */
import type { Estate, PeeringSide } from '../estate/estate';
import { overlaps, parsePrefix } from '../estate/prefix';
import { nameOf, sameId } from '../estate/resource-id';
import type { CreationObstacle } from '../findings/peering-findings';

export interface NewPeering {
  readonly refused?: CreationObstacle;
  readonly freeName: string;
}

export function newPeering(estate: Estate, side: PeeringSide): NewPeering {
  const refused = leftOver(estate, side) ?? overlap(estate, side) ?? overlap(estate, { owner: side.remote, remote: side.owner });
  return { ...(refused && { refused }), freeName: freeName(estate, side) };
}

/** The other side of a peering that was deleted must go before a new one is taken (RemotePeeringIsDisconnected). */
function leftOver(estate: Estate, { owner, remote }: PeeringSide): CreationObstacle | undefined {
  const opposite = estate.peering({ owner: remote, remote: owner });
  return opposite?.peeringState.toLowerCase() === 'disconnected' ? { kind: 'other-side-disconnected', networkId: remote, peering: opposite.name } : undefined;
}

/** What a network is peered with already may not have what the new one has (VnetAddressSpaceOverlapsWithAlreadyPeeredVnet), nor may it have that itself. */
function overlap(estate: Estate, { owner, remote }: PeeringSide): CreationObstacle | undefined {
  const [own, other] = [estate.network(owner), estate.network(remote)];
  if (own.status === 'unread' || other.status === 'unread') return undefined;
  const peered = own.value.peerings.filter(({ remoteVirtualNetworkId }) => !sameId(remoteVirtualNetworkId, remote));
  const taken = [{ networkId: owner, prefixes: own.value.addressPrefixes }, ...peered.map(({ remoteVirtualNetworkId: networkId, syncedRemotePrefixes: prefixes }) => ({ networkId, prefixes }))];
  return taken.flatMap(({ networkId, prefixes }): CreationObstacle[] => {
    const prefix = prefixes.find((one) => other.value.addressPrefixes.some((another) => isBoth(one, another)));
    return prefix === undefined ? [] : [{ kind: 'overlap', networkId, prefix }];
  })[0];
}

function isBoth(one: string, another: string): boolean {
  const [a, b] = [parsePrefix(one), parsePrefix(another)];
  return a !== undefined && b !== undefined && overlaps(a, b);
}

/** Azure would change a peering of the same name. */
function freeName(estate: Estate, { owner, remote }: PeeringSide): string {
  const reading = estate.network(owner);
  const peerings = reading.status === 'read' ? reading.value.peerings : [];
  const name = `${nameOf(owner).slice(0, 35)}-to-${nameOf(remote).slice(0, 35)}`;
  const numbers = peerings.map((_, index) => `${name}-${String(index + 2)}`);
  return [name, ...numbers].find((candidate) => !peerings.some((peering) => peering.name.toLowerCase() === candidate.toLowerCase())) ?? name;
}
