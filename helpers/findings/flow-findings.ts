/** What came of the connections that the expectations name: those that are to open, and those that are to be blocked. */
import type { Problem } from '../estate/reading';
import type { Endpoint } from '../probe/endpoint';
import type { TcpOutcome } from '../probe/outcome';
import type { Finding } from './finding';
import type { Beyond } from './path-findings';
import type { Subject } from './reading-findings';

export interface FailedConnection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly outcome: Exclude<TcpOutcome, { kind: 'connected' }>;
}

interface Ends {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly fromVmId: string;
  /** Absent for an address that is no machine's. */
  readonly toVmId?: string;
}

/** Why silence does not prove that the network blocks. */
export type Unproven =
  /** A try ended otherwise than in silence, and not with an answer of B's. */
  | { readonly kind: 'probe-failed'; readonly outcome: Exclude<TcpOutcome, { kind: 'connected' }> }
  /** One of the two machines does not run. */
  | { readonly kind: 'machine-off' }
  /** Nothing is expected to connect from A, so that nothing shows that what A sends leaves it. */
  | { readonly kind: 'no-control' }
  | { readonly kind: 'control-failed'; readonly control: Endpoint; readonly outcome: Exclude<TcpOutcome, { kind: 'connected' }> }
  /** Nothing that was read blocks it. */
  | { readonly kind: 'let-through'; readonly beyond: readonly Beyond[] }
  /** What was read does so, perhaps. */
  | { readonly kind: 'perhaps'; readonly by: Finding; readonly why: 'other-ways' | 'answer-only' | 'behind-unseen' | 'admin-rules-unread' | 'undecided' }
  | { readonly kind: 'unread' }
  /** The target is an address that is no machine's. */
  | { readonly kind: 'not-followed' };

export type FlowFinding =
  /** A flow leads to an address of a spoke that is none of its. */
  | { readonly kind: 'address-elsewhere'; readonly spokeId: string; readonly address: string; readonly addressPrefixes: readonly string[] }
  /** `side`: whether the machine is missing where the flow starts or where it leads to. `machine` and `subnet` are what the flow names. */
  | {
      readonly kind: 'flow-without-machine';
      readonly spokeId: string;
      readonly side: 'from' | 'to';
      readonly machine?: string;
      readonly subnet?: string;
      /** Those that fit and cannot take part. */
      readonly machines: readonly { readonly vmId: string; readonly powerState?: string; readonly isWindows?: true }[];
      readonly unread: readonly { readonly what: Subject; readonly problem: Problem }[];
    }
  | ({
      readonly kind: 'connection-failed';
      /** What lies on the way and was not looked at, where the outcome may come of it. */
      readonly beyond: readonly Beyond[];
      /** Tried before it, from other machines. */
      readonly before?: readonly FailedConnection[];
    } & Ends &
      FailedConnection)
  /** An advisory: it is not the first machine of the spoke that connects. */
  | { readonly kind: 'connection-after-others'; readonly from: Endpoint; readonly to: Endpoint; readonly before: readonly FailedConnection[] }
  | ({
      readonly kind: 'flow-let-through';
      readonly outcome: Extract<TcpOutcome, { kind: 'connected' | 'refused' }>;
      /** It was silent at first, and so long after that it was not. */
      readonly afterSeconds?: number;
      /** What the configuration blocks it by, or seems to. */
      readonly blockedBy?: Finding;
      /** Where the configuration lets it through: what on the way was not looked at. */
      readonly beyond?: readonly Beyond[];
    } & Ends)
  | ({ readonly kind: 'flow-unproven'; readonly why: Unproven } & Ends)
  /** An advisory: what blocks it. */
  | ({ readonly kind: 'flow-blocked'; readonly by: Finding } & Ends);
