/** Surveys a lab from within the process that runs it: the unmodified SDK over real sockets, with the lab's certificate given to it by hand. */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { ClientSecretCredential } from '@azure/identity';
import type { AzureLimits } from '../helpers/azure/transport/azure-clients';
import { createAzureClients } from '../helpers/azure/transport/azure-clients';
import { environmentOf } from '../helpers/azure/transport/azure-environment';
import { acquireToken, shareToken } from '../helpers/azure/transport/credential';
import { refreshSurvey } from '../helpers/azure/read/refresh-survey';
import { takeSurvey } from '../helpers/azure/read/take-survey';
import type { Deployment } from '../helpers/estate/deployment';
import type { Problem } from '../helpers/estate/reading';
import { converge } from '../helpers/run/converge';
import { withGuestNames } from '../helpers/run/guest-names';
import { judgeSurvey } from '../helpers/checks/judge-all';
import { mistakeSentence } from '../helpers/settings/mistakes';
import type { Settings } from '../helpers/settings/settings';
import { readSettings } from '../helpers/settings/settings';
import type { Lab } from '../lab/lab';

export interface LabSurveyor {
  /** Reads the lab's truth of this moment, as `verify` would. @param changed settings that differ from the lab's own. */
  survey(changed?: Readonly<Record<string, string>>): Promise<{ readonly deployment: Deployment; readonly settings: Settings }>;
  /** The problem, where no token is to be had. */
  refusal(): Promise<Problem | undefined>;
  close(): void;
}

/** NODE_EXTRA_CA_CERTS is read when Node starts, which is too early for a lab in the same process. */
export function surveyorOf(lab: Lab, limits: Partial<AzureLimits> = {}, onToken: (token: string) => void = () => undefined): LabSurveyor {
  const { environment: env } = lab;
  const text = (name: string): string => env[name] ?? '';
  const ca = readFileSync(text('NODE_EXTRA_CA_CERTS'), 'utf8');
  const environment = environmentOf({ cloud: 'custom', resourceManagerEndpoint: text('AZURE_RESOURCE_MANAGER_ENDPOINT'), authorityHost: text('AZURE_AUTHORITY_HOST') });
  const secret = new ClientSecretCredential(text('AZURE_TENANT_ID'), text('AZURE_CLIENT_ID'), text('AZURE_CLIENT_SECRET'), {
    authorityHost: environment.authorityHost,
    disableInstanceDiscovery: true,
    tlsOptions: { ca },
  });
  const credential = shareToken({
    async getToken(scopes, options) {
      const token = await secret.getToken(scopes, options);
      onToken(token.token);
      return token;
    },
  });
  const azure = createAzureClients({ credential, environment, limits, agent: new Agent({ keepAlive: true, ca }) });
  return {
    async survey(changed = {}) {
      const read = readSettings({ CONVERGENCE_TIMEOUT: '0', ...env, ...changed });
      if (!read.ok) throw new Error(read.mistakes.map(mistakeSentence).join(' '));
      const { settings } = read;
      const { deployment, expectations, convergenceTimeoutMs } = settings;
      const first = await takeSurvey({ ...deployment, transit: expectations.transit }, azure);
      const { observed } = await converge(first, {
        judge: (survey) => judgeSurvey({ survey, expectations }),
        refresh: (survey, refs) => refreshSurvey(survey, refs, expectations.transit, azure),
        timeoutMs: convergenceTimeoutMs,
      });
      const survey = await withGuestNames(observed, expectations, azure);
      return { deployment: { survey, expectations }, settings };
    },
    async refusal() {
      const token = await acquireToken(credential, environment);
      return token.status === 'unread' ? token.problem : undefined;
    },
    close: () => {
      azure.close();
    },
  };
}
