/**
 * Overrides: effective routes and rules recorded from Azure that take the place of what the lab computes, so that a replayed network is the
 * recorded one, also where Azure had not settled yet or computes what the lab does not know.
 */

/** A row of a NIC's effective routes, in Azure's words. */
export interface OverrideRoute {
  /** Only user routes have one. */
  name?: string;
  /** Default, User, VirtualNetworkGateway or Unknown. */
  source: string;
  /** Active or Invalid. */
  state: string;
  addressPrefixes: string[];
  nextHopType: string;
  nextHopIpAddresses: string[];
}

/** A security group as it applies to a NIC. */
export interface OverrideSecurityGroup {
  /** The id; the group need not be in the topology. */
  networkSecurityGroup: string;
  association: 'subnet' | 'networkInterface';
  rules: OverrideSecurityRule[];
}

export interface OverrideSecurityRule {
  /** `securityRules/<name>` or `defaultSecurityRules/<name>`. */
  name: string;
  /** Tcp, Udp, Icmp or All. */
  protocol: string;
  /** `22-22`, `0-65535`. */
  sourcePortRanges: string[];
  destinationPortRanges: string[];
  /** Prefixes and service tags as written. */
  sourceAddressPrefixes: string[];
  destinationAddressPrefixes: string[];
  /** What Azure made of the service tags; empty where it made nothing of them. */
  expandedSourceAddressPrefixes: string[];
  expandedDestinationAddressPrefixes: string[];
  access: 'Allow' | 'Deny';
  priority: number;
  direction: 'Inbound' | 'Outbound';
}
