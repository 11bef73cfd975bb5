/** What to do about a login that fails before it has anything to do with the network between the spokes. */
import type { AccessPathFailure } from '../probe/outcome';

/** A line each. @param at where the login failed */
export function remedyFor(at: 'jump-host' | 'machine', failure: AccessPathFailure): string[] {
  switch (failure.kind) {
    case 'refused':
      return [`Its sshd does not run or listens on another port: see that it runs, and the port in ${settingOf(at, 'SSH_JUMP', 'SSH_PORT')}.`];
    case 'timed-out':
    case 'unreachable':
      return [at === 'jump-host' ? 'Let the runner reach it: the address in SSH_JUMP, and the rules of its network security groups and firewalls.' : 'The runner needs a way to it: SSH_JUMP names a machine that has one.'];
    case 'name-not-found':
      return ['Correct the name in SSH_JUMP, or let the runner resolve it.'];
    case 'forwarding-forbidden':
      return ['Let the sshd of the jump host forward connections (AllowTcpForwarding yes).'];
    case 'host-key-unknown':
      return [`If its own fingerprint is ${failure.fingerprint}, add its key to SSH_KNOWN_HOSTS_FILE under ${failure.host}; SSH_HOST_KEYS=accept-new does so at first sight.`];
    case 'host-key-mismatch':
    case 'host-key-revoked':
      return [`It shows ${failure.fingerprint}. Find out why: where the machine was made anew, put its new key under ${failure.host} into SSH_KNOWN_HOSTS_FILE; else another machine answers there.`];
    case 'authentication-refused':
      return [`Put the public key of the private key that the settings name into the authorized_keys of the user there, or correct ${settingOf(at, 'the user in SSH_JUMP', 'SSH_USERNAME')}.`];
    case 'wrong-machine':
      return ['Another machine answers at this address: see which has it in the runner’s network, or behind the jump host.'];
    default:
      return [];
  }
}

const settingOf = (at: 'jump-host' | 'machine', ofJump: string, ofMachine: string): string => (at === 'jump-host' ? ofJump : ofMachine);
