/**
 * Which machines may represent a spoke in the logins, the first before the others: they run, not Windows, and their own effective
 * rules let the port out to and in from machines of the other spokes; after that by name. A machine takes part through its primary NIC.
 */
import { scaleSetsIn } from '../../estate/scale-sets';
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { sshPortIn } from '../../estate/flows';
import type { MachineNic, Machines } from '../../estate/machines';
import { powerOf } from '../../estate/machines';
import { fitsName } from '../../estate/name-pattern';
import { keyOf } from '../../estate/resource-id';
import type { VirtualMachine } from '../../estate/survey';
import type { FactOf, Finding } from '../../findings/finding';
import type { Title } from '../../findings/title';
import { title } from '../../findings/title';
import { passRules } from '../../path/pass-rules';
import type { ProbeEnd } from '../check';
import { notProbedFinding } from '../not-probed';

/** Where no machine can take part, there are findings that say why instead. */
export type Representatives = { readonly spokeId: string } & (
  | { readonly ends: readonly [ProbeEnd, ...ProbeEnd[]] }
  | { readonly why: readonly Finding[] }
);

export function titleOfSource(side: Representatives): Title {
  if (!('ends' in side)) return title`a machine of ${{ id: side.spokeId }}`;
  const [{ vmId }, ...others] = side.ends;
  return others.length === 0 ? [{ id: vmId }] : title`${{ id: vmId }}, or another machine of ${{ id: side.spokeId }},`;
}

/** The first, and those that are tried where the way into the one before fails. */
export const mostRepresentatives = 3;

interface Candidate {
  readonly nic: MachineNic;
  readonly vm: VirtualMachine;
}

/** @param isMeant leaves out machines that no login is expected of */
export function representativesOf(estate: Estate, expectations: Expectations, spokeId: string, isMeant: (nic: MachineNic) => boolean = () => true): Representatives {
  const off = notProbedFinding(expectations, spokeId);
  if (off) return { spokeId, why: [off] };
  const port = sshPortIn(expectations, spokeId);
  const patterns = expectations.spokes[keyOf(spokeId)]?.machines;
  const machines = estate.machinesIn(spokeId);
  if (machines.status === 'unread') return { spokeId, why: [{ kind: 'not-read', what: { of: 'network', id: spokeId }, problem: machines.problem }] };
  const able = candidatesAmong(machines.value);
  const meant = able.filter(({ nic }) => isMeant(nic));
  const named = patterns ? byPattern(meant, patterns) : meant;
  if (patterns && meant.length > 0 && named.length === 0) return { spokeId, why: [{ kind: 'no-machine-named', spokeId, patterns, running: meant.map(({ vm }) => vm.id) }] };
  const candidates = chosen(named, estate, expectations, spokeId);
  const [first, ...others] = candidates.map(({ nic, vm }) => ({ ...endOf(nic, vm, estate), port }));
  return first ? { spokeId, ends: [first, ...others] } : { spokeId, why: [whyNone(estate, machines.value, spokeId)] };
}

/** By name, each once. */
function candidatesAmong({ nics }: Machines): Candidate[] {
  const sorted = nics
    .flatMap((nic) => (nic.vm.status === 'read' && powerOf(nic.vm) === 'running' ? [{ nic, vm: nic.vm.value }] : []))
    .filter(({ vm }) => mayLogIn(vm))
    .sort((a, b) => compare(sortKey(a.vm), sortKey(b.vm)) || placeOf(a.nic, a.vm) - placeOf(b.nic, b.vm));
  return sorted.filter(({ vm }, index) => sorted.findIndex((earlier) => keyOf(earlier.vm.id) === keyOf(vm.id)) === index);
}

/** Windows has no SSH server of its own; a machine whose system is not known may have one. */
const mayLogIn = ({ osType }: VirtualMachine): boolean => osType?.toLowerCase() !== 'windows';

const byPattern = (candidates: readonly Candidate[], patterns: readonly string[]): Candidate[] =>
  patterns.flatMap((pattern, index) => candidates.filter(({ vm: { name } }) => fitsName(pattern, name) && !patterns.slice(0, index).some((earlier) => fitsName(earlier, name))));

const sortKey = ({ name, id }: VirtualMachine): string => `${name.toLowerCase()} ${keyOf(id)}`;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A machine lists its primary NIC first. */
function placeOf({ nic }: MachineNic, vm: VirtualMachine): number {
  const place = vm.networkInterfaceIds.findIndex((id) => keyOf(id) === keyOf(nic.id));
  return place < 0 ? Infinity : place;
}

/** Those whose rules keep the fewest other spokes out go first. Where that is nobody, no further machine need be looked at. */
function chosen(candidates: readonly Candidate[], estate: Estate, expectations: Expectations, spokeId: string): Candidate[] {
  if (candidates.length < 2) return [...candidates];
  const others = estate.survey.spokeIds.filter((id) => keyOf(id) !== keyOf(spokeId)).map((id) => peersIn(estate, id));
  const isKeptOut = (peers: readonly MachineNic[], { nic }: Candidate): boolean =>
    peers.length > 0 && !peers.some((peer) => letsThrough(estate, expectations, nic, peer));
  const ranked: { candidate: Candidate; keptOut: number }[] = [];
  for (const candidate of candidates) {
    if (ranked.filter(({ keptOut }) => keptOut === 0).length === mostRepresentatives) break;
    ranked.push({ candidate, keptOut: others.filter((peers) => isKeptOut(peers, candidate)).length });
  }
  return ranked.sort((a, b) => a.keptOut - b.keptOut).slice(0, mostRepresentatives).map(({ candidate }) => candidate);
}

function peersIn(estate: Estate, spokeId: string): MachineNic[] {
  const machines = estate.machinesIn(spokeId);
  return machines.status === 'read' ? candidatesAmong(machines.value).map(({ nic }) => nic) : [];
}

/** By the rules of this NIC alone, which cannot be known to deny where they could not be read. */
const letsThrough = (estate: Estate, expectations: Expectations, nic: MachineNic, peer: MachineNic): boolean =>
  !passRules(estate, sshPortIn(expectations, peer.spokeId), nic, peer, 'Outbound').break && !passRules(estate, sshPortIn(expectations, nic.spokeId), peer, nic, 'Inbound').break;

const endOf = ({ nic, address, spokeId }: MachineNic, vm: VirtualMachine, { label }: Estate): Omit<ProbeEnd, 'port'> => ({
  name: label(vm.id),
  address,
  ...(vm.computerName !== undefined && { computerName: vm.computerName }),
  ...(vm.guestName !== undefined && { guestName: vm.guestName }),
  vmId: vm.id,
  nicId: nic.id,
  spokeId,
});

function whyNone(estate: Estate, { nics, unread }: Machines, spokeId: string): Finding {
  const scaleSetIds = scaleSetsIn(estate, spokeId);
  if (nics.length + unread.length + scaleSetIds.length === 0) {
    return { kind: 'no-participant', spokeId, machines: [], unread: [], because: [{ kind: 'no-machine', spokeId }] };
  }
  const problems: FactOf<'no-participant'>['unread'] = [
    ...nics.flatMap(({ vm, vmId }) => (vm.status === 'unread' ? [{ what: { of: 'machine', id: vmId } as const, problem: vm.problem }] : [])),
    ...unread.map(({ nicId, problem }) => ({ what: { of: 'nic', id: nicId } as const, problem })),
  ];
  const read = [...new Map(nics.flatMap(({ vm }) => (vm.status === 'read' ? [[keyOf(vm.value.id), vm.value]] : []))).values()];
  // One that runs may be there all the same, where no login is expected of it: that is not why.
  const machines = read.filter((vm) => mayLogIn(vm) && powerOf({ status: 'read', value: vm }) !== 'running').map(({ id, powerState }) => ({ vmId: id, powerState }));
  const windowsIds = read.filter((vm) => !mayLogIn(vm)).map(({ id }) => id);
  const because = [...problems.map((problem): Finding => ({ kind: 'not-read', ...problem })), ...machines.map((machine): Finding => ({ kind: 'machine-off', ...machine }))];
  if (windowsIds.length + scaleSetIds.length === 0) return { kind: 'no-participant', spokeId, machines, unread: problems, because };
  return { kind: 'no-linux-machine', spokeId, windowsIds, scaleSetIds, machines, unread: problems, ...(because.length > 0 && { because }) };
}
