/** The known hosts file of the lab, in OpenSSH's format (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
import { behaviourOf } from './behaviour';
import { jumpHostName, type Lab } from './lab';

/** A line for the jump host and one for each machine, which is known by all of its private addresses; none for a host that is to be unknown. */
export function knownHosts(lab: Lab, jumpPort: number): string {
  const { behaviours, hostKeys, reach } = lab;
  const jump = behaviours.jump.kind === 'unknown-host-key' ? [] : [{ id: jumpHostName, names: [`[127.0.0.1]:${String(jumpPort)}`] }];
  const machines = reach
    .machines()
    .filter((machine) => machine.addresses.length > 0 && behaviourOf(behaviours, machine).kind !== 'unknown-host-key')
    .map((machine) => ({ id: machine.id, names: machine.addresses }));
  return [...jump, ...machines].map(({ id, names }) => `${names.join(',')} ${hostKeys.of(id, 'known').publicKey}\n`).join('');
}
