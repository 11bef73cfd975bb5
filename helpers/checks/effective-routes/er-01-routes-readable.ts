/**
 * ER-01: Azure computes effective routes for the NIC of a running machine only ("Diagnose a virtual machine routing problem"). NICs of
 * a subnet share its routes, so one that can be read speaks for those of machines that don't run.
 */
import { scaleSetsIn } from '../../estate/scale-sets';
import type { Estate } from '../../estate/estate';
import type { MachineNic, Machines, UnreadNic } from '../../estate/machines';
import { powerOf } from '../../estate/machines';
import type { NicObservation } from '../../estate/nic-observation';
import { observationOf } from '../../estate/nic-observation';
import type { EffectiveRoute } from '../../estate/survey';
import type { Finding } from '../../findings/finding';
import type { IdleMachine } from '../../findings/machine-findings';
import { title } from '../../findings/title';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { cannotTell, notRead, pass, skip } from '../judgement';
import { machineRef, networkRef, nicRef, routesRef } from '../reading-refs';

export const er01 = defineCheck('ER-01', "the NIC's effective routes can be read", (estate) =>
  estate.survey.spokeIds.flatMap((spokeId) => routesReadable(estate, spokeId)),
);

/** The cases of one spoke; what else hangs on the effective routes of its NICs comes of the findings of these. */
export function routesReadable(estate: Estate, spokeId: string): Judged[] {
  const machines = estate.machinesIn(spokeId);
  const whole = { title: title`the effective routes of the machines in ${{ id: spokeId }} can be read`, about: [spokeId], basis: [networkRef(spokeId)] };
  if (machines.status === 'unread') return [{ ...whole, ...notRead({ of: 'network', id: spokeId }, machines.problem, networkRef(spokeId)) }];
  const { nics, unread } = machines.value;
  const scaleSetIds = scaleSetsIn(estate, spokeId);
  if (nics.length + unread.length === 0) return [{ ...whole, ...cannotTell({ kind: 'no-machine', spokeId, ...(scaleSetIds.length > 0 && { scaleSetIds }) }) }];
  return judgeSpoke(machines.value, estate);
}

interface ObservedNic {
  readonly machine: MachineNic;
  readonly observation: NicObservation<readonly EffectiveRoute[]>;
}

function judgeSpoke({ nics, unread }: Machines, { survey }: Estate): Judged[] {
  const observed = nics.map((machine) => ({ machine, observation: observationOf(survey.effectiveRoutes, machine) }));
  const subnets = [...new Set(nics.map(({ subnet }) => subnet))];
  return [...subnets.flatMap((subnet) => judgeSubnet(observed.filter(({ machine }) => machine.subnet === subnet))), ...unread.map(judgeUnread)];
}

function judgeSubnet(observed: readonly ObservedNic[]): Judged[] {
  const [first] = observed;
  if (first && observed.every(({ observation }) => observation.kind === 'not-running')) return [judgeIdleSubnet(first.machine, observed)];
  const isOneRead = observed.some(({ observation }) => observation.kind === 'read');
  return observed.map(({ machine, observation }) => ({
    title: titleFor(machine.nic.id),
    about: [machine.nic.id, machine.vmId],
    basis: [routesRef(machine.nic.id), machineRef(machine.vmId)],
    ...judgeNic(machine, observation, isOneRead),
  }));
}

const titleFor = (id: string): Judged['title'] => title`the effective routes of ${{ id }} can be read`;

function judgeNic({ nic, subnet }: MachineNic, observation: ObservedNic['observation'], isOneRead: boolean): Judgement {
  switch (observation.kind) {
    case 'read':
      return pass();
    case 'unread':
      return notRead({ of: 'effective-routes', id: nic.id }, observation.problem, routesRef(nic.id));
    case 'not-running': {
      const machine = idle(observation);
      if (isOneRead) return skip({ kind: 'nic-idle', ...machine, instead: subnet.id });
      return cannotTell({ kind: 'no-nic-read', subnetId: subnet.id, machine, because: offs([machine]) });
    }
  }
}

const idle = ({ vmId, powerState }: IdleMachine): IdleMachine => ({ vmId, ...(powerState !== undefined && { powerState }) });

/** Machines that Azure knows not to run are causes; of the others their NICs' answers are all that is known. */
const offs = (machines: readonly IdleMachine[]): Finding[] =>
  machines.flatMap(({ vmId, powerState }): Finding[] => (powerState === undefined ? [] : [{ kind: 'machine-off', vmId, powerState }]));

/** A machine that was just started is not ready at once, so its state is worth another look. */
function judgeIdleSubnet({ subnet, spokeId }: MachineNic, observed: readonly ObservedNic[]): Judged {
  const machines = observed.flatMap(({ observation }) => (observation.kind === 'not-running' ? idle(observation) : []));
  const starting = observed.filter(({ machine }) => powerOf(machine.vm) !== 'not running');
  const states = observed.flatMap(({ machine: { vm, vmId } }) => (vm.status === 'read' && powerOf(vm) !== 'running' ? [{ vmId, powerState: vm.value.powerState }] : []));
  return {
    title: title`the effective routes of a NIC in ${{ id: subnet.id }} can be read`,
    about: [subnet.id, spokeId, ...observed.map(({ machine }) => machine.nic.id)],
    basis: observed.flatMap(({ machine }) => [machineRef(machine.vmId), routesRef(machine.nic.id)]),
    ...cannotTell(
      { kind: 'no-machine-runs', subnetId: subnet.id, machines, because: offs(states) },
      starting.flatMap(({ machine }) => [machineRef(machine.vmId), routesRef(machine.nic.id)]),
    ),
  };
}

const judgeUnread = ({ nicId, problem }: UnreadNic): Judged => ({
  title: titleFor(nicId),
  about: [nicId],
  basis: [nicRef(nicId)],
  ...notRead({ of: 'nic', id: nicId }, problem, nicRef(nicId)),
});
