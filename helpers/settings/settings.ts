/** The settings: the environment, read once, with all its mistakes reported together. */
import type { AzureSettings } from '../azure/azure-settings';
import type { Expectations } from '../estate/expectations';
import { keyOf, sameId } from '../estate/resource-id';
import type { SshSettings } from '../probe/ssh-settings';
import type { BaselineSettings } from './baseline-settings';
import { baselineForms, readBaselineSettings } from './baseline-settings';
import { cloudForms, credentialVariables, readCloud } from './cloud-settings';
import type { DeploymentSettings } from './deployment-settings';
import { deploymentForms, readDeployment } from './deployment-settings';
import { withExamples } from './env-example';
import { expectationForms, readExpectations } from './expectation-settings';
import type { Origin } from './expectations-file/as-variables';
import type { FileReading } from './expectations-file/read-expectations-file';
import { fileForms, readExpectationsFile } from './expectations-file/read-expectations-file';
import type { OwnLogins } from './login-settings';
import { loginForms, readLogin } from './login-settings';
import type { Runner } from './runner';
import { thisRunner } from './runner';
import type { Checked, Mistake } from './mistakes';
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

export interface Settings extends ReportSettings, SurveySettings, BaselineSettings, RedactSettings {
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
  /** How many logins and other probes may be under way at once. */
  readonly sshParallel: number;
  /** Where EXPECTATIONS_FILE says it, by the variable that would, and of a spoke's key by the key of its id. */
  readonly origins?: Readonly<Record<string, Origin>>;
  /** How long what is to be blocked must stay so. */
  readonly blockedWindowMs: number;
}

export type SettingsReading = { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Every variable that means something to spokecheck. */
export const settingNames: readonly string[] = [
  ...Object.keys({ ...deploymentForms, ...fileForms, ...expectationForms, ...cloudForms, ...loginForms, ...reportForms, ...baselineForms, ...surveyForms, ...redactForms }),
  ...credentialVariables,
];

/** Reads an environment. Nothing is contacted; of the runner's files only those are read that the settings name. */
export function readSettings(env: Environment, runner: Runner = thisRunner): SettingsReading {
  const file = readExpectationsFile(env, runner);
  const all = { ...env, ...file.variables };
  const deployment = readDeployment(all);
  const expected = readExpectations(all);
  const azure = readCloud(env);
  const login = readLogin(all, runner, ownLogins(file, deployment));
  const report = readReportSettings(env, runner);
  const baseline = readBaselineSettings(env, runner);
  const survey = readSurveySettings(env, runner);
  const redact = readRedactSettings(env);
  if (file.mistakes.length === 0 && deployment.ok && expected.ok && azure.ok && login.ok && report.ok && baseline.ok && survey.ok && redact.ok) {
    const { expectations, ...timeouts } = expected.value;
    const origins = { ...file.origins, ...originsOfKeys(file) };
    return {
      ok: true,
      settings: {
        deployment: deployment.value,
        expectations: { ...expectations, ...file.expectations, sshChecks: login.value.ssh !== undefined },
        ...timeouts,
        azure: azure.value,
        ...login.value,
        ...report.value,
        ...baseline.value,
        ...survey.value,
        ...redact.value,
        ...(Object.keys(origins).length > 0 && { origins }),
      },
    };
  }
  const ofEnvironment = [deployment, expected, azure, login, report, baseline, survey, redact].flatMap(mistakesOf).filter(({ variable, wrong }) => wrong !== 'is not set' || !file.unknown.includes(variable));
  const told = ofEnvironment.map((mistake) => ({ ...mistake, ...file.origins[mistake.variable] }));
  return { ok: false, mistakes: withExamples([...file.mistakes, ...told]) };
}

/** The spokes of the file that are judged. */
function ownLogins({ logins }: FileReading, deployment: Checked<DeploymentSettings>): OwnLogins {
  const judged = deployment.ok ? deployment.value.spokeIds : undefined;
  const isNamed = (id: string): boolean => logins.some(({ spokeId }) => sameId(spokeId, id));
  return { logins: logins.filter(({ spokeId }) => judged?.some((id) => sameId(id, spokeId))), areAll: judged?.every(isNamed) ?? false };
}

const originsOfKeys = ({ logins }: FileReading): Settings['origins'] => Object.fromEntries(logins.flatMap(({ spokeId, key }) => (key ? [[keyOf(spokeId), key.origin]] : [])));
