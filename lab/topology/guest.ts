/** What the guest of a machine makes of it: its name, and the TCP ports that it listens on. */
import type { VirtualMachine } from './topology';

/** What `hostname` prints there, and what the guest agent reports to Azure. */
export const guestNameOf = ({ renamedTo, computerName, name }: Pick<VirtualMachine, 'renamedTo' | 'computerName' | 'name'>): string => renamedTo ?? computerName ?? name;

const usualSshPort = 22;

/** Where the topology says nothing, Linux has an SSH server and Windows has none. */
export function portsOf({ operatingSystem, listensOn }: Pick<VirtualMachine, 'operatingSystem' | 'listensOn'>): readonly number[] {
  return listensOn ?? (operatingSystem === 'Windows' ? [] : [usualSshPort]);
}

/** On which of its ports the SSH server answers: 22 if it is among them, else the first; undefined where it listens on none. */
export function sshPortOf(vm: Pick<VirtualMachine, 'operatingSystem' | 'listensOn'>): number | undefined {
  const ports = portsOf(vm);
  return ports.includes(usualSshPort) ? usualSshPort : ports[0];
}
