/** How long each step of a probe may take. Every wait is bounded by one of these. */

export interface ProbeTimeouts {
  /** Until a TCP connection from the runner to the jump host, or to the first VM, is open. */
  readonly connectTimeoutMs: number;
  /** Until a machine has opened a forwarded connection to the next one, or reported why it cannot. */
  readonly channelTimeoutMs: number;
  /** Until the SSH banner is there; and again from the banner to the end of the key exchange. */
  readonly handshakeTimeoutMs: number;
  /** From the key exchange until the login is accepted or refused. */
  readonly authenticationTimeoutMs: number;
  /** Until a command has ended. */
  readonly commandTimeoutMs: number;
}

export const defaultTimeouts: ProbeTimeouts = {
  /** Across continents a connection takes under 1 s; three repetitions of a lost SYN (after 1, 3 and 7 s) still fit. */
  connectTimeoutMs: 15_000,
  /** The same between two VMs. Azure silently drops what it cannot deliver, and Linux would retry for 127 s. */
  channelTimeoutMs: 10_000,
  /** A small burstable VM that has just booted needs seconds for its first key exchange. */
  handshakeTimeoutMs: 15_000,
  /** Room for sshd's reverse look-up of the client and for PAM, both of which wait for the network. */
  authenticationTimeoutMs: 15_000,
  /** The command prints two lines; the first session on a fresh machine may have to start a login manager. */
  commandTimeoutMs: 10_000,
};
