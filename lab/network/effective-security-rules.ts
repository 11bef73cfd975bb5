/** The effective security rules of a NIC: of its subnet's group and of its own, with service tags expanded for this NIC. */
import { networkInterfaceId, networkSecurityGroupId, subnetId } from '../topology/resource-ids';
import type { NetworkInterface, NetworkSecurityGroup, SecurityRule } from '../topology/topology';
import { remember, whileUnchanged } from '../topology/remember';
import type { World } from '../topology/world';
import { defaultSecurityRules } from './default-security-rules';
import { overriddenSecurityGroups } from './overridden-security-groups';
import { singular } from './singular-field';
import { azureLoadBalancerPrefixes, internetPrefixes } from '../addresses/service-tags';
import { virtualNetworkTag } from './virtual-network-tag';

/** One applied group as ARM sends it. The subnet's and the NIC's are separate elements, and both must allow. */
export interface EffectiveSecurityGroup {
  readonly networkSecurityGroup: { readonly id: string };
  readonly association: { readonly subnet: { readonly id: string } } | { readonly networkInterface: { readonly id: string } };
  readonly effectiveSecurityRules: readonly EffectiveSecurityRule[];
  readonly tagMap: TagMap;
}

export interface EffectiveSecurityRule {
  /** `securityRules/<name>`, or `defaultSecurityRules/<name>`. */
  readonly name: string;
  /** Tcp, Udp, Icmp or All. */
  readonly protocol: string;
  /** `22-22`, or `0-65535` for any; the singular fields are there where there is one value. */
  readonly sourcePortRange?: string;
  readonly destinationPortRange?: string;
  readonly sourcePortRanges: readonly string[];
  readonly destinationPortRanges: readonly string[];
  readonly sourceAddressPrefix?: string;
  readonly destinationAddressPrefix?: string;
  readonly sourceAddressPrefixes: readonly string[];
  readonly destinationAddressPrefixes: readonly string[];
  /** Only where a tag is among the prefixes. */
  readonly expandedSourceAddressPrefix?: readonly string[];
  readonly expandedDestinationAddressPrefix?: readonly string[];
  readonly access: 'Allow' | 'Deny';
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
}

type TagMap = Readonly<Record<string, readonly string[]>>;

/** The groups that apply to a NIC, from its override or computed, the subnet's first; none where neither has one, and then everything is allowed. */
export const effectiveSecurityGroups = (world: World, nic: NetworkInterface): readonly EffectiveSecurityGroup[] =>
  remember(world.topology, effectiveSecurityGroups, nic, () => whileUnchanged(world.topology, () => groupsOf(world, nic)));

function groupsOf(world: World, nic: NetworkInterface): EffectiveSecurityGroup[] {
  const { network, subnet } = world.placeOf(nic);
  if (nic.effectiveSecurityGroups) return overriddenSecurityGroups(nic.effectiveSecurityGroups, { subnet: subnetId(network, subnet), networkInterface: networkInterfaceId(nic) });
  const ofSubnet = world.networkSecurityGroupOf(subnet);
  const ofNic = world.networkSecurityGroupOf(nic);
  if (!ofSubnet && !ofNic) return [];
  const tagMap: TagMap = {
    VirtualNetwork: virtualNetworkTag(world, nic),
    AzureLoadBalancer: azureLoadBalancerPrefixes,
    Internet: internetPrefixes,
  };
  return [
    ...(ofSubnet ? [effectiveGroup(world, ofSubnet, { subnet: { id: subnetId(network, subnet) } }, tagMap)] : []),
    ...(ofNic ? [effectiveGroup(world, ofNic, { networkInterface: { id: networkInterfaceId(nic) } }, tagMap)] : []),
  ];
}

/** An application security group stands for the addresses of its members. No recording shows how Azure writes them; here as prefixes that the rule names. */
function withMembers(world: World, rule: SecurityRule): SecurityRule {
  const prefixesOf = (refs: readonly string[] | undefined): string[] =>
    world.applicationSecurityGroupsAt(refs).flatMap((group) => world.networkInterfacesInGroup(group).flatMap(({ privateIPAddresses }) => privateIPAddresses.map(hostPrefix)));
  return {
    ...rule,
    sourceAddressPrefixes: [...rule.sourceAddressPrefixes, ...prefixesOf(rule.sourceApplicationSecurityGroups)],
    destinationAddressPrefixes: [...rule.destinationAddressPrefixes, ...prefixesOf(rule.destinationApplicationSecurityGroups)],
  };
}

const hostPrefix = (address: string): string => `${address}/${address.includes(':') ? '128' : '32'}`;

function effectiveGroup(world: World, group: NetworkSecurityGroup, association: EffectiveSecurityGroup['association'], tagMap: TagMap): EffectiveSecurityGroup {
  const rules = [
    ...group.rules.map((rule) => ({ rule: withMembers(world, rule), name: `securityRules/${rule.name}` })),
    ...defaultSecurityRules.map((rule) => ({ rule, name: `defaultSecurityRules/${rule.name}` })),
  ];
  const inOrder = (direction: SecurityRule['direction']): typeof rules =>
    rules.filter(({ rule }) => rule.direction === direction).sort((a, b) => a.rule.priority - b.rule.priority);
  return {
    networkSecurityGroup: { id: networkSecurityGroupId(group) },
    association,
    effectiveSecurityRules: [...inOrder('Inbound'), ...inOrder('Outbound')].map(({ rule, name }) => effectiveRule(rule, name, tagMap)),
    tagMap,
  };
}

function effectiveRule(rule: SecurityRule, name: string, tagMap: TagMap): EffectiveSecurityRule {
  const sourcePorts = rule.sourcePortRanges.map(effectivePorts);
  const destinationPorts = rule.destinationPortRanges.map(effectivePorts);
  const expandedSource = expanded(rule.sourceAddressPrefixes, tagMap);
  const expandedDestination = expanded(rule.destinationAddressPrefixes, tagMap);
  return {
    name,
    protocol: rule.protocol === '*' ? 'All' : rule.protocol,
    ...singular('sourcePortRange', sourcePorts),
    ...singular('destinationPortRange', destinationPorts),
    sourcePortRanges: sourcePorts,
    destinationPortRanges: destinationPorts,
    ...singular('sourceAddressPrefix', rule.sourceAddressPrefixes.map(effectivePrefix)),
    ...singular('destinationAddressPrefix', rule.destinationAddressPrefixes.map(effectivePrefix)),
    sourceAddressPrefixes: effectivePrefixes(rule.sourceAddressPrefixes),
    destinationAddressPrefixes: effectivePrefixes(rule.destinationAddressPrefixes),
    ...(expandedSource ? { expandedSourceAddressPrefix: expandedSource } : {}),
    ...(expandedDestination ? { expandedDestinationAddressPrefix: expandedDestination } : {}),
    access: rule.access,
    priority: rule.priority,
    direction: rule.direction,
  };
}

function effectivePorts(range: string): string {
  if (range === '*') return '0-65535';
  return range.includes('-') ? range : `${range}-${range}`;
}

const effectivePrefix = (prefix: string): string => (prefix === '*' ? '0.0.0.0/0' : prefix);

/** The plural field has the prefix for any twice, as in recordings since 2024: once for each IP version, written alike. */
function effectivePrefixes(prefixes: readonly string[]): string[] {
  return prefixes.flatMap((prefix) => (prefix === '*' ? [effectivePrefix(prefix), effectivePrefix(prefix)] : [prefix]));
}

function expanded(prefixes: readonly string[], tagMap: TagMap): string[] | undefined {
  return prefixes.some((prefix) => prefix in tagMap) ? prefixes.flatMap((prefix) => tagMap[prefix] ?? [effectivePrefix(prefix)]) : undefined;
}
