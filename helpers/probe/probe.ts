/** What a probe is: one question that machine A asks machine B over the network, and the ways in which it can end. */
import type { AccessPath } from './access-path';
import type { Endpoint } from './endpoint';

export interface Probe<Outcome> {
  /** Asks once. Never rejects for what the network or a machine does. */
  attempt(access: AccessPath, to: Endpoint): Promise<Outcome>;
  /** True where another attempt is worth its time while the deployment converges (CONVERGENCE_TIMEOUT). */
  mayStillSettle(outcome: Outcome): boolean;
}
