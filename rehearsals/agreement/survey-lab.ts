/** Surveys a lab from within the process that runs it: the unmodified SDK over real sockets, with the lab's certificate given to it by hand. */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { ClientSecretCredential } from '@azure/identity';
import { createAzureClients } from '../../helpers/azure/azure-clients';
import { environmentOf } from '../../helpers/azure/azure-environment';
import { shareToken } from '../../helpers/azure/credential';
import { takeSurvey } from '../../helpers/azure/take-survey';
import type { Deployment } from '../../helpers/network/deployment';
import { readSettings } from '../../helpers/settings/settings';
import type { Lab } from '../../lab/lab';

export interface LabSurveyor {
  /** Reads the lab's truth of this moment. @param settings what the topology's own settings say by now. */
  survey(settings?: Readonly<Record<string, string>>): Promise<Deployment>;
  close(): void;
}

/** NODE_EXTRA_CA_CERTS is read when Node starts, which is too early for a lab in the same process. */
export function surveyorOf(lab: Lab): LabSurveyor {
  const { environment: env } = lab;
  const text = (name: string): string => env[name] ?? '';
  const ca = readFileSync(text('NODE_EXTRA_CA_CERTS'), 'utf8');
  const environment = environmentOf({ cloud: 'custom', resourceManagerEndpoint: text('AZURE_RESOURCE_MANAGER_ENDPOINT'), authorityHost: text('AZURE_AUTHORITY_HOST') });
  const credential = shareToken(
    new ClientSecretCredential(text('AZURE_TENANT_ID'), text('AZURE_CLIENT_ID'), text('AZURE_CLIENT_SECRET'), {
      authorityHost: environment.authorityHost,
      disableInstanceDiscovery: true,
      tlsOptions: { ca },
    }),
  );
  const azure = createAzureClients({ credential, environment, agent: new Agent({ keepAlive: true, ca }) });
  return {
    async survey(changed = {}) {
      const settings = readSettings({ ...env, ...changed });
      if (!settings.ok) throw new Error(settings.mistakes.map(({ variable, wrong }) => `${variable} ${wrong}`).join('; '));
      const { deployment, expectations } = settings.settings;
      return { survey: await takeSurvey({ ...deployment, transit: expectations.transit }, azure), expectations };
    },
    close: () => {
      azure.close();
    },
  };
}
