/** Faults of the catalogue that alter the network, and why of some nothing can be told that names what they alter. */
import { allFaults } from '../../lab/faults/catalogue';
import type { Fault } from '../../lab/faults/fault';
import { builtInTopology } from '../../lab/topologies/built-in';
import { targetOf } from '../faults/rehearse-fault';
import { alteredNames } from './changes-with-fault';

/** What no survey holds. Of connected groups it has what they do to NICs, which is told. */
export const notInSurveys: Readonly<Record<string, string>> = {
  'spokes in a connected group, past the firewall of their default routes': 'a connected group is read by its effective routes alone',
  'spokes in a connected group, with routes to the transit more specific than its own': 'a connected group is read by its effective routes alone',
  'sshd of every machine on another port': 'a guest is not read',
  'SSH daemon of spoke 2 on another port': 'a guest is not read',
  "forwarding off in the appliances' guests": 'a guest is not read',
  'SSH denied by the appliances': 'a guest is not read',
  'TRANSIT left out where an appliance carries': 'the settings are altered, not the network',
  'TRANSIT names an address of nobody': 'the settings are altered, not the network',
};

export const alteringFaults: readonly Fault[] = allFaults.filter(({ base = 'reference', apply, name }) => {
  const before = builtInTopology(base);
  return !(name in notInSurveys) && alteredNames(before, targetOf(builtInTopology(base), apply).topology).length > 0;
});
