/** On which ports the guests of a replay listen: a survey does not hold it, and it is taken to be those that were asked for. */
import { followSubnet, type SubnetPlace } from '../topology/references';
import { virtualNetworkId } from '../topology/resource-ids';
import type { NetworkInterface, Topology, VirtualMachine } from '../topology/topology';
import type { RecordedExpectations, RecordedFlow } from './survey';
import { keyOf } from './resource-id';

const usualSshPort = 22;

/** `listensOn` of a machine; undefined where it is what the system has anyway. */
export function listensOn({ expectations, topology }: { readonly expectations: RecordedExpectations | undefined; readonly topology: Topology }, { name, operatingSystem }: Pick<VirtualMachine, 'name' | 'operatingSystem'>, nics: readonly NetworkInterface[]): number[] | undefined {
  if (!expectations) return undefined;
  const places = nics.flatMap(({ subnet }) => {
    const followed = followSubnet(topology, subnet);
    return 'found' in followed ? [followed.found] : [];
  });
  const sshPort = places.map(({ network }) => expectations.spokes[keyOf(virtualNetworkId(network))]?.sshPort).find((port) => port !== undefined) ?? expectations.sshPort;
  const named = expectations.flows.filter(({ to }) => places.some((place) => isTo(to, name, place))).flatMap(({ ports }) => ports.filter((port) => port !== 'ssh'));
  // Where sshd is elsewhere, 22 would be taken for its port.
  const plain = [...new Set(named)].filter((port) => port !== sshPort && port !== usualSshPort);
  if (operatingSystem === 'Windows') return plain.length > 0 ? plain : undefined;
  return plain.length > 0 || sshPort !== usualSshPort ? [sshPort, ...plain] : undefined;
}

function isTo(end: RecordedFlow['to'], machine: string, { network, subnet }: SubnetPlace): boolean {
  if (end.kind === 'any') return true;
  return keyOf(end.spokeId) === keyOf(virtualNetworkId(network)) && fits(end.machine, machine) && fits(end.subnet, subnet.name) && end.address === undefined;
}

/** A pattern may hold `*` for any characters, in any case. */
function fits(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return true;
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(name);
}
