/** What is wrong with machines, with the rules of their NICs, and with the logins between them. */
import type { MachineRef } from '../estate/machines';
import type { AssociatedGroup, DecidingRule } from '../estate/rule-selection';
import type { EffectiveSecurityRule } from '../estate/survey';
import type { Problem } from '../estate/reading';
import type { Endpoint } from '../probe/endpoint';
import type { LoginOutcome } from '../probe/outcome';
import type { Beyond } from './path-findings';
import type { Subject } from './reading-findings';

/** A machine by its state; without `powerState` Azure's answer for its NIC says that it does not run. */
export interface IdleMachine {
  readonly vmId: string;
  readonly powerState?: string;
}

/** A connection from machine to machine, and the end of it that the rules are those of. */
export interface RuledConnection {
  readonly at: MachineRef;
  readonly from: MachineRef;
  readonly to: MachineRef;
  readonly direction: EffectiveSecurityRule['direction'];
  readonly port: number;
}

export interface NoParticipant {
  readonly kind: 'no-participant';
  readonly spokeId: string;
  readonly machines: readonly IdleMachine[];
  readonly unread: readonly { readonly what: Subject; readonly problem: Problem }[];
}

export interface FailedLogin {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly outcome: Exclude<LoginOutcome, { kind: 'landed' }>;
}

export type MachineFinding =
  | { readonly kind: 'machine-off'; readonly vmId: string; readonly powerState: string }
  | { readonly kind: 'no-machine'; readonly spokeId: string; /** Of which there are instances. */ readonly scaleSetIds?: readonly string[] }
  | { readonly kind: 'no-machine-runs'; readonly subnetId: string; readonly machines: readonly IdleMachine[] }
  | { readonly kind: 'no-nic-read'; readonly subnetId: string; readonly machine: IdleMachine }
  | ({ readonly kind: 'rule-denies'; readonly rule: DecidingRule } & RuledConnection)
  | ({ readonly kind: 'rule-undecided'; readonly group: AssociatedGroup; readonly rule?: EffectiveSecurityRule; readonly reason: string } & RuledConnection)
  /** No machine of the spoke can take part in logins, and these are why. */
  | NoParticipant
  /** The machines of the spoke run Windows, or are instances of scale sets, and of the others, if there are any, none is known to run. */
  | ({
      readonly kind: 'no-linux-machine';
      readonly windowsIds: readonly string[];
      readonly scaleSetIds: readonly string[];
    } & Pick<NoParticipant, 'spokeId' | 'machines' | 'unread'>)
  /** EXPECTATIONS_FILE names machines of the spoke by patterns that fit none of those that run. */
  | { readonly kind: 'no-machine-named'; readonly spokeId: string; readonly patterns: readonly string[]; readonly running: readonly string[] }
  | ({
      readonly kind: 'login-failed';
      readonly fromVmId: string;
      readonly toVmId: string;
      /** What lies on the way and was not looked at, where the outcome may come of the network. */
      readonly beyond: readonly Beyond[];
      /** The next hops there and back where they differ, for outcomes that a stateful appliance which sees one half of a connection can bring about. */
      readonly asymmetric?: { readonly there: readonly string[]; readonly back: readonly string[] };
      /** Tried before it, with other machines. */
      readonly before?: readonly FailedLogin[];
    } & FailedLogin)
  /** The login landed, and is not that between the first machines of the spokes. */
  | { readonly kind: 'login-after-others'; readonly from: Endpoint; readonly to: Endpoint; readonly before: readonly FailedLogin[] }
  | { readonly kind: 'login-source-unknown'; readonly from: Endpoint; readonly to: Endpoint }
  | { readonly kind: 'login-source-translated'; readonly from: Endpoint; readonly to: Endpoint; readonly seen: string }
  | { readonly kind: 'login-rests-on-address'; readonly to: Endpoint; readonly hostName: string }
  /** The machine calls itself otherwise than Azure knows it, and its known host key says that it is the one. */
  | { readonly kind: 'login-rests-on-host-key'; readonly to: Endpoint; readonly hostName: string; readonly expected: string };
