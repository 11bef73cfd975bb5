/** What is to be known of the deployment as a whole, in words. */
import { labelsFor } from '../estate/labels';
import type { DeploymentFinding } from '../findings/deployment-findings';
import type { NoSpoke } from '../estate/survey';
import type { Beyond } from '../findings/path-findings';
import { list } from './aligned';
import { beyondWords } from './path-words';
import type { Writers } from './words';

const likewise = (pairs: number): string => (pairs > 1 ? ` (and ${String(pairs - 1)} more ${pairs > 2 ? 'pairs' : 'pair'} likewise)` : '');

const shortened = (texts: readonly string[], most = 6): readonly string[] => (texts.length <= most ? texts : [...texts.slice(0, most), `${String(texts.length - most)} more`]);

const isAsking = (things: readonly Beyond[]): boolean => things.some(({ kind }) => kind === 'guest' || kind === 'unseen' || kind === 'edge');

function noSpokeWords(hub: string, network: string, why: NoSpoke): string {
  const found = `${hub} is also peered to ${network}`;
  switch (why.kind) {
    case 'hub':
      return `${found}, which has ${why.has} and does not use the gateways of ${hub}: it is taken for no spoke and not judged; SPOKE_VNET_IDS names the spokes`;
    case 'virtual-wan':
      return `${found}, the hub of a Virtual WAN, which nobody but Microsoft may read: it is no spoke and not judged; SPOKE_VNET_IDS names the spokes`;
    case 'leftover':
      return `peering ${why.peering} of ${hub} is left over from ${network}, which is gone: it is Disconnected and not judged; remove it, or name the spokes in SPOKE_VNET_IDS`;
  }
}

export const deploymentWriters: Writers<DeploymentFinding['kind']> = {
  'no-flow-of': ({ spokeIds }, label) => ({ fact: `no flow of EXPECTATIONS_FILE names ${list(spokeIds.slice(0, 10).map(label))}${spokeIds.length > 10 ? ` and ${String(spokeIds.length - 10)} more` : ''}: of their connections nothing is expected, and nothing is said` }),
  'spokes-from-peerings': ({ hubId }, label) => ({ fact: `the spokes are the networks that ${label(hubId)} is peered to: without SPOKE_VNET_IDS an absent spoke cannot be noticed` }),
  'peers-not-named': ({ hubId, spokeIds, unnamed }, label) => ({
    fact: `${label(hubId)} is also peered to ${list(unnamed.map(labelsFor([...spokeIds, ...unnamed])))}, not named in SPOKE_VNET_IDS and not judged`,
  }),
  'hub-without-vpn-gateway': ({ hubId }, label) => ({
    fact: `${label(hubId)} has no VPN gateway, which user routes with next hop VirtualNetworkGateway need: that packets get through, only a login shows`,
  }),
  'asymmetric-path': ({ from, to, there, back, pairs }, label) => ({
    fact: `${label(from.vmId)} reaches ${label(to.vmId)} over ${there.join(', ') || 'no appliance'}, and the answers come back over ${back.join(', ') || 'no appliance'}${likewise(pairs)}: a stateful appliance drops them`,
  }),
  'equal-cost-hops': ({ from, to, hops, pairs }, label) => ({
    fact:
      `between ${label(from.vmId)} and ${label(to.vmId)}${likewise(pairs)}, ${list(hops.map(({ address, vmId }) => (vmId === undefined ? address : `${address} (${label(vmId)})`)))} are next hops at equal cost in both directions: ` +
      'Azure picks one for each connection and each direction, so an answer may come back over another appliance, and a stateful one drops it. That a connection passes is the luck of a hash, unless the appliances translate the source or share their state, or a load balancer stands before them',
  }),
  'not-looked-at': ({ things }, label) => ({ fact: `${list(shortened(things.map((beyond) => beyondWords(beyond, label))))}${isAsking(things) ? ': whether packets pass there, only logins show' : ''}` }),
  'guests-not-logged-in': ({ machines }) => ({ fact: `the guests of ${String(machines)} ${machines === 1 ? 'machine' : 'machines'} that took part in no login that landed: their own firewalls and servers` }),
  'peer-is-no-spoke': ({ hubId, networkId, why }, label) => ({ fact: noSpokeWords(label(hubId), label(networkId), why) }),
};
