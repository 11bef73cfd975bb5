/** What of an environment can be used although some of it is malformed, so that one mistake does not keep the rest from being looked at. */
import type { AzureSettings } from '../azure/azure-settings';
import type { Expectations } from '../estate/expectations';
import type { JumpHost } from '../probe/ssh-settings';
import { readCloud } from './cloud-settings';
import type { DeploymentSettings } from './deployment-settings';
import { readDeployment } from './deployment-settings';
import { readExpectations } from './expectation-settings';
import { jumpHost } from './jump-form';
import type { LoginSettings } from './login-settings';
import { readLogin } from './login-settings';
import type { Checked, Mistake } from './mistakes';
import type { Runner } from './runner';
import { thisRunner } from './runner';
import { readSettings } from './settings';
import type { Environment } from './variables';
import { readVariables } from './variables';

export interface UsableSettings {
  /** All that `readSettings` finds; none where the settings are complete. */
  readonly mistakes: readonly Mistake[];
  /** Absent where HUB_VNET_ID is. */
  readonly deployment?: DeploymentSettings;
  readonly expectations?: Expectations;
  readonly azure?: AzureSettings;
  readonly login?: LoginSettings;
  /** Also where the rest of the login's settings is malformed. */
  readonly jump?: JumpHost;
}

/**
 * Of the deployment and of what is expected of it, a malformed variable counts as unset. Where to send a credential and how to log in are used whole or
 * not at all. Nothing is contacted.
 */
export function usableSettings(env: Environment, runner: Runner = thisRunner): UsableSettings {
  const whole = readSettings(env, runner);
  const deployment = withoutMistaken(env, readDeployment);
  const expected = withoutMistaken(env, readExpectations);
  const azure = readCloud(env);
  const login = readLogin(env, runner);
  const { SSH_JUMP: jump } = readVariables({ SSH_JUMP: jumpHost }, env).values;
  return {
    mistakes: whole.ok ? [] : whole.mistakes,
    ...(deployment.ok && { deployment: deployment.value }),
    ...(expected.ok && { expectations: { ...expected.value.expectations, sshChecks: !login.ok || login.value.ssh !== undefined } }),
    ...(azure.ok && { azure: azure.value }),
    ...(login.ok && { login: login.value }),
    ...(jump && { jump }),
  };
}

function withoutMistaken<T>(env: Environment, read: (env: Environment) => Checked<T>): Checked<T> {
  const first = read(env);
  if (first.ok) return first;
  const mistaken = new Set(first.mistakes.map(({ variable }) => variable));
  return read(Object.fromEntries(Object.entries(env).filter(([name]) => !mistaken.has(name))));
}
