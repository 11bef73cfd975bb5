/** A healthy shape of a network: a harness must find nothing wrong with it. */
import type { FaultTarget } from '../faults/fault-target';
import type { Topology } from '../topology/topology';

export interface Shape {
  /** Unique. */
  readonly name: string;
  readonly topology: () => Topology;
  /** What the lab does besides: convergence, spelling. */
  readonly apply?: (target: FaultTarget) => void;
  /** Settings by their environment name. */
  readonly settings?: Readonly<Record<string, string>>;
}
