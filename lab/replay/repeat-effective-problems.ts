/** Effective routes and rules that the run did not get. That a machine does not run needs no repeating: then the lab refuses by itself, as Azure does. */
import { followNetworkInterface } from '../topology/references';
import { networkInterfaceId } from '../topology/resource-ids';
import type { ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { keyOf } from './resource-id';
import type { Reading } from './survey';

export function repeatEffectiveProblems(draft: ReplayDraft): void {
  const { effectiveRoutes, effectiveSecurityGroups } = draft.survey;
  repeatAll(draft, effectiveRoutes, 'effectiveRouteTable', 'the effective routes');
  repeatAll(draft, effectiveSecurityGroups, 'effectiveNetworkSecurityGroups', 'the effective security rules');
}

function repeatAll(draft: ReplayDraft, readings: Readonly<Record<string, Reading<unknown>>>, verb: string, what: string): void {
  for (const [key, reading] of Object.entries(readings)) {
    const nic = followNetworkInterface(draft.topology, key);
    if (reading.status === 'read' || 'mistake' in nic) continue;
    const isOff = reading.problem.kind === 'nic-not-running' && !runs(draft, key);
    if (!isOff) repeatProblem(draft, `${what} of ${nic.found.name}`, `POST ${networkInterfaceId(nic.found)}/${verb}`, reading.problem);
  }
}

const runs = ({ topology }: ReplayDraft, nicId: string): boolean =>
  topology.virtualMachines.some(({ powerState, networkInterfaces }) => powerState === 'running' && networkInterfaces.some((id) => keyOf(id) === keyOf(nicId)));
