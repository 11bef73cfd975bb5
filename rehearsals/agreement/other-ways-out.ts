/** In the lab a guest with several NICs has its way of choosing one; another guest chooses otherwise, and what is lost then as well is lost whatever the guest does. */
import type { ConnectOutcome } from '../../lab/network/path';
import type { Topology } from '../../lab/topology/topology';
import { createWorld, type World } from '../../lab/topology/world';

/** The networks in which a machine that forwards has another NIC for its primary one, by which it sends what is for none of its own subnets; the NIC may forward. */
export function withOtherPrimaries(topology: Topology): World[] {
  const mayForward = new Set(topology.networkInterfaces.filter(({ enableIPForwarding }) => enableIPForwarding).map(({ name }) => name));
  return topology.virtualMachines.flatMap((vm, at) => {
    const others = vm.forwards === true && vm.networkInterfaces.length > 1 ? vm.networkInterfaces.filter((nic) => mayForward.has(nic)) : [];
    return others.map((nic) => {
      const changed = structuredClone(topology);
      const machine = changed.virtualMachines[at];
      if (machine) machine.networkInterfaces = [nic, ...vm.networkInterfaces.filter((other) => other !== nic)];
      return createWorld(changed);
    });
  });
}

/** Whether the packet gets to the other machine, where that is all that is asked. */
export const getsThere = (outcome: ConnectOutcome): boolean => outcome.kind === 'open' || outcome.kind === 'refused' || outcome.kind === 'half-open' || (outcome.kind === 'lost' && outcome.direction === 'back');
