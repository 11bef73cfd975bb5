/** Pipeline policy: requests go to Azure Resource Manager and nowhere else, whatever an answer names as the next one. */
import { ForeignHost } from '../problem/errors';
import type { AzureEnvironment } from './azure-environment';
import type { Policy } from './pipeline';

/**
 * A nextLink, a Location or a redirect may name any host, and the SDK would follow it with the token. Real ones name the endpoint itself.
 * To be added before the token is put on a request, and once more after redirects have been followed.
 */
export function keepToHosts(name: string, { resourceManagerEndpoint, furtherHosts }: AzureEnvironment): Policy {
  const origins = new Set([resourceManagerEndpoint, ...furtherHosts.map((host) => `https://${host}`)].map((url) => new URL(url).origin));
  return {
    name,
    sendRequest: (request, next) => {
      const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
      if (!url || !origins.has(url.origin) || url.username !== '' || url.password !== '') throw new ForeignHost(placeOf(url), new URL(resourceManagerEndpoint).host);
      return next(request);
    },
  };
}

/** `evil.example:8443`; where it is the scheme that differs, that too. */
const placeOf = (url: URL | undefined): string => (url === undefined ? 'no address' : url.protocol === 'https:' ? url.host : `${url.protocol}//${url.host}`);
