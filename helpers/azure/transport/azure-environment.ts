/** The endpoints of an Azure cloud: ARM, the token authority, and the scope of a token. */
import { AzureAuthorityHosts } from '@azure/identity';
import type { AzureSettings } from '../azure-settings';

export interface AzureEnvironment {
  readonly resourceManagerEndpoint: string;
  /** `host` or `host:port`, to which answers may lead as well. */
  readonly furtherHosts: readonly string[];
  readonly authorityHost: string;
  /** The scope of a token. */
  readonly scope: string;
  /** False for an authority that public Entra does not know: instance discovery would refuse it. */
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
    furtherHosts: settings.furtherHosts ?? [],
    authorityHost: authority.replace(/\/+$/, ''),
    scope: `${resourceManagerEndpoint}/.default`,
    instanceDiscovery: settings.cloud !== 'custom',
  };
}
