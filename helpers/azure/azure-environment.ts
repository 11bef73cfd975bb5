/** The addresses behind the settings: where ARM and the token authority are, and what a token is asked for. */
import { AzureAuthorityHosts } from '@azure/identity';
import type { AzureSettings } from './azure-settings';

export interface AzureEnvironment {
  readonly resourceManagerEndpoint: string;
  readonly authorityHost: string;
  /** What a token is asked for. */
  readonly scope: string;
  /** False where no public Entra could vouch for the authority: instance discovery would refuse it. */
  readonly instanceDiscovery: boolean;
}

/** ARM endpoints as documented for the national clouds (learn.microsoft.com/azure/azure-government, …/azure/china). */
const knownClouds = {
  AzurePublic: ['https://management.azure.com', AzureAuthorityHosts.AzurePublicCloud],
  AzureUSGovernment: ['https://management.usgovcloudapi.net', AzureAuthorityHosts.AzureGovernment],
  AzureChina: ['https://management.chinacloudapi.cn', AzureAuthorityHosts.AzureChina],
} as const;

/** Resolves settings to addresses; trailing slashes are dropped, because the scope is made of the endpoint. */
export function environmentOf(settings: AzureSettings): AzureEnvironment {
  const [endpoint, authority] =
    settings.cloud === 'custom' ? [settings.resourceManagerEndpoint, settings.authorityHost] : knownClouds[settings.cloud];
  const resourceManagerEndpoint = endpoint.replace(/\/+$/, '');
  return {
    resourceManagerEndpoint,
    authorityHost: authority.replace(/\/+$/, ''),
    scope: `${resourceManagerEndpoint}/.default`,
    instanceDiscovery: settings.cloud !== 'custom',
  };
}
