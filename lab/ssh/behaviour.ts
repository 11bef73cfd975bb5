/** How the lab's SSH servers may misbehave: what a fault changes besides the network. Read at every connection, so it may change at any time. */
import type { HostKeyChoice } from './keys';

/** In process only: what somebody does who has taken a machine over. */
export type HostileBehaviour =
  /** Sends these bytes where the SSH protocol would begin, each piece `everyMs` after the one before. */
  | { readonly kind: 'raw'; readonly pieces: () => Iterable<string | Uint8Array>; readonly everyMs: number }
  /** Names its software so, and shows this text before the login; all else is in order. */
  | { readonly kind: 'announces'; readonly software?: string; readonly banner?: string }
  /** Never answers a login, and meanwhile begins a new key exchange again and again. */
  | { readonly kind: 'renews-keys'; readonly everyMs: number }
  /** Never answers a login, and meanwhile shows this text again and again. */
  | { readonly kind: 'endless-banners'; readonly text: string; readonly everyMs: number }
  /** Asks for one more answer after each, without an end, `everyMs` after the one before. */
  | { readonly kind: 'endless-prompts'; readonly prompt: string; readonly everyMs: number }
  /** Never answers a login. */
  | { readonly kind: 'login-silence' }
  /** Refuses each method, and says each time that it was one step of the way. */
  | { readonly kind: 'partial-success' }
  /** Lets the user in, and never answers a request for a session. */
  | { readonly kind: 'session-silence' }
  /** Lets the user in, and never answers a command. */
  | { readonly kind: 'command-silence' }
  /** Answers every command with these bytes, each piece `everyMs` after the one before; it ends where they do. */
  | {
      readonly kind: 'writes';
      readonly on: 'stdout' | 'stderr';
      readonly pieces: () => Iterable<string | Uint8Array>;
      readonly everyMs: number;
    }
  /** Lets the user in, and never answers when a connection is to be forwarded. */
  | { readonly kind: 'forwarding-silence' };

export type MachineBehaviour =
  | HostileBehaviour
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
  | { readonly kind: 'hangs-first-logins'; readonly logins: number }
  /**
   * The guest hangs, and Azure goes on saying that the machine runs: once so many connections from other machines have come to it, on whatever port, nothing
   * answers there any more, to nobody. Counted from when the behaviour was set.
   */
  | { readonly kind: 'falls-silent'; readonly after: number };

export type JumpBehaviour =
  | { readonly kind: 'normal' }
  /** Every connection is reset at once. (To refuse it the listener would have to give up its port.) */
  | { readonly kind: 'down' }
  | { readonly kind: 'no-banner' }
  | { readonly kind: 'changed-host-key' }
  | { readonly kind: 'unknown-host-key' }
  | { readonly kind: 'key-refused' }
  | { readonly kind: 'forwarding-forbidden' }
  /** As a machine that was taken over, but for what it answers to commands: it takes none. */
  | HostileBehaviour;

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
