/** How one attempt of a probe from machine A to machine B ended. Closed unions of plain data: never a boolean, never prose to parse. */
export type { ProbeKind, ProbeOutcome } from './probes';

/** Why no TCP connection from one machine to the next could be opened. */
export type ReachFailure =
  /** The TCP connection was answered with a reset. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Nothing came back. `timeoutMs` is how long the probe waited. */
  | { readonly kind: 'timed-out'; readonly timeoutMs: number }
  /** The machine before, or a router on the path, reports the next as unreachable (no route, network unreachable). */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** The machine before forbids forwarding (AllowTcpForwarding no, PermitOpen). */
  | { readonly kind: 'forwarding-forbidden'; readonly message: string }
  | ChannelLost;

/** What carried the attempt broke: the connection itself, or the one to the machine before. */
export interface ChannelLost {
  readonly kind: 'channel-lost';
  readonly message: string;
}

/** What can go wrong in an SSH login once the TCP connection is open. */
export type SshFailure =
  /** No SSH banner came. */
  | { readonly kind: 'no-banner'; readonly message: string }
  /** The banner came, and at some time nothing more for `timeoutMs`: in the key exchange, or when the login should have been decided. */
  | {
      readonly kind: 'went-silent';
      readonly during: 'key-exchange' | 'authentication';
      readonly banner: string;
      readonly timeoutMs: number;
    }
  /** The banner came and much after it, never long enough apart for a silence, and in `timeoutMs` the login was not decided. */
  | {
      readonly kind: 'login-endless';
      readonly during: 'key-exchange' | 'authentication';
      readonly banner: string;
      readonly timeoutMs: number;
    }
  /** Both sides spoke SSH and could not agree: no algorithm in common, or a damaged packet. */
  | { readonly kind: 'handshake-failed'; readonly banner: string; readonly message: string }
  | HostKeyFailure
  | { readonly kind: 'authentication-refused'; readonly message: string }
  | ChannelLost
  /** The runner is not able to try: a key that cannot be used, no agent, an unreadable known_hosts file. */
  | { readonly kind: 'not-tried'; readonly message: string };

export interface HostKeyFailure {
  /**
   * `host-key-mismatch`: other keys are known for this host. `host-key-unknown`: none is, and SSH_HOST_KEYS=verify.
   * `host-key-revoked`: the file marks this very key as `@revoked`.
   */
  readonly kind: 'host-key-mismatch' | 'host-key-unknown' | 'host-key-revoked';
  /** As it is written in known_hosts: `10.2.1.4`, `[jump.example]:2222`. */
  readonly host: string;
  /** `ssh-ed25519 SHA256:…`, as `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
  /** Lines of the file that name this host and could not be used, each with its number and the reason. */
  readonly remarks: readonly string[];
}

/** Why a login from one machine to the next failed: the next was not reached, or SSH failed on top. */
export type HopFailure = ReachFailure | SshFailure;

/** Why a login that was accepted is of no use: it did not lead to the machine that was meant, or that is not to be told. */
export type IdentityFailure =
  /** Another machine answers at the address. `hostName` is what it calls itself, `expected` what Azure knows: one name, or two. */
  | { readonly kind: 'wrong-machine'; readonly hostName: string; readonly expected: string }
  /** The machine does not report its name: a restricted shell, or a command that never ends. */
  | { readonly kind: 'command-failed'; readonly message: string }
  | ChannelLost;

/** Why a hop of an access path failed. Names are resolved on the access path only; of its machines A alone is asked who it is. */
export type AccessPathFailure = HopFailure | IdentityFailure | { readonly kind: 'name-not-found'; readonly message: string };

/** A itself, or a jump host before it, could not be logged in to, or another machine answers at A's address: not the thing under test. */
export interface AccessPathFailed {
  readonly kind: 'access-path-failed';
  /** The hop that failed: `jump host 203.0.113.10`, `spoke1vm (10.1.1.4)`. */
  readonly hop: string;
  readonly failure: AccessPathFailure;
}

/** Of the attempt to open a TCP connection from A to a port of B. */
export type TcpOutcome =
  /** B accepted the connection. `elapsedMs` includes the runner's own round trip to A. */
  | { readonly kind: 'connected'; readonly elapsedMs: number }
  | ReachFailure
  | AccessPathFailed;

/** Of the attempt to log in to B by SSH over such a connection. */
export type LoginOutcome =
  /**
   * Logged in on B. `hostName` and `from` are what B itself says (`uname -n`, the first field of SSH_CONNECTION; the
   * latter may be missing). `compared` is false where Azure does not know B's computer name. `expected` is there where it knows another one,
   * and B's host key says that it is the one.
   */
  | { readonly kind: 'landed'; readonly hostName: string; readonly from?: string; readonly compared: boolean; readonly expected?: string }
  | HopFailure
  | IdentityFailure
  | AccessPathFailed;
