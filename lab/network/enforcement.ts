/** Which security rules a connection meets, where the fabric enforces a rule not yet, or no longer: counted in connections, so that no clock decides. */
import { enforcementOf } from '../topology/enforcement';
import { networkInterfaceId } from '../topology/resource-ids';
import type { Enforcement, NetworkInterface } from '../topology/topology';
import type { World } from '../topology/world';
import type { EffectiveSecurityGroup, EffectiveSecurityRule } from './effective-security-rules';
import type { Connection, ConnectOutcome } from './path';

/** Whether the rule is enforced at this NIC. */
export type Enforced = (nic: NetworkInterface, group: EffectiveSecurityGroup, rule: EffectiveSecurityRule) => boolean;

/** As it is in the end. */
export const settled =
  (world: World): Enforced =>
  (_, group, rule) =>
    !isOver(enforcementOf(world, group.networkSecurityGroup.id, rule.name));

const isOver = (enforcement: Enforcement | undefined): boolean => enforcement !== undefined && 'first' in enforcement;

/** Connections one after the other, which are counted at each rule and NIC. @param connect one connection of `lab/network/path` */
export function countingConnections(connect: (world: World, connection: Connection, enforced: Enforced) => ConnectOutcome): (world: World, connection: Connection) => ConnectOutcome {
  const counts = new Map<string, number>();
  return (world, connection) => {
    // A packet that is followed along several ways is one connection.
    const met = new Map<string, boolean>();
    return connect(world, connection, (nic, group, rule) => {
      const enforcement = enforcementOf(world, group.networkSecurityGroup.id, rule.name);
      if (!enforcement) return true;
      const at = JSON.stringify([networkInterfaceId(nic), group.networkSecurityGroup.id, rule.name, enforcement]);
      const known = met.get(at);
      if (known !== undefined) return known;
      const before = counts.get(at) ?? 0;
      counts.set(at, before + 1);
      const isEnforced = 'first' in enforcement ? before < enforcement.first : before >= enforcement.after;
      met.set(at, isEnforced);
      return isEnforced;
    });
  };
}
