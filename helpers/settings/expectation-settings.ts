/** What is expected of the deployment, and how long to wait for it. */
import type { Expectations } from '../estate/expectations';
import { withoutFile } from '../estate/expectations';
import { oneOf, seconds, switchOf, wholeNumber } from './forms';
import type { Checked } from './mistakes';
import { invalid, valid } from './mistakes';
import { loginPairs, pairsSeed } from './pairs-form';
import { transit } from './transit-form';
import type { Environment } from './variables';
import { readVariables } from './variables';

export interface ExpectationSettings {
  /** All but what the SSH settings decide. */
  readonly expectations: Omit<Expectations, 'sshChecks'>;
  /** 0 for no waiting. */
  readonly convergenceTimeoutMs: number;
  /** For all that is read of Azure, and again for each round of convergence. */
  readonly surveyTimeoutMs: number;
  /** For one long-running operation of Azure's, such as the effective routes of a NIC. */
  readonly operationTimeoutMs: number;
}

export const expectationForms = {
  /** /29 is the smallest subnet that Azure makes, and /8 the largest network. */
  ROUTE_SERVER_SUBNET_MIN_PREFIX: wholeNumber(8, 29),
  TRANSIT: transit,
  ALLOW_SPOKE_PEERING: switchOf('true', 'false'),
  BRANCH_TO_BRANCH: oneOf('on', 'off', 'any'),
  REMOTE_GATEWAYS: oneOf('required', 'any', 'forbidden'),
  FORWARDED_TRAFFIC: oneOf('required', 'any', 'forbidden'),
  SSH_PORT: wholeNumber(1, 65_535),
  SSH_PAIRS: loginPairs,
  SSH_PAIRS_SEED: pairsSeed,
  CONVERGENCE_TIMEOUT: seconds(0, 3600),
  SURVEY_TIMEOUT: seconds(1, 86_400),
  OPERATION_TIMEOUT: seconds(1, 86_400),
};

export function readExpectations(env: Environment): Checked<ExpectationSettings> {
  const { values, mistakes } = readVariables(expectationForms, env);
  if (mistakes.length > 0) return invalid(mistakes);
  return valid({
    expectations: {
      transit: values.TRANSIT ?? { kind: 'route-server' },
      routeServerSubnetMinPrefix: values.ROUTE_SERVER_SUBNET_MIN_PREFIX ?? 27,
      allowSpokePeering: values.ALLOW_SPOKE_PEERING ?? false,
      branchToBranch: values.BRANCH_TO_BRANCH ?? 'on',
      remoteGateways: values.REMOTE_GATEWAYS ?? 'required',
      forwardedTraffic: values.FORWARDED_TRAFFIC ?? 'required',
      sshPort: values.SSH_PORT ?? 22,
      ...withoutFile,
      sshPairs: { ...(values.SSH_PAIRS ?? { kind: 'auto' }), seed: values.SSH_PAIRS_SEED ?? '1' },
    },
    convergenceTimeoutMs: values.CONVERGENCE_TIMEOUT ?? 120_000,
    surveyTimeoutMs: values.SURVEY_TIMEOUT ?? 900_000,
    operationTimeoutMs: values.OPERATION_TIMEOUT ?? 600_000,
  });
}
