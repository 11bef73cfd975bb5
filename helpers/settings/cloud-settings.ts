/** Which Azure cloud: AZURE_CLOUD, or the two addresses of any other cloud. How to log in is left to DefaultAzureCredential. */
import { z } from 'zod';
import type { AzureCloud, AzureSettings } from '../azure/azure-settings';
import { entriesOf, httpsUrl, oneOf } from './forms';
import type { Checked, Mistake } from './mistakes';
import { invalid, valid } from './mistakes';
import { quote } from './quote';
import type { Environment, Form, Values } from './variables';
import { expectedOf, readVariables } from './variables';

/** As they stand in an address: names, no wildcards. */
const hosts: Form<string[]> = z
  .string()
  .transform(entriesOf)
  .pipe(z.array(z.string().regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i)).min(1))
  .describe('the names of hosts, each with a port if it is not 443, separated by commas or spaces');

export const cloudForms = {
  AZURE_CLOUD: oneOf('AzurePublic', 'AzureUSGovernment', 'AzureChina'),
  AZURE_RESOURCE_MANAGER_ENDPOINT: httpsUrl,
  AZURE_AUTHORITY_HOST: httpsUrl,
  AZURE_RESOURCE_MANAGER_HOSTS: hosts,
};

/** What DefaultAzureCredential reads from the environment by itself; here only so that env.example can name it. */
export const credentialVariables = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_TOKEN_CREDENTIALS',
] as const;

/** Where each cloud issues tokens, by the hosts in use (@azure/identity's AzureAuthorityHosts, and 21Vianet's newer name). */
const authorityHosts = {
  AzurePublic: ['login.microsoftonline.com'],
  AzureUSGovernment: ['login.microsoftonline.us'],
  AzureChina: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn'],
} as const;

export function readCloud(env: Environment): Checked<AzureSettings> {
  const { values, mistakes } = readVariables(cloudForms, env);
  if (mistakes.length > 0) return invalid(mistakes);
  const cloud = values.AZURE_RESOURCE_MANAGER_ENDPOINT === undefined ? readKnownCloud(values) : readCustomCloud(values, values.AZURE_RESOURCE_MANAGER_ENDPOINT);
  const furtherHosts = values.AZURE_RESOURCE_MANAGER_HOSTS;
  return cloud.ok && furtherHosts ? valid({ ...cloud.value, furtherHosts }) : cloud;
}

function readCustomCloud({ AZURE_CLOUD: cloud, AZURE_AUTHORITY_HOST: authorityHost }: Values<typeof cloudForms>, resourceManagerEndpoint: string): Checked<AzureCloud> {
  const mistakes: Mistake[] = [
    ...(cloud === undefined ? [] : [{ variable: 'AZURE_CLOUD', wrong: 'is set beside AZURE_RESOURCE_MANAGER_ENDPOINT', expected: 'one of the two' }]),
    ...(authorityHost === undefined
      ? [{ variable: 'AZURE_AUTHORITY_HOST', wrong: 'is not set, but AZURE_RESOURCE_MANAGER_ENDPOINT is', expected: expectedOf(cloudForms.AZURE_AUTHORITY_HOST) }]
      : []),
  ];
  if (authorityHost === undefined || mistakes.length > 0) return invalid(mistakes);
  return valid({ cloud: 'custom', resourceManagerEndpoint, authorityHost });
}

/**
 * Kubernetes and others set AZURE_AUTHORITY_HOST to the cloud's own, which is fine. Any other without the endpoint that
 * belongs to it would send the credentials of one cloud to another.
 */
function readKnownCloud({ AZURE_CLOUD: cloud = 'AzurePublic', AZURE_AUTHORITY_HOST: authorityHost }: Values<typeof cloudForms>): Checked<AzureCloud> {
  const known: readonly string[] = authorityHosts[cloud];
  if (authorityHost === undefined || known.includes(new URL(authorityHost).host)) return valid({ cloud });
  return invalid([
    {
      variable: 'AZURE_AUTHORITY_HOST',
      wrong: `is ${quote(authorityHost)}, which is not where ${cloud} issues tokens`,
      expected: 'AZURE_RESOURCE_MANAGER_ENDPOINT beside it, or the AZURE_CLOUD that it belongs to',
    },
  ]);
}
