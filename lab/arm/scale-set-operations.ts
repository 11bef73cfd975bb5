/** The operations on what lies in a uniform scale set: its machines, which are named by number, and their NICs. */
import type { WireResponse } from '../http/exchange';
import { sameText, scaleSetId } from '../topology/resource-ids';
import type { ScaleSet } from '../topology/scale-sets';
import type { NetworkInterface, VirtualMachine } from '../topology/topology';
import { instanceNotFound, notImplemented } from './arm-error';
import { page } from './list';
import type { Call, Operation } from './operation';
import { one, onResource, pathOf } from './resource-operations';
import { expandsInstanceView, scaleSets } from './resource-types';
import { machinesOf, scaleSetMachineBody, scaleSetNicBody } from './resources/scale-set';
import { instanceViewBody } from './resources/virtual-machine';

const set = pathOf(scaleSets.type);
const machines = `${set}/virtualMachines`;
const machine = `${machines}/{instanceId}`;
const action = (below: string): string => `${scaleSets.type}/${below}/read`;

interface Machine {
  readonly vm: VirtualMachine;
  readonly nics: readonly NetworkInterface[];
}

const read = (name: string, path: string, below: string): Omit<Operation, 'answer'> => ({ name, method: 'GET', path, action: action(below) });

/** Of a uniform set. What Azure answers for one whose machines are machines of their own is not imitated. */
const ofSet = (operation: Omit<Operation, 'answer'>, answer: (all: readonly Machine[], call: Call, found: ScaleSet) => WireResponse): Operation =>
  onResource(scaleSets, operation, (found, call) =>
    found.orchestration === 'flexible' ? notImplemented('GET', `what lies in ${found.name}, a flexible scale set`) : answer(machinesOf(call.world, found), call, found),
  );

const ofMachine = (operation: Omit<Operation, 'answer'>, answer: (machine: Machine, call: Call) => WireResponse): Operation =>
  ofSet(operation, (all, call, found) => {
    const { instanceId = '' } = call.parameters;
    const named = all.find(({ vm }) => vm.instanceOf?.instanceId === instanceId);
    return named ? answer(named, call) : instanceNotFound(`${scaleSetId(found)}/virtualMachines/${instanceId}`);
  });

const listNics = (nics: readonly NetworkInterface[], { world, request, pageSize }: Call): WireResponse =>
  page(
    request.url,
    pageSize,
    nics.map((nic) => scaleSetNicBody(world, nic)),
  );

const machineBody = (call: Call, { vm }: Machine): ReturnType<typeof scaleSetMachineBody> => scaleSetMachineBody(call.world, vm, { instanceView: expandsInstanceView(call) });

export const scaleSetOperations: readonly Operation[] = [
  ofSet(read('VirtualMachineScaleSetVMs_List', machines, 'virtualMachines'), (all, call) =>
    page(
      call.request.url,
      call.pageSize,
      all.map((each) => machineBody(call, each)),
    ),
  ),
  ofMachine(read('VirtualMachineScaleSetVMs_Get', machine, 'virtualMachines'), (each, call) => one(machineBody(call, each), !expandsInstanceView(call))),
  ofMachine(read('VirtualMachineScaleSetVMs_GetInstanceView', `${machine}/instanceView`, 'virtualMachines/instanceView'), ({ vm }) => ({ status: 200, headers: {}, body: instanceViewBody(vm) })),
  ofSet(read('NetworkInterfaces_ListVirtualMachineScaleSetNetworkInterfaces', `${set}/networkInterfaces`, 'networkInterfaces'), (all, call) => listNics(all.flatMap(({ nics }) => nics), call)),
  ofMachine(read('NetworkInterfaces_ListVirtualMachineScaleSetVMNetworkInterfaces', `${machine}/networkInterfaces`, 'virtualMachines/networkInterfaces'), ({ nics }, call) => listNics(nics, call)),
  ofMachine(read('NetworkInterfaces_GetVirtualMachineScaleSetNetworkInterface', `${machine}/networkInterfaces/{childName}`, 'virtualMachines/networkInterfaces'), ({ vm, nics }, call) => {
    const { childName = '', instanceId = '' } = call.parameters;
    const nic = nics.find(({ name }) => sameText(name, childName));
    return nic ? one(scaleSetNicBody(call.world, nic), true) : instanceNotFound(`${vm.name}, instance ${instanceId}, networkInterfaces/${childName}`);
  }),
];
