/** The Route Server and its subnet in words. */
import { labelsFor } from '../estate/labels';
import { nameOf } from '../estate/resource-id';
import { routeServerSubnetId, routeServerSubnetName } from '../estate/route-server-seat';
import type { Label } from '../estate/survey-labels';
import type { PeerRef, RouteServerFinding } from '../findings/route-server-findings';
import { aligned, list } from './aligned';
import { enableBranchToBranch, updateSubnet } from './az';
import type { Writers } from './words';

const subnetOf = (hubId: string, label: Label): string => `${routeServerSubnetName} of ${label(hubId)}`;

const peerWords = ({ name, peerIp }: PeerRef): string => `BGP peer ${name} (${peerIp})`;

export const routeServerWriters: Writers<RouteServerFinding['kind']> = {
  'subnet-missing': ({ hubId, subnetNames }, label) => ({ fact: `${label(hubId)} has no subnet named ${routeServerSubnetName}`, evidence: [`its subnets: ${list(subnetNames) || 'none'}`] }),
  'subnet-too-small': ({ hubId, length, minimum, prefixes }, label) => ({
    fact: `${subnetOf(hubId, label)} is /${String(length)}, smaller than /${String(minimum)}`,
    evidence: [`its prefixes: ${list(prefixes)}`],
  }),
  'subnet-below-documented-minimum': ({ hubId, length, minimum }, label) => ({
    fact: `${subnetOf(hubId, label)} is /${String(length)}; Microsoft documents /${String(minimum)} as the minimum for a new Route Server`,
  }),
  'subnet-without-ipv4': ({ hubId, prefixes }, label) => ({ fact: `${subnetOf(hubId, label)} has no IPv4 prefix among ${list(prefixes) || 'none'}` }),
  'subnet-associated': ({ hubId, routeTableId, networkSecurityGroupId }, label) => {
    const associated = list([
      ...(routeTableId === undefined ? [] : [`route table ${nameOf(routeTableId)}`]),
      ...(networkSecurityGroupId === undefined ? [] : [`network security group ${nameOf(networkSecurityGroupId)}`]),
    ]);
    return {
      fact: `${subnetOf(hubId, label)} is associated with ${associated}`,
      hint: `dissociate ${associated} from the subnet: Azure Route Server supports neither there`,
      fix: updateSubnet(routeServerSubnetId(hubId), { remove: 'routeTable networkSecurityGroup' }),
    };
  },
  'route-server-missing': ({ hubId }, label) => ({ fact: `no Route Server sits in ${subnetOf(hubId, label)}` }),
  'route-server-elsewhere': ({ hubId, name, subnetIds }, label) => {
    if (subnetIds.length === 0) return { fact: `Route Server ${name} sits in no subnet, so not in ${subnetOf(hubId, label)}` };
    const exact = labelsFor([...subnetIds, routeServerSubnetId(hubId)]);
    return { fact: `Route Server ${name} sits in ${list(subnetIds.map(exact))}, not in ${subnetOf(hubId, label)}`, hint: 'ROUTE_SERVER_ID names the Route Server of another network' };
  },
  'route-server-not-routing': ({ name, provisioningState, routingState }) => ({
    fact: `Route Server ${name} has provisioningState ${provisioningState} and routingState ${routingState}, not Succeeded and Provisioned`,
  }),
  'instance-addresses-outside': ({ name, outside, prefixes }) => ({ fact: `Route Server ${name} has ${list(outside)} outside ${routeServerSubnetName} (${list(prefixes)})` }),
  'instance-addresses-not-two': ({ name, addresses }) => ({ fact: `Route Server ${name} has ${addresses.length === 0 ? 'no instance address' : list(addresses)}, not two instance addresses` }),
  'branch-to-branch-off': ({ routeServerId, name }) => ({
    fact: `branch-to-branch is off at Route Server ${name}`,
    hint: `set allowBranchToBranchTraffic to true at ${name}, or BRANCH_TO_BRANCH to any if no gateway and no BGP peer is to learn from another`,
    fix: enableBranchToBranch(routeServerId),
  }),
  'branch-to-branch-on': ({ name }) => ({
    fact: `branch-to-branch is on at Route Server ${name}, and BRANCH_TO_BRANCH asks for off`,
    hint: `set allowBranchToBranchTraffic to false at ${name}, or BRANCH_TO_BRANCH to on`,
  }),
  'bgp-peer-not-provisioned': ({ provisioningState, ...peer }) => ({ fact: `${peerWords(peer)} has provisioningState ${provisioningState}` }),
  'bgp-peer-not-connected': ({ state, ...peer }) => ({ fact: `${peerWords(peer)} is ${state}` }),
  'bgp-peer-asn-reserved': ({ asn, ...peer }) => ({ fact: `${peerWords(peer)} has the ASN ${String(asn)}, which is reserved: Azure may refuse or drop what it sends` }),
  'bgp-peer-near-limit': ({ routes, limit, ...peer }) => ({
    fact: `${String(routes)} routes are learned from ${peerWords(peer)}: Microsoft documents ${limit.toLocaleString('en-US')} (4,000 in newer texts), counted as current plus incoming, so that sending them all anew may end the session`,
  }),
  'bgp-peers-at-limit': ({ name, peers, limit }) => ({ fact: `Route Server ${name} has ${String(peers)} BGP peers, and Microsoft documents ${String(limit)} as the most` }),
  'bgp-peer-silent': ({ connected, ...peer }) => ({ fact: `both instances have learned nothing from ${peerWords(peer)}, ${connected ? 'which is connected' : 'and Azure does not say whether it is connected'}` }),
  'bgp-peer-heard-by-one': ({ instances, deaf, missing, ...peer }) => ({
    fact: `${deaf} has not learned ${list(missing)} from ${peerWords(peer)}, the other instance has`,
    evidence: aligned(instances.map(({ role, networks }) => [role, networks.join(', ') || 'nothing'])),
  }),
};
