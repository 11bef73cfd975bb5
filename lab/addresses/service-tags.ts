/** The service tags that security rules may name here, and the prefixes of those that are alike for every NIC. */
import { formatPrefix, parsePrefix, without } from './addresses';
import { noneRanges } from './none-ranges';

export const knownTags: readonly string[] = ['VirtualNetwork', 'AzureLoadBalancer', 'Internet'];

/** The address from which Azure's host reaches every machine: health probes, DHCP, DNS. */
export const hostAddress = '168.63.129.16/32';

/** As recorded from a real NIC in 2024. */
export const azureLoadBalancerPrefixes: readonly string[] = [hostAddress, 'fe80::1234:5678:9abc/128'];

/** What is no public address besides the None ranges: this network, loopback, link-local, multicast and reserved. */
const specialRanges = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', hostAddress];

/** All IPv4 but the ranges that are private, special or Azure's own; real expansions are of this form and differ in Azure's own ranges. */
export const internetPrefixes: readonly string[] = without(
  { family: 4, value: 0n, length: 0 },
  [...noneRanges, ...specialRanges].flatMap((range) => parsePrefix(range) ?? []),
).map(formatPrefix);
