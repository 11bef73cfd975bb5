/** The access path to machine A: how the runner reaches it, whatever is probed from there. */
import type { Endpoint } from './endpoint';
import type { AccessPathFailed } from './outcome';
import type { LoginContext } from './ssh/login-context';
import type { ProbeTimeouts } from './timeouts';
import type { Reached } from './vantage-point';

export interface AccessPath {
  /** A. */
  readonly machine: Endpoint;
  /** For a probe that logs in to B: as whom and with what, by the spoke that B belongs to. */
  readonly loginTo: (machine: Endpoint) => LoginContext;
  readonly timeouts: ProbeTimeouts;
  /** A, over a connection that all probes from there share; A has said who it is when the connection was opened. */
  connect(): Promise<Reached | AccessPathFailed>;
}
