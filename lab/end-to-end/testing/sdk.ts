/** Microsoft's own clients, unmodified, set up for a running lab: only the endpoints and the trusted certificate are given. */
import { readFileSync } from 'node:fs';
import { ComputeManagementClient } from '@azure/arm-compute';
import { NetworkManagementClient } from '@azure/arm-network';
import { ClientSecretCredential } from '@azure/identity';
import type { Lab } from '../../lab';

export interface Clients {
  readonly network: NetworkManagementClient;
  readonly compute: ComputeManagementClient;
}

/** NODE_EXTRA_CA_CERTS is read when Node starts, so here the certificate is handed to the clients. Retries come without delay. */
export function clientsOf({ environment }: Pick<Lab, 'environment'>, subscription: string, { maxRetries = 3 } = {}): Clients {
  const of = (name: string): string => environment[name] ?? '';
  const tlsOptions = { ca: readFileSync(of('NODE_EXTRA_CA_CERTS'), 'utf8') };
  const endpoint = of('AZURE_RESOURCE_MANAGER_ENDPOINT');
  const credential = new ClientSecretCredential(of('AZURE_TENANT_ID'), of('AZURE_CLIENT_ID'), of('AZURE_CLIENT_SECRET'), {
    authorityHost: of('AZURE_AUTHORITY_HOST'),
    disableInstanceDiscovery: true,
    tlsOptions,
  });
  const options = { endpoint, tlsOptions, retryOptions: { maxRetries, retryDelayInMs: 1, maxRetryDelayInMs: 2 } };
  return {
    network: new NetworkManagementClient(credential, subscription, options),
    compute: new ComputeManagementClient(credential, subscription, options),
  };
}
