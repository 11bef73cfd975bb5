/**
 * The control of a blocked probe: what A is expected to connect to, tried from there at the same moment. That it connects shows that what A sends leaves it, that the
 * way into A holds, and, where it leads to B itself, that B is up. The way into A shows nothing of what leaves it, and A's own sshd is reached without leaving it.
 */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { flowsIn, isEnd, sshPortIn } from '../../estate/flows';
import { keyOf, sameId } from '../../estate/resource-id';
import { followPacket } from '../../path/follow-packet';
import type { ProbeEnd, ProbeTarget } from '../check';
import { notProbedFinding } from '../not-probed';
import type { FlowTarget, FlowUnit } from './flow-units';
import { flowUnits, holdsFrom } from './flow-units';

/** What is expected to connect, by the spoke that it starts in. */
export type Controls = ReadonlyMap<string, readonly FlowUnit[]>;

export function controlsIn(estate: Estate, expectations: Expectations): Controls {
  const controls = new Map<string, FlowUnit[]>();
  for (const unit of flowUnits(estate, expectations, { expect: 'connect', withSsh: true })) {
    const key = keyOf(unit.fromSpokeId);
    controls.set(key, [...(controls.get(key) ?? []), unit]);
  }
  return controls;
}

/** At B itself if there is one, else in its spoke, else anywhere; before all others, one that the configuration lets through. */
export function controlFor(estate: Estate, expectations: Expectations, controls: Controls, from: ProbeEnd, to: ProbeTarget): ProbeTarget | undefined {
  const a = estate.nic(from.nicId);
  if (!a) return undefined;
  const flows = flowsIn(expectations);
  const usable = (controls.get(keyOf(from.spokeId)) ?? []).flatMap((unit) => {
    const { target } = unit;
    if ('why' in target || notProbedFinding(expectations, unit.toSpokeId) || !mayListen(expectations, unit, target)) return [];
    return isEnd(unit.flow.from, a) && holdsFrom(flows, expectations, unit, target)(a) ? [target] : [];
  });
  const rank = (target: FlowTarget): number => {
    const { nic, end: { vmId, spokeId, port } } = target;
    const breaks = nic !== undefined && followPacket(estate, expectations, a, nic, port).kind === 'breaks';
    const nearness = vmId !== undefined && to.vmId !== undefined && sameId(vmId, to.vmId) ? 0 : sameId(spokeId, to.spokeId) ? 1 : 2;
    return (breaks ? 3 : 0) + nearness;
  };
  const ranked = usable.map((target) => ({ target, rank: rank(target) })).sort((one, other) => one.rank - other.rank);
  return ranked[0]?.target.end;
}

/** Windows has no SSH server of its own. */
function mayListen(expectations: Expectations, { port, toSpokeId }: FlowUnit, { nic }: FlowTarget): boolean {
  const isWindows = nic?.vm.status === 'read' && nic.vm.value.osType?.toLowerCase() === 'windows';
  return !(isWindows && port === sshPortIn(expectations, toSpokeId));
}
