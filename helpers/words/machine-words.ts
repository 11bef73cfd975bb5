/** Machines and the rules of their NICs in words. */
import { nameOf } from '../estate/resource-id';
import type { Label } from '../estate/survey-labels';
import type { FactOf } from '../findings/finding';
import type { MachineFinding, RuledConnection } from '../findings/machine-findings';
import { atMost, list } from './aligned';
import { startMachine } from './az';
import { groupName, machineName, ruleName } from './names';
import { couldNotRead } from './problem-words';
import { idleWords, subjectWords } from './reading-words';
import { ruleLines } from './rule-lines';
import type { Writers } from './words';

type Kind = Exclude<MachineFinding['kind'], `login-${string}`>;

export const machineWriters: Writers<Kind> = {
  'machine-off': ({ vmId, powerState }, label) => ({
    fact: `virtual machine ${label(vmId)} is ${powerState}, so Azure computes no effective routes for it and nobody can log in`,
    fix: startMachine(vmId),
  }),
  'no-machine': ({ spokeId, scaleSetIds = [] }, label) => ({
    fact: `${label(spokeId)} has no virtual machine whose effective routes could be read${scaleSetIds.length > 0 ? `: those of the instances of scale set ${list(scaleSetIds.map(label))} are not read` : ''}`,
  }),
  'no-machine-runs': ({ subnetId, machines }, label) => ({
    fact: `no machine in ${label(subnetId)} runs: ${list([...new Set(machines.map((machine) => idleWords(machine, label)))])}`,
  }),
  'no-nic-read': ({ subnetId, machine }, label) => ({ fact: `${idleWords(machine, label)}, and no other NIC in ${label(subnetId)} could be read` }),
  'rule-denies': ({ rule: { group, rule }, ...connection }, label) => ({
    fact: `${label(connection.at.nicId)} does not let TCP ${String(connection.port)} ${wayWords(connection, label)}: ${ruleName(rule)} of ${groupName(group)} denies it`,
    evidence: ruleLines(rule),
    cause:
      `${ruleName(rule)} of ${label(group.networkSecurityGroupId) || nameOf(group.networkSecurityGroupId)}, associated with the ` +
      `${group.association === 'subnet' ? 'subnet' : 'network interface'}, denies TCP ${String(connection.port)} ${connection.direction === 'Inbound' ? 'into' : 'out of'} ${label(connection.at.vmId)}`,
  }),
  'rule-undecided': ({ group, rule, reason, ...connection }, label) => ({
    fact: `whether ${label(connection.at.nicId)} lets TCP ${String(connection.port)} ${wayWords(connection, label)} hangs on ${rule ? `${ruleName(rule)} of ${groupName(group)}` : groupName(group)}: ${reason}`,
    evidence: rule ? ruleLines(rule) : [],
  }),
  'no-participant': (finding, label) => {
    const states = statesOf(finding, label);
    return { fact: states.length === 0 ? `${label(finding.spokeId)} has no virtual machine` : `no virtual machine of ${label(finding.spokeId)} is known to run (${states.join('; ')})` };
  },
  'no-machine-named': ({ spokeId, patterns, running }, label) => ({ fact: `no running Linux machine of ${label(spokeId)} is called ${patterns.join(' or ')}, as is asked for: ${atMost(running.map(label), 8).join(', ')}` }),
  'no-linux-machine': (finding, label) => {
    const systems = finding.windowsIds.map((id) => `${label(id)} runs Windows`);
    const instances = finding.scaleSetIds.map((id) => `the instances of scale set ${nameOf(id)} are not logged in to`);
    const states = [...systems, ...instances, ...statesOf(finding, label)].join('; ');
    return { fact: `no login can be tried with ${label(finding.spokeId)}, for no machine of it is known to run Linux (${states})` };
  },
};

/** Of the machines that do not run, and of what could not be read. */
const statesOf = ({ machines, unread }: Pick<FactOf<'no-participant'>, 'machines' | 'unread'>, label: Label): string[] => {
  const refusals = unread.map(({ what, problem }) => couldNotRead(subjectWords(what, label), problem));
  return [...new Set([...machines.map((machine) => idleWords(machine, label)), ...refusals])];
};

const wayWords = ({ from, to, direction }: RuledConnection, label: Label): string => (direction === 'Outbound' ? `out to ${machineName(to, label)}` : `in from ${machineName(from, label)}`);
