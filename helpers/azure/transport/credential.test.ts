import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AggregateAuthenticationError, ClientSecretCredential, CredentialUnavailableError } from '@azure/identity';
import type { AccessToken, TokenCredential } from '@azure/identity';
import { environmentOf } from './azure-environment';
import { acquireToken, shareToken } from './credential';
import { startStandIn } from '../testing/stand-in';
import type { Answer, StandIn } from '../testing/stand-in';

let entra: StandIn;
beforeAll(async () => {
  entra = await startStandIn();
});
afterAll(() => entra.close());

const tenant = '00000000-0000-4000-8000-00000000000a';
const secret = 'a-secret-that-is-told-to-nobody';

/** Acquires a token with a client secret from an Entra that responds so. */
function acquireWithSecret(answer: Answer) {
  entra.answer({
    [`GET /${tenant}/v2.0/.well-known/openid-configuration`]: {
      body: { token_endpoint: `{endpoint}/${tenant}/oauth2/v2.0/token`, authorization_endpoint: '{endpoint}/authorize', issuer: `{endpoint}/${tenant}/v2.0`, jwks_uri: '{endpoint}/keys' },
    },
    [`POST /${tenant}/oauth2/v2.0/token`]: answer,
  });
  const { authorityHost } = entra.environment;
  const options = { authorityHost, disableInstanceDiscovery: true, tlsOptions: { ca: entra.ca }, retryOptions: { maxRetries: 0 } };
  return acquireToken(new ClientSecretCredential(tenant, '00000000-0000-4000-8000-00000000000b', secret, options), entra.environment);
}

const throwing = (error: Error): TokenCredential => ({ getToken: () => Promise.reject(error) });

describe('A token', () => {
  test('is acquired from the authority of a custom cloud', async () => {
    expect(await acquireWithSecret({ body: { token_type: 'Bearer', expires_in: 3600, access_token: 'x' } })).toMatchObject({ status: 'read', value: { token: 'x' } });
  });

  test('that Entra refuses is a problem with Entra’s code and first sentence, and without the secret', async () => {
    const error_description = `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID. Trace ID: 1 Correlation ID: 2 Timestamp: 2026-01-01`;
    const reading = await acquireWithSecret({ status: 401, body: { error: 'invalid_client', error_description, error_codes: [7000215] } });
    expect(reading).toEqual({
      status: 'unread',
      problem: {
        kind: 'unauthenticated',
        code: 'AADSTS7000215',
        request: `a token for ${entra.environment.scope} from ${entra.environment.authorityHost}`,
        message: 'Entra refused the credential (AADSTS7000215): Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
      },
    });
    expect(JSON.stringify(reading)).not.toContain(secret);
  });

  test('without any credential is a problem that says so', async () => {
    const nothing = new AggregateAuthenticationError(
      [new CredentialUnavailableError('EnvironmentCredential is unavailable. No underlying credential could be used.'), new CredentialUnavailableError('Azure CLI could not be found.')],
      'ChainedTokenCredential authentication failed.',
    );
    expect(await acquireToken(throwing(nothing), entra.environment)).toMatchObject({
      problem: { kind: 'unauthenticated', message: 'No credential gave a token for Azure: EnvironmentCredential is unavailable. No underlying credential could be used.' },
    });
    expect(await acquireToken({ getToken: () => Promise.resolve(null) }, entra.environment)).toMatchObject({ problem: { kind: 'unauthenticated' } });
  });

  test('that does not come in time is a timeout', async () => {
    const silent: TokenCredential = { getToken: () => new Promise(() => undefined) };
    expect(await acquireToken(shareToken(silent, 20), entra.environment)).toMatchObject({ problem: { kind: 'timeout' } });
  });
});

describe('A token is shared', () => {
  const tokens = (lifetimeMs: number) => {
    let fetched = 0;
    const credential: TokenCredential = {
      getToken: () => Promise.resolve<AccessToken>({ token: String((fetched += 1)), expiresOnTimestamp: Date.now() + lifetimeMs }),
    };
    return { credential: shareToken(credential), fetched: () => fetched };
  };

  test('by all requests for one scope, also at the same time', async () => {
    const { credential, fetched } = tokens(3_600_000);
    await Promise.all([credential.getToken('a'), credential.getToken('a')]);
    await credential.getToken('a');
    expect(fetched()).toBe(1);
    await credential.getToken('b');
    expect(fetched()).toBe(2);
  });

  test('whether one scope is asked for, or a list of that one, as the SDK does', async () => {
    const { credential, fetched } = tokens(3_600_000);
    await credential.getToken('a');
    await credential.getToken(['a']);
    expect(fetched()).toBe(1);
    await credential.getToken(['a', 'b']);
    expect(fetched()).toBe(2);
  });

  test('no longer once it is about to expire', async () => {
    const { credential, fetched } = tokens(60_000);
    await credential.getToken('a');
    await credential.getToken('a');
    expect(fetched()).toBe(2);
  });

  test('not with a request that was challenged for other claims', async () => {
    const { credential, fetched } = tokens(3_600_000);
    await credential.getToken('a');
    await credential.getToken('a', { claims: '{}' });
    expect(fetched()).toBe(2);
  });

  test('not after a failure: the next request acquires one again', async () => {
    let fetched = 0;
    const credential = shareToken({
      getToken: () => {
        fetched += 1;
        return fetched === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve({ token: 'x', expiresOnTimestamp: Date.now() + 3_600_000 });
      },
    });
    await expect(credential.getToken('a')).rejects.toThrow('not yet');
    await expect(credential.getToken('a')).resolves.toMatchObject({ token: 'x' });
  });
});

describe('The endpoints of a cloud', () => {
  test.each([
    ['AzurePublic', 'https://management.azure.com', 'https://login.microsoftonline.com'],
    ['AzureUSGovernment', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
    ['AzureChina', 'https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
  ] as const)('of %s are known', (cloud, resourceManagerEndpoint, authorityHost) => {
    expect(environmentOf({ cloud })).toEqual({ resourceManagerEndpoint, furtherHosts: [], authorityHost, scope: `${resourceManagerEndpoint}/.default`, instanceDiscovery: true });
  });

  test('of any other are those given, without instance discovery', () => {
    expect(environmentOf({ cloud: 'custom', resourceManagerEndpoint: 'https://arm.local:8443/', authorityHost: 'https://login.local/' })).toEqual({
      resourceManagerEndpoint: 'https://arm.local:8443',
      furtherHosts: [],
      authorityHost: 'https://login.local',
      scope: 'https://arm.local:8443/.default',
      instanceDiscovery: false,
    });
  });
});
