/** A fault: a named change of the lab's truth or of its behaviour, with what a harness must find. */
import type { Denial } from '../arm/access';
import type { Incident } from '../arm/incident';
import type { BuiltInTopology } from '../topologies/built-in';
import type { Behaviours } from '../ssh/behaviour';
import type { FaultTarget } from './fault-target';

export interface Fault {
  /** In an operator's words; unique. */
  readonly name: string;
  /** The topology that it is injected into; the reference one where not given. `elsewhere.ts` has further ones. */
  readonly base?: BuiltInTopology;
  readonly apply: (target: FaultTarget) => void;
  /** The ids of the checks that must be red, and no others: failed or inconclusive. */
  readonly red: readonly string[];
  /** What the sentence of the first cause must contain; `{spoke1}` and the like stand for the names of the topology's parts. */
  readonly cause: readonly string[];
}

/** What a fault may change. */
export interface LabParts {
  readonly incidents: Incident[];
  readonly denied: Denial[];
  readonly ssh: Behaviours;
}

/** `fault('deny 22 in', 'SG-01 SSH-01', ['DenySsh'], …)`: check ids separated by blanks. */
export const fault = (name: string, red: string, cause: readonly string[], apply: Fault['apply'], base?: BuiltInTopology): Fault => ({
  name,
  red: red.split(' '),
  cause,
  apply,
  ...(base !== undefined && { base }),
});
