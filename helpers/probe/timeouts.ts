/** How long each step of a probe may take. Every wait is bounded by one of these; what another machine sends puts off none but a silence. */

export interface ProbeTimeouts {
  /** Until a TCP connection from the runner to the jump host, or to the first VM, is open. */
  readonly connectTimeoutMs: number;
  /** Until a machine has opened a forwarded connection to the next one, or reported why it cannot. */
  readonly channelTimeoutMs: number;
  /** How long a server may say nothing before the SSH banner is there, and from then to the end of the first key exchange. */
  readonly handshakeTimeoutMs: number;
  /** How long it may say nothing from then until the login is accepted or refused. */
  readonly authenticationTimeoutMs: number;
  /** From the open connection until the login is accepted or refused, whatever the server says meanwhile. */
  readonly loginTimeoutMs: number;
  /** Until the SSH agent, where there is one, has listed its keys. The server waits meanwhile: less than the authentication may take. */
  readonly agentKeysTimeoutMs: number;
  /** Until it has signed with one of them. */
  readonly agentSignatureTimeoutMs: number;
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
  /** Each stage with a silence of its own: a server that talks and has come to no end by then comes to none. */
  loginTimeoutMs: 45_000,
  /** It has them in memory, or on a token. */
  agentKeysTimeoutMs: 5_000,
  /** A person may have to confirm, or to touch the token. */
  agentSignatureTimeoutMs: 10_000,
  /** The command prints two lines; the first session on a fresh machine may have to start a login manager. */
  commandTimeoutMs: 10_000,
};

/**
 * The longest that one attempt may take, all waits at their bounds: the jump host, A and B, each of the two asked who it
 * is, and at last A for a sign of life.
 */
export function longestAttemptMs({ connectTimeoutMs, channelTimeoutMs, loginTimeoutMs, commandTimeoutMs }: ProbeTimeouts): number {
  return connectTimeoutMs + loginTimeoutMs + 2 * (channelTimeoutMs + loginTimeoutMs + commandTimeoutMs) + commandTimeoutMs;
}
