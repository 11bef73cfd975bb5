import type { WireRequest, WireResponse } from '../http/exchange';
import { createEntra } from './entra';
import { createTokens } from '../identity/tokens';

const principal = { tenantId: '00000000-0000-4000-8000-0000000000a1', clientId: 'client', objectId: 'object', clientSecret: 'right' };
const tokens = createTokens({ principal, lifetimeSeconds: 3_600, now: Date.now });
const entra = createEntra(principal, tokens);

const request = (method: string, path: string, form: Record<string, string> = {}): WireRequest => ({
  method,
  url: new URL(path, 'https://lab'),
  headers: {},
  body: new URLSearchParams(form).toString(),
});

const credentials = { grant_type: 'client_credentials', client_id: 'client', client_secret: 'right', scope: 'https://lab/.default' };
const askForToken = (change: Record<string, string> = {}, path = `/${principal.tenantId}/oauth2/v2.0/token`): WireResponse =>
  entra.answer(request('POST', path, { ...credentials, ...change }));

test.each([`/${principal.tenantId}/v2.0/.well-known/openid-configuration`, '/adfs/.well-known/openid-configuration', '/adfs/adfs/.well-known/openid-configuration'])('%s leads to a token endpoint that Entra has', (path) => {
  const { status, body } = entra.answer(request('GET', path));
  const { token_endpoint: endpoint, issuer } = body as { token_endpoint: string; issuer: string };
  expect(status).toBe(200);
  expect(issuer).toMatch(/^https:\/\/lab\//);
  expect(entra.identify(request('POST', endpoint))).toEqual({ operation: 'Entra_Token' });
});

test.each([`/${principal.tenantId}/oauth2/v2.0/token`, '/adfs/oauth2/token'])('%s gives a token that ARM will take', (path) => {
  const { status, body } = askForToken({}, path);
  const { access_token: token, ...rest } = body as { access_token: string };
  expect(status).toBe(200);
  expect(rest).toEqual({ token_type: 'Bearer', expires_in: 3_600, ext_expires_in: 3_600 });
  expect(tokens.check(token)).toEqual({ state: 'valid' });
});

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215, /^AADSTS7000215: Invalid client secret provided\./],
  ['an unknown client', { client_id: 'stranger' }, 400, 'unauthorized_client', 700016, /^AADSTS700016: Application with identifier 'stranger' was not found/],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003, /^AADSTS70003: The app requested an unsupported grant type 'password'/],
  ['no scope', { scope: '' }, 400, 'invalid_request', 900144, /^AADSTS900144: The request body must contain/],
])('%s is refused as Entra does', (_, change, status, error, number, description) => {
  const response = askForToken(change);
  expect(response.status).toBe(status);
  expect(response.body).toMatchObject({ error, error_codes: [number], error_description: expect.stringMatching(description) as string });
});

test('no refusal repeats a secret', () => {
  expect(JSON.stringify(askForToken({ client_secret: 'a-mistyped-secret' }))).not.toMatch(/a-mistyped-secret|right/);
});

test('another tenant is not found', () => {
  expect(askForToken({}, '/elsewhere/oauth2/v2.0/token')).toMatchObject({ status: 400, body: { error_description: expect.stringMatching(/^AADSTS90002: Tenant 'elsewhere' not found/) as string } });
});

test('what is not Entra’s it does not know', () => {
  expect(['/subscriptions', '/common/discovery/instance', `/${principal.tenantId}/oauth2/v2.0/token`].map((path) => entra.identify(request('GET', path)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
