/** The known hosts file of the lab, in OpenSSH's format (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
import { behaviourOf, type Behaviours } from './behaviour';
import type { HostKeys } from './keys';
import { jumpHostName } from './ssh-context';
import type { Machine } from './reach';

interface Hosts {
  readonly machines: readonly Machine[];
  readonly behaviours: Behaviours;
  readonly hostKeys: HostKeys;
}

/** A port other than 22 is named. */
const nameOf = (address: string, port = 22): string => (port === 22 ? address : `[${address}]:${String(port)}`);

/** A line for the jump host and one for each machine, which is known by all of its private addresses; none for a host that is to be unknown. */
export function knownHosts({ behaviours, hostKeys, machines: all }: Hosts, jumpPort: number): string {
  const jump = behaviours.jump.kind === 'unknown-host-key' ? [] : [{ id: jumpHostName, names: [`[127.0.0.1]:${String(jumpPort)}`] }];
  const machines = all
    .filter((machine) => machine.addresses.length > 0 && behaviourOf(behaviours, machine).kind !== 'unknown-host-key')
    .map((machine) => ({ id: machine.id, names: machine.addresses.map((address) => nameOf(address, machine.sshPort)) }));
  return [...jump, ...machines].map(({ id, names }) => `${names.join(',')} ${hostKeys.of(id, 'known').publicKey}\n`).join('');
}
