/** A healthy shape of a network: a harness must find nothing wrong with it. */
import type { Stage } from '../faults/stage';
import type { Topology } from '../topology/topology';

export interface Shape {
  /** Unique. */
  readonly name: string;
  readonly topology: () => Topology;
  /** What the lab does besides: convergence, spelling. */
  readonly apply?: (stage: Stage) => void;
  /** Settings by their environment name. */
  readonly settings?: Readonly<Record<string, string>>;
}
