/** When the check of security rules holds. */
import { ruleThatDecides, type Flow } from '../../../lab/network/deciding-rule';
import { effectiveSecurityGroups } from '../../../lab/network/effective-security-rules';
import { isRunning, pairsOf, type NetworkFacts, type SpokeMachine } from './network-facts';

/** Azure answers for running machines only, so the rules of the others are not judged. */
function everyPairMayConnect(facts: NetworkFacts): boolean {
  const groups = new Map(facts.machines.filter(isRunning).map((machine) => [machine, effectiveSecurityGroups(facts.world, machine.nic)]));
  const lets = (machine: SpokeMachine, direction: 'Inbound' | 'Outbound', flow: Flow): boolean =>
    ruleThatDecides(groups.get(machine) ?? [], direction, flow).access === 'Allow';
  return pairsOf(facts).every(([from, to]) => {
    const flow: Flow = { protocol: 'Tcp', source: from.address, sourcePort: 50_000, destination: to.address, destinationPort: 22 };
    return lets(from, 'Outbound', flow) && lets(to, 'Inbound', flow);
  });
}

export const securityTruths: Readonly<Record<string, (facts: NetworkFacts) => boolean>> = { 'SG-01': everyPairMayConnect };
