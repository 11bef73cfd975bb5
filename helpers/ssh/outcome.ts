/** How one attempt to log in from spoke VM to spoke VM ended. A closed union: never a boolean. */

export type SshOutcome =
  /** Logged in on B. `hostName` and `from` are what B itself says (`hostname`, the first field of SSH_CONNECTION). */
  | { readonly kind: 'landed'; readonly hostName: string; readonly from: string }
  /** Logged in, but not on B: another machine answers at the address. */
  | { readonly kind: 'wrong-machine'; readonly hostName: string; readonly expected: string }
  /** A was reached; B's side answered the TCP connection with a reset. */
  | { readonly kind: 'refused'; readonly message: string }
  /** A was reached; nothing came back from B in `timeoutMs`. */
  | { readonly kind: 'timed-out'; readonly timeoutMs: number }
  /** A was reached; A or a router on the way says there is no way to B. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** The connection to B opened, and no SSH banner came. */
  | { readonly kind: 'no-banner'; readonly message: string }
  /** B showed another host key than the known one, or, with SSH_HOST_KEYS=verify, one that is not known. */
  | { readonly kind: 'host-key-mismatch'; readonly host: string; readonly fingerprint: string }
  | { readonly kind: 'host-key-unknown'; readonly host: string; readonly fingerprint: string }
  | { readonly kind: 'authentication-refused'; readonly message: string }
  /** A's sshd forbids forwarding (AllowTcpForwarding no). */
  | { readonly kind: 'forwarding-forbidden'; readonly message: string }
  /** The session with B began and died. */
  | { readonly kind: 'channel-lost'; readonly message: string }
  /** A itself, or the jump host before it, could not be logged in to: not the thing under test. */
  | { readonly kind: 'way-in-failed'; readonly hop: string; readonly message: string };
