/** A hop of an access path: one connection on the path from the runner to machine A. Each kind of hop is a file beside this one. */
import type { Endpoint } from '../endpoint';
import type { AccessPathFailure } from '../outcome';
import type { LoginContext } from '../ssh/login-context';
import type { ProbeTimeouts } from '../timeouts';
import type { Reached, VantagePoint } from '../vantage-point';

/** Where a hop ends. */
export interface HopEnd {
  readonly machine: Endpoint;
  /** For messages: `jump host 203.0.113.10`, `spoke1vm (10.1.1.4)`. */
  readonly name: string;
  readonly login: LoginContext;
  readonly timeouts: ProbeTimeouts;
}

/** The hop from the runner. */
export interface FirstHop {
  readonly end: HopEnd;
  connect(): Promise<Reached | AccessPathFailure>;
}

/** A hop from the machine before. */
export interface FurtherHop {
  readonly end: HopEnd;
  connect(before: VantagePoint): Promise<Reached | AccessPathFailure>;
}

/** All hops of an access path, in order; the last one ends at A. */
export type Hops = readonly [FirstHop, ...FurtherHop[]];
