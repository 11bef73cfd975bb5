/** How sentences name machines, peerings and rules. */
import type { MachineRef } from '../estate/machines';
import { nameOf } from '../estate/resource-id';
import type { AssociatedGroup } from '../estate/rule-selection';
import type { EffectiveSecurityRule, Peering } from '../estate/survey';
import type { Label } from '../estate/survey-labels';

/** `spoke2vm (10.2.1.4)`. */
export const machineName = ({ vmId, address }: Pick<MachineRef, 'vmId' | 'address'>, label: Label): string => `${label(vmId)} (${address})`;

/** `peering tohub of bluespoke1-vnet1`. */
export const peeringName = ({ name }: Pick<Peering, 'name'>, owner: string, label: Label): string => `peering ${name} of ${label(owner)}`;

/** `network security group nsg1 at the subnet`. */
export const groupName = ({ networkSecurityGroupId, association }: AssociatedGroup): string =>
  `network security group ${nameOf(networkSecurityGroupId)} at the ${association === 'subnet' ? 'subnet' : 'NIC'}`;

/** `rule DenySsh (priority 100)`. */
export const ruleName = ({ name, priority }: EffectiveSecurityRule): string => `rule ${nameOf(name)} (priority ${String(priority)})`;
