/**
 * ER-01: Azure computes effective routes for the NIC of a running machine only ("Diagnose a virtual machine routing problem"). NICs of
 * a subnet share its routes, so one that can be read speaks for those of machines that don't run.
 */
import type { MachineNic, Machines, UnreadNic } from '../estate/machines';
import { machinesIn, powerOf } from '../estate/machines';
import type { NicObservation } from '../estate/nic-observation';
import { observationOf } from '../estate/nic-observation';
import type { EffectiveRoute, Survey } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { list } from './aligned';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { cannotTell, notRead, pass, skip } from './judgement';
import { machineRef, networkRef, nicRef, routesRef } from './reading-refs';

export const er01 = defineCheck('ER-01', "the NIC's effective routes can be read", ({ survey }, label) =>
  survey.spokeIds.flatMap((spokeId) => {
    const machines = machinesIn(survey, spokeId);
    const whole = { sentence: `the effective routes of the machines in ${label(spokeId)} can be read`, about: [spokeId] };
    if (machines.status === 'unread') return [{ ...whole, ...notRead(label(spokeId), machines.problem, networkRef(spokeId)) }];
    const { nics, unread } = machines.value;
    if (nics.length + unread.length === 0) return [{ ...whole, ...cannotTell(`${label(spokeId)} has no virtual machine whose effective routes could be read`) }];
    return judgeSpoke(machines.value, survey, label);
  }),
);

interface ObservedNic {
  readonly machine: MachineNic;
  readonly observation: NicObservation<readonly EffectiveRoute[]>;
}

function judgeSpoke({ nics, unread }: Machines, survey: Survey, label: Label): Judged[] {
  const observed = nics.map((machine) => ({ machine, observation: observationOf(survey.effectiveRoutes, machine, label) }));
  const subnets = [...new Set(nics.map(({ subnet }) => subnet))];
  return [
    ...subnets.flatMap((subnet) => judgeSubnet(observed.filter(({ machine }) => machine.subnet === subnet), label)),
    ...unread.map((nic) => judgeUnread(nic, label)),
  ];
}

function judgeSubnet(observed: readonly ObservedNic[], label: Label): Judged[] {
  const [first] = observed;
  if (first && observed.every(({ observation }) => observation.kind === 'not-running')) return [judgeIdleSubnet(first.machine, observed, label)];
  const isOneRead = observed.some(({ observation }) => observation.kind === 'read');
  return observed.map(({ machine, observation }) => ({
    sentence: sentenceFor(machine.nic.id, label),
    about: [machine.nic.id, machine.vmId],
    ...judgeNic(machine, observation, isOneRead, label),
  }));
}

const sentenceFor = (nicId: string, label: Label): string => `the effective routes of ${label(nicId)} can be read`;

function judgeNic({ nic, subnet }: MachineNic, observation: ObservedNic['observation'], isOneRead: boolean, label: Label): Judgement {
  switch (observation.kind) {
    case 'read':
      return pass();
    case 'unread':
      return notRead(`the effective routes of ${label(nic.id)}`, observation.problem, routesRef(nic.id));
    case 'not-running':
      if (isOneRead) return skip(`${observation.words}; another NIC in ${label(subnet.id)} is read`);
      return cannotTell(`${observation.words}, and no other NIC in ${label(subnet.id)} could be read`);
  }
}

/** A machine that was just started is not ready at once, so its state is worth another look. */
function judgeIdleSubnet({ subnet, spokeId }: MachineNic, observed: readonly ObservedNic[], label: Label): Judged {
  const states = observed.flatMap(({ observation }) => (observation.kind === 'not-running' ? observation.words : []));
  const starting = observed.filter(({ machine }) => powerOf(machine.vm) !== 'not running');
  return {
    sentence: `the effective routes of a NIC in ${label(subnet.id)} can be read`,
    about: [subnet.id, spokeId, ...observed.map(({ machine }) => machine.nic.id)],
    ...cannotTell(`no machine in ${label(subnet.id)} runs: ${list([...new Set(states)])}`, {
      unsettled: starting.flatMap(({ machine }) => [machineRef(machine.vmId), routesRef(machine.nic.id)]),
    }),
  };
}

const judgeUnread = ({ nicId, problem }: UnreadNic, label: Label): Judged => ({
  sentence: sentenceFor(nicId, label),
  about: [nicId],
  ...notRead(label(nicId), problem, nicRef(nicId)),
});
