/** What a probe is: one attempt over the network from machine A to machine B, with a closed set of outcomes. */
import type { AccessPath } from './access-path';
import type { Endpoint } from './endpoint';

export interface Probe<Outcome> {
  /** Makes one attempt. Never rejects for what the network or a machine does. */
  attempt(access: AccessPath, to: Endpoint): Promise<Outcome>;
  /** True where another attempt is worth its time while the deployment converges (CONVERGENCE_TIMEOUT). */
  mayStillSettle(outcome: Outcome): boolean;
}
