/** How one attempt to log in from spoke VM to spoke VM ended. Closed unions: never a boolean, never prose to parse. */

/** Why one hop, from a machine to the next, could not be logged in to. */
export type HopFailure =
  /** The TCP connection was answered with a reset. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Nothing came back. `timeoutMs` is how long was waited. */
  | { readonly kind: 'timed-out'; readonly timeoutMs: number }
  /** The machine before, or a router on the way, says that there is no way to the next. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** The machine before forbids forwarding (AllowTcpForwarding no, PermitOpen). */
  | { readonly kind: 'forwarding-forbidden'; readonly message: string }
  /** The connection opened, and no SSH banner came. */
  | { readonly kind: 'no-banner'; readonly message: string }
  /** The banner came, and then nothing more: in the key exchange, or when the login should have been decided. */
  | {
      readonly kind: 'went-silent';
      readonly during: 'key-exchange' | 'authentication';
      readonly banner: string;
      readonly timeoutMs: number;
    }
  /** Both sides spoke SSH and could not agree: no algorithm in common, or a damaged packet. */
  | { readonly kind: 'handshake-failed'; readonly banner: string; readonly message: string }
  | HostKeyFailure
  | { readonly kind: 'authentication-refused'; readonly message: string }
  /** The session began and died, or what carried it did. */
  | { readonly kind: 'channel-lost'; readonly message: string }
  /** The runner's own side is not able to try: a key that cannot be used, no agent, an unreadable known_hosts file. */
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
  /** Lines of the file that speak of this host and could not be used, each with its number and the reason. */
  readonly remarks: readonly string[];
}

/** Why A could not be logged in to. Names are resolved on the access path only. */
export type AccessPathFailure = HopFailure | { readonly kind: 'name-not-found'; readonly message: string };

export type LoginOutcome =
  /**
   * Logged in on B. `hostName` and `from` are what B itself says (`uname -n`, the first field of SSH_CONNECTION; the
   * latter may be missing). `compared` is false where Azure does not know B's computer name.
   */
  | { readonly kind: 'landed'; readonly hostName: string; readonly from?: string; readonly compared: boolean }
  /** Logged in, but not on B: another machine answers at the address. */
  | { readonly kind: 'wrong-machine'; readonly hostName: string; readonly expected: string }
  /** A was reached; the hop from A to B failed. */
  | HopFailure
  /** Logged in on a machine that does not tell its name: a restricted shell, or one that never ends. */
  | { readonly kind: 'command-failed'; readonly message: string }
  /** A itself, or the jump host before it, could not be logged in to: not the thing under test. */
  | { readonly kind: 'access-path-failed'; readonly hop: string; readonly failure: AccessPathFailure };
