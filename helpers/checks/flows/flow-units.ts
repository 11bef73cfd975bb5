/**
 * What the flows name, one by one: from which spoke to which machine or address at which port. A flow's end that names machines or subnets stands for each fitting
 * machine; one that names a whole spoke for the first of its machines by name, whatever its system: no login is needed there. What does not run is no target.
 */
import type { Estate } from '../../estate/estate';
import type { Expectations, Flow, FlowEnd } from '../../estate/expectations';
import type { Expected, Flows } from '../../estate/flows';
import { flowsIn, isEnd, isOfAddress, mayBeIn, sshPortIn } from '../../estate/flows';
import type { MachineNic } from '../../estate/machines';
import { powerOf } from '../../estate/machines';
import { isWithin, sameAddress } from '../../estate/prefix';
import { keyOf, nameOf, sameId } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import type { Asking, ProbeTarget } from '../check';
import { flowWithoutMachine } from './without-machine';

export interface FlowTarget {
  readonly end: ProbeTarget;
  /** Absent where nothing that was read has the address as a machine's. */
  readonly nic?: MachineNic;
  /** There are other machines that it stands for. */
  readonly isFirstOfSeveral?: true;
}

export interface FlowUnit {
  readonly flow: Flow;
  readonly port: number;
  readonly fromSpokeId: string;
  readonly toSpokeId: string;
  /** Why there is none. */
  readonly target: FlowTarget | { readonly why: readonly Finding[] };
}

export interface Asked {
  readonly expect: Expected;
  /** Whether flows to the port of the SSH servers of a whole spoke count, of which a login to one machine is the proof. */
  readonly withSsh: boolean;
}

/** In the order of the flows, each once. */
export function flowUnits(estate: Estate, expectations: Expectations, asked: Asked): FlowUnit[] {
  const { spokeIds } = estate.survey;
  const units = expectations.flows
    .filter(({ expect }) => expect === asked.expect)
    .flatMap((flow) => {
      const [sources, targets] = [flow.from, flow.to].map((end) => spokeIds.filter((id) => mayBeIn(end, id))) as [string[], string[]];
      return sources.flatMap((fromSpokeId) => targets.filter((id) => !sameId(id, fromSpokeId)).flatMap((toSpokeId) => unitsBetween(estate, expectations, asked, flow, fromSpokeId, toSpokeId)));
    });
  return [...new Map(units.map((unit) => [unitKey(unit), unit])).values()];
}

/** Machines, a subnet or an address of the spoke: each is a target of its own. */
const isNamed = (end: FlowEnd): boolean => end.kind === 'spoke' && (end.machine !== undefined || end.subnet !== undefined || end.address !== undefined);

/** Whether the expectations ask for any, whatever is there. */
export const asksFor = ({ flows, spokes, sshPort }: Asking, { expect, withSsh }: Asked): boolean => {
  const sshPorts = new Set([sshPort, ...Object.values(spokes).flatMap((spoke) => spoke.sshPort ?? [])]);
  const isSsh = (port: Flow['ports'][number]): boolean => port === 'ssh' || (sshPorts.size === 1 && sshPorts.has(port));
  return flows.some((flow) => flow.expect === expect && (withSsh || isNamed(flow.to) || !flow.ports.every(isSsh)));
};

/** The same for units that no report can tell apart. */
export const unitKey = ({ flow: { from, to }, port, fromSpokeId, toSpokeId, target }: FlowUnit): string =>
  [keyOf(fromSpokeId), endKey(from), 'why' in target ? `${keyOf(toSpokeId)} ${endKey(to)}` : keyOf(target.end.nicId ?? target.end.address), String(port)].join(' ');

const endKey = (end: FlowEnd): string => (end.kind === 'any' ? '' : [end.machine ?? '', end.subnet ?? '', end.address ?? ''].join('/'));

/** Whether it is this flow that holds from a machine to a target: later ones win. */
export function holdsFrom(flows: Flows, expectations: Expectations, { flow, port, toSpokeId }: Pick<FlowUnit, 'flow' | 'port' | 'toSpokeId'>, { nic, end: { address } }: FlowTarget): (from: MachineNic) => boolean {
  if (nic && !isOfAddress(flow.to)) return (from) => flows.between(from, nic, port) === flow;
  const ofAddress = expectations.flows.filter(
    ({ to, ports }) => isOfAddress(to) && sameId(to.spokeId, toSpokeId) && sameAddress(to.address, address) && ports.some((one) => (one === 'ssh' ? sshPortIn(expectations, toSpokeId) : one) === port),
  );
  return (from) => ofAddress.findLast((one) => mayBeIn(one.from, from.spokeId) && isEnd(one.from, from)) === flow;
}

export const nicsIn = ({ nics }: Estate, spokeId: string): MachineNic[] => nics.filter((nic) => sameId(nic.spokeId, spokeId));

function unitsBetween(estate: Estate, expectations: Expectations, { expect, withSsh }: Asked, flow: Flow, fromSpokeId: string, toSpokeId: string): FlowUnit[] {
  const sshPort = sshPortIn(expectations, toSpokeId);
  const ports = [...new Set(flow.ports.map((port) => (port === 'ssh' ? sshPort : port)))].filter((port) => withSsh || isNamed(flow.to) || port !== sshPort);
  const flows = flowsIn(expectations);
  return ports.flatMap((port): FlowUnit[] => {
    const unit = { flow, port, fromSpokeId, toSpokeId };
    if (!isOfAddress(flow.to) && !flows.mayBe(expect, fromSpokeId, toSpokeId, port)) return [];
    const targets = targetsOf(estate, unit);
    if ('why' in targets) return [{ ...unit, target: targets }];
    const sources = nicsIn(estate, fromSpokeId).filter((nic) => isEnd(flow.from, nic));
    // Where no machine of the source is known, it is told of the source.
    const held = targets.filter((target) => sources.length === 0 || sources.some(holdsFrom(flows, expectations, unit, target)));
    const [first, ...others] = held;
    if (isNamed(flow.to) || !first) return held.map((target) => ({ ...unit, target }));
    return [{ ...unit, target: others.length > 0 ? { ...first, isFirstOfSeveral: true } : first }];
  });
}

function targetsOf(estate: Estate, { flow, port, toSpokeId }: Pick<FlowUnit, 'flow' | 'port' | 'toSpokeId'>): readonly FlowTarget[] | { readonly why: readonly Finding[] } {
  if (isOfAddress(flow.to)) {
    const { address } = flow.to;
    const network = estate.network(toSpokeId);
    if (network.status === 'read' && !isWithin(address, network.value.addressPrefixes)) return { why: [{ kind: 'address-elsewhere', spokeId: toSpokeId, address, addressPrefixes: network.value.addressPrefixes }] };
    const nic = nicsIn(estate, toSpokeId).find((one) => sameAddress(one.address, address));
    return [{ end: { name: address, address, port, spokeId: toSpokeId, ...(nic && { vmId: nic.vmId, nicId: nic.nic.id }) }, ...(nic && { nic }) }];
  }
  const machines = estate.machinesIn(toSpokeId);
  if (machines.status === 'unread') return { why: [{ kind: 'not-read', what: { of: 'network', id: toSpokeId }, problem: machines.problem }] };
  const fitting = machines.value.nics.filter((nic) => isEnd(flow.to, nic));
  const running = eachMachineOnce(fitting.filter(({ vm }) => powerOf(vm) !== 'not running'));
  if (running.length === 0) return { why: [flowWithoutMachine(machines.value, toSpokeId, flow.to, 'to', fitting)] };
  return running.map((nic) => ({ end: { name: estate.label(nic.vmId), address: nic.address, port, spokeId: toSpokeId, vmId: nic.vmId, nicId: nic.nic.id }, nic }));
}

/** By name; of the NICs of a machine that fit, the first that the machine lists. */
function eachMachineOnce(nics: readonly MachineNic[]): MachineNic[] {
  const sorted = [...nics].sort((a, b) => compare(sortKey(a), sortKey(b)) || placeOf(a) - placeOf(b));
  return sorted.filter((nic, index) => index === 0 || !sameId(sorted[index - 1]?.vmId ?? '', nic.vmId));
}

const sortKey = ({ vmId }: MachineNic): string => `${nameOf(vmId).toLowerCase()} ${keyOf(vmId)}`;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function placeOf({ nic, vm }: MachineNic): number {
  const place = vm.status === 'read' ? vm.value.networkInterfaceIds.findIndex((id) => sameId(id, nic.id)) : -1;
  return place < 0 ? Infinity : place;
}
