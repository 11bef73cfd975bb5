/** Security admin rules: what a Network Manager imposes on a virtual network, ahead of its security groups. */

export interface AdminRule {
  name: string;
  /** 1 to 4096; the lowest that matches decides. */
  priority: number;
  direction: 'Inbound' | 'Outbound';
  /** Deny ends it, AlwaysAllow passes the security groups by, Allow leaves it to them. */
  access: 'Allow' | 'Deny' | 'AlwaysAllow';
  /** `*` is any. */
  protocol: 'Tcp' | 'Udp' | 'Icmp' | '*';
  /** Prefixes, addresses, `*`, and the tag `Internet`. */
  sourceAddressPrefixes: string[];
  sourcePortRanges: string[];
  destinationAddressPrefixes: string[];
  destinationPortRanges: string[];
}
