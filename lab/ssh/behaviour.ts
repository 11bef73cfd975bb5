/** How the lab's SSH servers may misbehave: what a fault changes besides the network. Read at every connection, so it may change at any time. */
import type { HostKeyChoice } from './keys';

export type MachineBehaviour =
  | { readonly kind: 'normal' }
  /** Nothing listens on port 22: the guest answers with a reset. */
  | { readonly kind: 'daemon-down' }
  /** The guest's firewall drops what comes in: no answer at all. */
  | { readonly kind: 'dropped' }
  /** Accepts the connection and says nothing. */
  | { readonly kind: 'no-banner' }
  /** Sends the line that names its SSH version, and nothing after it. */
  | { readonly kind: 'banner-then-silence' }
  /** Sends `bytes` bytes at a time, each piece `delayMs` after the one before. */
  | { readonly kind: 'slow'; readonly bytes: number; readonly delayMs: number }
  /** Shows another host key than the one in the known hosts file. */
  | { readonly kind: 'changed-host-key' }
  /** Is left out of the known hosts file, which is written when the lab starts. */
  | { readonly kind: 'unknown-host-key' }
  /** Does not have the user's key in its authorized keys. */
  | { readonly kind: 'key-refused' }
  /** Offers no other method than the password. */
  | { readonly kind: 'password-only' }
  /** Its sshd says `AllowTcpForwarding no`. */
  | { readonly kind: 'forwarding-forbidden' }
  /** Accepts the connection and closes it before a byte is sent. */
  | { readonly kind: 'closes-at-once' }
  /** Lets the user in, and breaks the connection when a command comes. */
  | { readonly kind: 'session-dies' }
  /** Something on the way puts `address` in place of the client's; SSH_CONNECTION shows it. */
  | { readonly kind: 'source-translated'; readonly address: string }
  /** Another machine answers at the address, under `hostName`: with a host key of its own, or, cloned from the same image, with this machine's. */
  | { readonly kind: 'other-machine'; readonly hostName: string; readonly hostKey: 'own' | 'cloned' }
  /**
   * Right after a deployment the first connections from other machines go nowhere; from then on all is well. Counted
   * from when the behaviour was set. Logins from the jump host are not affected: they do not cross the transit.
   */
  | { readonly kind: 'hangs-first-logins'; readonly logins: number };

export type JumpBehaviour =
  | { readonly kind: 'normal' }
  /** Every connection is reset at once. (To refuse it the listener would have to give up its port.) */
  | { readonly kind: 'down' }
  | { readonly kind: 'no-banner' }
  | { readonly kind: 'changed-host-key' }
  | { readonly kind: 'unknown-host-key' }
  | { readonly kind: 'key-refused' }
  | { readonly kind: 'forwarding-forbidden' };

export interface Behaviours {
  /** By the name of the VM, or by its resource id where two VMs share a name. A VM that is not in it behaves normally. */
  readonly machines: Map<string, MachineBehaviour>;
  jump: JumpBehaviour;
}

export const createBehaviours = (): Behaviours => ({ machines: new Map(), jump: { kind: 'normal' } });

const normal: MachineBehaviour = { kind: 'normal' };

export function behaviourOf(behaviours: Behaviours, machine: { readonly id: string; readonly name: string }): MachineBehaviour {
  return behaviours.machines.get(machine.id) ?? behaviours.machines.get(machine.name) ?? normal;
}

/** The host key that the machine shows. */
export function hostKeyChoice(behaviour: MachineBehaviour): HostKeyChoice {
  const changed = behaviour.kind === 'changed-host-key' || (behaviour.kind === 'other-machine' && behaviour.hostKey === 'own');
  return changed ? 'other' : 'known';
}

/** What the machine calls itself. */
export const hostNameOf = (behaviour: MachineBehaviour, hostName: string): string => (behaviour.kind === 'other-machine' ? behaviour.hostName : hostName);
