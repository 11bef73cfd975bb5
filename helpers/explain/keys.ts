/** The keys of causes: red cases that lead to one key have one cause. */
import { keyOf } from '../estate/resource-id';
import type { PeeringSetting, PeeringSide } from './walk';

export const machineKey = (vmId: string): string => `machine ${keyOf(vmId)}`;

export const routeServerKey = 'route server';

/** A peering that is missing, or whose state or synchronisation is not in order. */
export const peeringKey = ({ owner, remote }: PeeringSide): string => `peering ${keyOf(owner)} ${keyOf(remote)}`;

export const peeringSettingKey = ({ owner, remote }: PeeringSide, setting: Exclude<PeeringSetting, 'exists' | 'peeringState' | 'syncedRemotePrefixes'>): string =>
  `peering ${keyOf(owner)} ${keyOf(remote)} ${setting}`;

/** @param what the route that is wrong, or that there is none. */
export const routeKey = (subnetId: string, what: string): string => `route ${keyOf(subnetId)} ${what}`;

export const propagationKey = (tableId: string): string => `propagation ${keyOf(tableId)}`;

/** A configured route that is right and has not become effective. */
export const effectiveKey = (nicId: string, what: string): string => `effective ${keyOf(nicId)} ${what}`;

export const gatewayKey = 'gateway';

export const applianceKey = (nicId: string): string => `appliance ${keyOf(nicId)}`;

export const ruleKey = (networkSecurityGroupId: string, rule: string): string => `rule ${keyOf(networkSecurityGroupId)} ${rule}`;

export const peerKey = (bgpConnectionId: string): string => `peer ${keyOf(bgpConnectionId)}`;
