/** The machines behind the NICs. What their guests do is in no survey: one whose NIC may forward is taken to forward, and all but those with Windows run an SSH server, and something listens wherever a flow leads. */
import { networkInterfaceId } from '../topology/resource-ids';
import type { NetworkInterface, VirtualMachine } from '../topology/topology';
import { readingOf, valuesRead, type ReplayDraft } from './replay-draft';
import { repeatProblem } from './failures';
import { listensOn } from './flow-ports';
import { keyOf, lastName, partsOf } from './resource-id';
import type { RecordedMachine } from './survey';

const powerStates = ['running', 'stopped', 'deallocated', 'starting', 'stopping', 'deallocating', 'unknown'] as const;

export function addVirtualMachines(draft: ReplayDraft): void {
  const { survey, topology } = draft;
  const ids = new Map(valuesRead(survey.networkInterfaces).flatMap(({ virtualMachineId: id }) => (id === undefined ? [] : [[keyOf(id), id] as const])));
  for (const id of ids.values()) {
    const reading = readingOf(survey.virtualMachines, id);
    const listed = reading?.status === 'read' ? reading.value.networkInterfaceIds : [];
    const nics = nicsOf(draft, id, listed);
    const forwards = nics.some(({ enableIPForwarding }) => enableIPForwarding);
    const common = { networkInterfaces: nics.map(networkInterfaceId), ...(forwards && { forwards }) };
    const withPorts = (machine: Omit<VirtualMachine, 'networkInterfaces'>): VirtualMachine => {
      const ports = listensOn({ expectations: survey.expectations, topology }, machine, nics);
      return { ...machine, ...common, ...(ports && { listensOn: ports }) };
    };
    if (nics.length === 0) continue;
    if (reading?.status === 'read') {
      topology.virtualMachines.push(withPorts(machineOf(reading.value)));
      continue;
    }
    const powerState = guessedPowerState(draft, nics);
    topology.virtualMachines.push(withPorts({ ...partsOf(id), location: nics[0]?.location ?? '', powerState }));
    if (reading) repeatProblem(draft, lastName(id), `GET ${id}`, reading.problem);
    draft.notes.push(`Virtual machine ${lastName(id)} was not read; it is taken to be ${powerState}.`);
  }
}

function machineOf({ id, location, computerName, guestName, osType, powerState }: RecordedMachine): Omit<VirtualMachine, 'networkInterfaces'> {
  const { name, ...place } = partsOf(id);
  return {
    name,
    ...place,
    location,
    ...(computerName !== name && { computerName: computerName ?? null }),
    ...(guestName !== undefined && guestName !== (computerName ?? name) && { renamedTo: guestName }),
    ...(osType?.toLowerCase() === 'windows' && { operatingSystem: 'Windows' as const }),
    powerState: powerStates.find((known) => known === powerState.toLowerCase()) ?? 'unknown',
  };
}

/** In the machine's order, its primary NIC first. A NIC says itself whose it is; one that could not be read is whose list it stands in. */
function nicsOf({ survey, topology }: ReplayDraft, machineId: string, listed: readonly string[]): NetworkInterface[] {
  const isItsOwn = (nic: NetworkInterface): boolean => {
    const reading = readingOf(survey.networkInterfaces, networkInterfaceId(nic));
    return reading?.status === 'read' ? keyOf(reading.value.virtualMachineId ?? '') === keyOf(machineId) : place(nic) < listed.length;
  };
  const keys = listed.map(keyOf);
  const place = (nic: NetworkInterface): number => {
    const at = keys.indexOf(keyOf(networkInterfaceId(nic)));
    return at < 0 ? keys.length : at;
  };
  return topology.networkInterfaces.filter(isItsOwn).sort((a, b) => place(a) - place(b));
}

/** Azure answers for the NIC of a running machine only. */
function guessedPowerState({ survey }: ReplayDraft, nics: readonly NetworkInterface[]): VirtualMachine['powerState'] {
  const readings = nics.map((nic) => readingOf(survey.effectiveRoutes, networkInterfaceId(nic)));
  return readings.some((reading) => reading?.status === 'unread' && reading.problem.kind === 'nic-not-running') ? 'stopped' : 'running';
}
