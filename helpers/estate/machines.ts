/** The virtual machines in the spokes, by their NICs. NICs that are attached to no machine (private endpoints', spare ones) are left out. */
import type { Problem, Reading } from './reading';
import { read } from './reading';
import { readingIn } from './reading-in';
import { keyOf, parentId, parseResourceId } from './resource-id';
import type { NetworkInterface, NicIpConfiguration, Subnet, Survey, VirtualMachine } from './survey';

/** A machine's NIC as findings name it. */
export interface MachineRef {
  readonly nicId: string;
  readonly vmId: string;
  readonly spokeId: string;
  readonly subnetId: string;
  /** The primary private IPv4 address. */
  readonly address: string;
}

/** A NIC of a virtual machine in a spoke. */
export interface MachineNic {
  readonly spokeId: string;
  readonly subnet: Subnet;
  readonly nic: NetworkInterface;
  readonly vmId: string;
  readonly vm: Reading<VirtualMachine>;
  /** The primary private IPv4 address. */
  readonly address: string;
  /** The same in short, one object for each NIC. */
  readonly ref: MachineRef;
}

/** A NIC that something in the subnet refers to and that could not be read: whether it is a machine's is not known. */
export interface UnreadNic {
  readonly spokeId: string;
  readonly subnet: Subnet;
  readonly nicId: string;
  readonly problem: Problem;
}

export interface Machines {
  /** In the order of the subnets, then of the NICs' ids. */
  readonly nics: readonly MachineNic[];
  readonly unread: readonly UnreadNic[];
}

/** The machines of a spoke; unread where its virtual network is, for then nobody knows which there are. */
export function machinesIn(survey: Survey, spokeId: string): Reading<Machines> {
  const network = readingIn(survey.virtualNetworks, spokeId);
  if (network.status === 'unread') return network;
  const found = network.value.subnets.flatMap((subnet) => nicIdsIn(subnet).map((nicId) => ({ subnet, nicId, reading: readingIn(survey.networkInterfaces, nicId) })));
  return read({
    nics: found.flatMap(({ subnet, reading }) => (reading.status === 'read' ? machineNic(survey, spokeId, subnet, reading.value) : [])),
    unread: found.flatMap(({ subnet, nicId, reading }) => (reading.status === 'unread' ? [{ spokeId, subnet, nicId, problem: reading.problem }] : [])),
  });
}

/** A subnet names the IP configurations in it; several may be of one NIC, others of gateways and load balancers. */
function nicIdsIn(subnet: Subnet): string[] {
  const ids = subnet.ipConfigurationIds.map(parentId).filter((id) => parseResourceId(id)?.type.toLowerCase() === 'microsoft.network/networkinterfaces');
  return [...new Map(ids.map((id) => [keyOf(id), id])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** None for a NIC without a machine, and none for the further subnets of a NIC whose IP configurations lie in several. */
function machineNic(survey: Survey, spokeId: string, subnet: Subnet, nic: NetworkInterface): MachineNic[] {
  const primary = primaryOf(nic);
  if (nic.virtualMachineId === undefined || !primary || keyOf(primary.subnetId) !== keyOf(subnet.id)) return [];
  const [vmId, address] = [nic.virtualMachineId, primary.privateIPAddress];
  return [{ spokeId, subnet, nic, vmId, vm: readingIn(survey.virtualMachines, vmId), address, ref: { nicId: nic.id, vmId, spokeId, subnetId: subnet.id, address } }];
}

function primaryOf({ ipConfigurations }: NetworkInterface): NicIpConfiguration | undefined {
  const ipv4 = ipConfigurations.filter(({ privateIPAddressVersion }) => privateIPAddressVersion.toLowerCase() !== 'ipv6');
  return ipv4.find(({ primary }) => primary) ?? ipv4[0];
}

/** The primary private IPv4 address of a NIC; empty where it has none. */
export const primaryAddressOf = (nic: NetworkInterface): string => primaryOf(nic)?.privateIPAddress ?? '';

export type Power = 'running' | 'not running' | 'unknown';

/** Azure answers questions about a NIC only while its machine runs; `starting` and what could not be read are unknown. */
export function powerOf(vm: Reading<VirtualMachine>): Power {
  if (vm.status === 'unread') return 'unknown';
  switch (vm.value.powerState.toLowerCase()) {
    case 'running':
      return 'running';
    case 'stopped':
    case 'stopping':
    case 'deallocated':
    case 'deallocating':
      return 'not running';
    default:
      return 'unknown';
  }
}
