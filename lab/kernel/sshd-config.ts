/** Configurations for OpenSSH's sshd: on a machine, and on the jump host. */
import type { JumpBehaviour, MachineBehaviour } from '../ssh/behaviour';

/** Files as sshd sees them, and whose the authorized keys are. */
export interface SshdFiles {
  readonly hostKey: string;
  readonly authorizedKeys: string;
  readonly user: string;
}

/** What both have: no PAM and no look-ups, for the machines have no name service; room for every pair of spokes at once. */
const common = ({ hostKey, authorizedKeys, user }: SshdFiles): string[] => [
  `HostKey ${hostKey}`,
  `AuthorizedKeysFile ${authorizedKeys}`,
  `AllowUsers ${user}`,
  'PidFile none',
  'UsePAM no',
  'UseDNS no',
  'PasswordAuthentication no',
  'KbdInteractiveAuthentication no',
  'MaxStartups 1000',
  'LogLevel INFO',
];

const nobody = 'none';

/** @param port where something else listens in its place, another one */
export function machineConfig(files: SshdFiles, behaviour: MachineBehaviour, port: number): string[] {
  const isRefused = behaviour.kind === 'key-refused' || behaviour.kind === 'password-only';
  return [
    ...special(behaviour),
    ...common({ ...files, ...(isRefused && { authorizedKeys: nobody }) }),
    'ListenAddress 0.0.0.0',
    `Port ${String(port)}`,
  ];
}

/** For sshd, the first value of a keyword wins. */
function special({ kind }: MachineBehaviour): string[] {
  switch (kind) {
    case 'password-only':
      return ['PubkeyAuthentication no', 'PasswordAuthentication yes'];
    case 'forwarding-forbidden':
      return ['AllowTcpForwarding no'];
    case 'session-dies':
      return ['ForceCommand kill -9 $PPID'];
    default:
      return [];
  }
}

/** The jump host forwards and does nothing else. */
export function jumpConfig(files: SshdFiles, { kind }: JumpBehaviour): string[] {
  return [
    ...(kind === 'forwarding-forbidden' ? ['AllowTcpForwarding no'] : []),
    ...common({ ...files, ...(kind === 'key-refused' && { authorizedKeys: nobody }) }),
    'ForceCommand false',
  ];
}
