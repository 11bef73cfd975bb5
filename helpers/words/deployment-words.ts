/** What is to be known of the deployment as a whole, in words. */
import { labelsFor } from '../estate/labels';
import type { DeploymentFinding } from '../findings/deployment-findings';
import { list } from './aligned';
import type { Writers } from './words';

export const deploymentWriters: Writers<DeploymentFinding['kind']> = {
  'spokes-from-peerings': ({ hubId }, label) => ({ fact: `the spokes are the networks that ${label(hubId)} is peered to: without SPOKE_VNET_IDS an absent spoke cannot be noticed` }),
  'peers-not-named': ({ hubId, spokeIds, unnamed }, label) => ({
    fact: `${label(hubId)} is also peered to ${list(unnamed.map(labelsFor([...spokeIds, ...unnamed])))}, not named in SPOKE_VNET_IDS and not judged`,
  }),
  'hub-without-vpn-gateway': ({ hubId }, label) => ({
    fact: `${label(hubId)} has no VPN gateway, which user routes with next hop VirtualNetworkGateway need: that packets get through is proven by SSH-01 alone`,
  }),
  'asymmetric-path': ({ from, to, there, back }, label) => ({
    fact: `${label(from.vmId)} reaches ${label(to.vmId)} over ${there.join(', ') || 'no appliance'}, and the answers come back over ${back.join(', ') || 'no appliance'}: a stateful appliance drops them`,
  }),
};
