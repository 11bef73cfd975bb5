/** The subnets of the spokes that have a machine in them, or may have one, as far as could be read. */
import type { Estate } from '../../estate/estate';
import type { Problem } from '../../estate/reading';
import type { Subnet } from '../../estate/survey';

export type MachineSubnet =
  /** `unreadNic` is set where no machine is known in the subnet, and this NIC may be one's. */
  | { readonly kind: 'subnet'; readonly spokeId: string; readonly subnet: Subnet; readonly unreadNic?: { readonly id: string; readonly problem: Problem } }
  | { readonly kind: 'unread'; readonly spokeId: string; readonly problem: Problem };

export function machineSubnets(estate: Estate): MachineSubnet[] {
  return estate.survey.spokeIds.flatMap((spokeId): MachineSubnet[] => {
    const machines = estate.machinesIn(spokeId);
    if (machines.status === 'unread') return [{ kind: 'unread', spokeId, problem: machines.problem }];
    const { nics, unread } = machines.value;
    const subnets = new Set([...nics, ...unread].map(({ subnet }) => subnet));
    return [...subnets].map((subnet) => {
      const doubt = nics.some((nic) => nic.subnet === subnet) ? undefined : unread.find((nic) => nic.subnet === subnet);
      return { kind: 'subnet', spokeId, subnet, ...(doubt && { unreadNic: { id: doubt.nicId, problem: doubt.problem } }) };
    });
  });
}
