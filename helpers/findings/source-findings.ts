/** What many pairs from one source come to, where a case stands for all of them. */
import type { MachineRef } from '../estate/machines';
import type { Finding } from './finding';

/** A target that is not reached as it should be, or of which that cannot be told. */
export interface RedTarget {
  /** Absent where it is not known which machines a spoke has. */
  readonly to?: MachineRef;
  /** That spoke, or the NIC that could not be read. */
  readonly unreadId?: string;
  readonly verdict: 'fail' | 'cannot-tell';
}

/** `because` has what the findings of all red targets come of, those that are not shown too. */
export interface SourceFinding {
  readonly kind: 'targets-are-red';
  /** Whose packets are lost, or may be. */
  readonly of: MachineRef;
  readonly failed: number;
  readonly untold: number;
  /** The first of them, those that fail before those that cannot be told. */
  readonly shown: readonly RedTarget[];
  /** Keys of the causes of which `because` has a part alone: there is more of the same. */
  readonly cut?: readonly string[];
  /** What is wrong with the first of these. */
  readonly first: readonly Finding[];
}
