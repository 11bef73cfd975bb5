/** The settings: the environment, read once, with all its mistakes reported together. */
import type { AzureSettings } from '../azure/azure-settings';
import type { Expectations } from '../estate/expectations';
import type { SshSettings } from '../probe/ssh-settings';
import { cloudForms, credentialVariables, readCloud } from './cloud-settings';
import type { DeploymentSettings } from './deployment-settings';
import { deploymentForms, readDeployment } from './deployment-settings';
import { withExamples } from './env-example';
import { expectationForms, readExpectations } from './expectation-settings';
import { loginForms, readLogin } from './login-settings';
import type { Runner } from './runner';
import { thisRunner } from './runner';
import type { Mistake } from './mistakes';
import { mistakesOf } from './mistakes';
import type { RedactSettings } from './redact-settings';
import { readRedactSettings, redactForms } from './redact-settings';
import type { ReportSettings } from './report-dir';
import { readReportSettings, reportForms } from './report-dir';
import type { SurveySettings } from './survey-settings';
import { readSurveySettings, surveyForms } from './survey-settings';
import type { Environment } from './variables';

export { redactsOf } from './redact-settings';
export { keepRunsOf, reportDirOf } from './report-dir';

export interface Settings extends ReportSettings, SurveySettings, RedactSettings {
  readonly deployment: DeploymentSettings;
  readonly expectations: Expectations;
  /** 0 for no waiting. */
  readonly convergenceTimeoutMs: number;
  /** For all that is read of Azure, and again for each round of convergence. */
  readonly surveyTimeoutMs: number;
  /** For one long-running operation of Azure's, such as the effective routes of a NIC. */
  readonly operationTimeoutMs: number;
  readonly azure: AzureSettings;
  /** Absent with SSH_CHECKS=off. */
  readonly ssh?: SshSettings;
  /** How long A waits for B's answer to a TCP connection. */
  readonly sshTimeoutMs: number;
  /** How many logins may be under way at once. */
  readonly sshParallel: number;
}

export type SettingsReading = { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Every variable that means something to spokecheck. */
export const settingNames: readonly string[] = [
  ...Object.keys({ ...deploymentForms, ...expectationForms, ...cloudForms, ...loginForms, ...reportForms, ...surveyForms, ...redactForms }),
  ...credentialVariables,
];

/** Reads an environment. Nothing is contacted; of the runner's files only those are read that the settings name. */
export function readSettings(env: Environment, runner: Runner = thisRunner): SettingsReading {
  const deployment = readDeployment(env);
  const expected = readExpectations(env);
  const azure = readCloud(env);
  const login = readLogin(env, runner);
  const report = readReportSettings(env, runner);
  const survey = readSurveySettings(env, runner);
  const redact = readRedactSettings(env);
  if (deployment.ok && expected.ok && azure.ok && login.ok && report.ok && survey.ok && redact.ok) {
    const { expectations, ...timeouts } = expected.value;
    return {
      ok: true,
      settings: {
        deployment: deployment.value,
        expectations: { ...expectations, sshChecks: login.value.ssh !== undefined },
        ...timeouts,
        azure: azure.value,
        ...login.value,
        ...report.value,
        ...survey.value,
        ...redact.value,
      },
    };
  }
  const mistakes = [deployment, expected, azure, login, report, survey, redact].flatMap(mistakesOf);
  return { ok: false, mistakes: withExamples(mistakes) };
}
