/** What the guest of a machine makes of it: its name, the TCP ports that it listens on, and what its own firewall lets come to them. */
import type { VirtualMachine } from './topology';

/** What `hostname` prints there, and what the guest agent reports to Azure. */
export const guestNameOf = ({ renamedTo, computerName, name }: Pick<VirtualMachine, 'renamedTo' | 'computerName' | 'name'>): string => renamedTo ?? computerName ?? name;

const usualSshPort = 22;

/** Where the topology says nothing, Linux has an SSH server and Windows has none. */
export function portsOf({ operatingSystem, listensOn }: Pick<VirtualMachine, 'operatingSystem' | 'listensOn'>): readonly number[] {
  return listensOn ?? (operatingSystem === 'Windows' ? [] : [usualSshPort]);
}

/** On which of its ports the SSH server answers: 22 if it is among them, else with Linux the first; undefined where there is none. */
export function sshPortOf(vm: Pick<VirtualMachine, 'operatingSystem' | 'listensOn'>): number | undefined {
  const ports = portsOf(vm);
  if (ports.includes(usualSshPort)) return usualSshPort;
  return vm.operatingSystem === 'Windows' ? undefined : ports[0];
}

/** The other ports: what listens there accepts and says nothing. */
export function plainPortsOf(vm: Pick<VirtualMachine, 'operatingSystem' | 'listensOn'>): number[] {
  const sshPort = sshPortOf(vm);
  return portsOf(vm).filter((port) => port !== sshPort);
}

/** How the guest takes a connection that has got to it. */
export function guestAnswer(vm: Pick<VirtualMachine, 'operatingSystem' | 'listensOn' | 'guestFirewall'>, port: number): 'accept' | 'refuse' | 'drop' {
  const rule = vm.guestFirewall?.find(({ ports }) => ports.some((range) => coversPort(range, port)));
  return rule?.action ?? (portsOf(vm).includes(port) ? 'accept' : 'refuse');
}

function coversPort(range: string, port: number): boolean {
  const [first = NaN, last = first] = (range === '*' ? '0-65535' : range).split('-').map(Number);
  return port >= first && port <= last;
}
