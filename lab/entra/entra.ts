/** Entra as far as a service principal with a secret needs it: where the endpoints are, and a token. Also by the paths of AD FS, which the Azure CLI uses. */
import type { Service, WireRequest, WireResponse } from '../http/exchange';
import { entraError } from './entra-error';
import type { Principal } from '../identity/principal';
import type { Tokens } from '../identity/tokens';

interface Endpoint {
  readonly operation: string;
  readonly method: string;
  /** Its first group is the tenant. */
  readonly path: RegExp;
  readonly answer: (request: WireRequest, tenant: string) => WireResponse;
}

const adfs = 'adfs';

/** The tenant may be named by its id, or as `adfs`, where clients look for no other instance. */
export function createEntra(principal: Principal, tokens: Tokens): Service {
  const endpoints: Endpoint[] = [
    // Behind a login endpoint that ends in /adfs the Azure CLI looks up, as any other name of a tenant, the name adfs.
    { operation: 'Entra_OpenIdConfiguration', method: 'GET', path: /^\/(?:adfs\/)?([^/]+)(?:\/v2\.0)?\/\.well-known\/openid-configuration$/i, answer: openIdConfiguration },
    { operation: 'Entra_Token', method: 'POST', path: /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/token\/?$/i, answer: token },
  ];

  function token(request: WireRequest, tenant: string): WireResponse {
    const form = new URLSearchParams(request.body);
    const clientId = form.get('client_id') ?? '';
    if (form.get('grant_type') !== 'client_credentials') return entraError('unsupportedGrantType', form.get('grant_type') ?? '');
    if (clientId.toLowerCase() !== principal.clientId.toLowerCase()) return entraError('unknownClient', clientId, tenant);
    if (form.get('client_secret') !== principal.clientSecret) return entraError('wrongSecret', clientId);
    const audience = form.get('resource') ?? (form.get('scope') ?? '').replace(/\/\.default$/, '');
    if (!audience) return entraError('noScope');
    return {
      status: 200,
      headers: notStored,
      body: {
        token_type: 'Bearer',
        expires_in: tokens.lifetimeSeconds,
        ext_expires_in: tokens.lifetimeSeconds,
        access_token: tokens.issue(`${request.url.origin}/${tenant}/`, audience),
      },
    };
  }

  function find(request: WireRequest): { endpoint: Endpoint; tenant: string } | undefined {
    for (const endpoint of endpoints) {
      const tenant = endpoint.method === request.method ? endpoint.path.exec(request.url.pathname)?.[1] : undefined;
      if (tenant !== undefined) return { endpoint, tenant };
    }
    return undefined;
  }

  return {
    identify: (request) => {
      const found = find(request);
      return found && { operation: found.endpoint.operation };
    },
    answer: (request) => {
      const found = find(request);
      if (!found) return entraError('unknownPath', request.url.pathname);
      const { endpoint, tenant } = found;
      if (tenant.toLowerCase() !== principal.tenantId.toLowerCase() && tenant !== adfs) return entraError('unknownTenant', tenant);
      return endpoint.answer(request, tenant);
    },
  };
}

const notStored = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' };

function openIdConfiguration(request: WireRequest, tenant: string): WireResponse {
  const base = `${request.url.origin}/${tenant}`;
  const oauth2 = tenant === adfs ? `${base}/oauth2` : `${base}/oauth2/v2.0`;
  return {
    status: 200,
    headers: { 'cache-control': 'max-age=86400, private' },
    body: {
      issuer: tenant === adfs ? base : `${base}/v2.0`,
      authorization_endpoint: `${oauth2}/authorize`,
      token_endpoint: `${oauth2}/token`,
      jwks_uri: tenant === adfs ? `${base}/discovery/keys` : `${base}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    },
  };
}
