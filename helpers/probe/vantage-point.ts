/** Where a probe starts: a machine that the runner is connected to, and that opens connections on its behalf. */
import type { Duplex } from 'node:stream';
import type { Endpoint } from './endpoint';
import type { ReachFailure } from './outcome';

/** A TCP connection to a machine; nothing was sent over it yet. */
export interface OpenStream {
  readonly kind: 'open';
  readonly stream: Duplex;
}

export interface VantagePoint {
  /** Opens a TCP connection from here, or says after at most `timeoutMs` why there is none. Never rejects. */
  openTcp(to: Pick<Endpoint, 'address' | 'port'>, timeoutMs: number): Promise<OpenStream | ReachFailure>;
  /** Whether the machine gives a sign of life within `timeoutMs`. Never rejects. */
  answers(timeoutMs: number): Promise<boolean>;
  /** Whether the runner is still connected to it. */
  isOpen(): boolean;
  /** Resolves when the connection to it has ended, for whatever reason. */
  readonly closed: Promise<void>;
  /** Ends the connection to it at once; `closed` follows. */
  close(): void;
}

export interface Reached {
  readonly kind: 'reached';
  readonly from: VantagePoint;
}
