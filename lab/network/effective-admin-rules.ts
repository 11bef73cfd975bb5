/** The security admin rules that apply to a NIC: those of its network, for every NIC alike. Effective security rules do not show them. */
import { internetPrefixes } from '../addresses/service-tags';
import type { AdminRule } from '../topology/admin-rules';
import type { NetworkInterface } from '../topology/topology';
import type { World } from '../topology/world';

/** With tags spelled out and ports as ranges. */
export interface EffectiveAdminRule {
  readonly name: string;
  readonly direction: AdminRule['direction'];
  readonly access: AdminRule['access'];
  /** Tcp, Udp, Icmp or All. */
  readonly protocol: string;
  readonly sourcePortRanges: readonly string[];
  readonly destinationPortRanges: readonly string[];
  readonly sourceAddressPrefixes: readonly string[];
  readonly destinationAddressPrefixes: readonly string[];
}

/** In the order in which they are looked at; none where no Network Manager manages the network. */
export function effectiveAdminRules(world: World, nic: NetworkInterface): EffectiveAdminRule[] {
  const { adminRules = [] } = world.placeOf(nic).network;
  return [...adminRules]
    .sort((a, b) => a.priority - b.priority)
    .map(({ name, direction, access, protocol, ...rule }) => ({
      name,
      direction,
      access,
      protocol: protocol === '*' ? 'All' : protocol,
      sourcePortRanges: rule.sourcePortRanges.map(spelledOut),
      destinationPortRanges: rule.destinationPortRanges.map(spelledOut),
      sourceAddressPrefixes: rule.sourceAddressPrefixes.flatMap(withoutTag),
      destinationAddressPrefixes: rule.destinationAddressPrefixes.flatMap(withoutTag),
    }));
}

const spelledOut = (range: string): string => (range === '*' ? '0-65535' : range);

const withoutTag = (prefix: string): readonly string[] => (prefix === 'Internet' ? internetPrefixes : [prefix]);
