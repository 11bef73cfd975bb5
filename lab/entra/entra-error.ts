/** Entra's refusals: OAuth's error code, an AADSTS number and a sentence. */
import { randomUUID } from 'node:crypto';
import type { WireResponse } from '../http/exchange';

interface EntraRefusal {
  readonly status: number;
  readonly error: string;
  readonly number: number;
  readonly sentence: (...names: string[]) => string;
}

const refusals = {
  wrongSecret: {
    status: 401,
    error: 'invalid_client',
    number: 7000215,
    sentence: (clientId = '') =>
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  },
  unknownClient: {
    status: 400,
    error: 'unauthorized_client',
    number: 700016,
    sentence: (clientId = '', tenant = '') => `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
  },
  unknownTenant: {
    status: 400,
    error: 'invalid_request',
    number: 90002,
    sentence: (tenant = '') => `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  },
  unsupportedGrantType: { status: 400, error: 'unsupported_grant_type', number: 70003, sentence: (type = '') => `The app requested an unsupported grant type '${type}'.` },
  noScope: { status: 400, error: 'invalid_request', number: 900144, sentence: () => "The request body must contain the following parameter: 'scope'." },
  unknownPath: { status: 404, error: 'invalid_request', number: 900561, sentence: (path = '') => `The lab has no endpoint ${path}.` },
} satisfies Record<string, EntraRefusal>;

/** The body that Entra sends with a refusal; `names` are those that the sentence speaks of. */
export function entraError(kind: keyof typeof refusals, ...names: string[]): WireResponse {
  const refusal: EntraRefusal = refusals[kind];
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const trace = randomUUID();
  const correlation = randomUUID();
  return {
    status: refusal.status,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: {
      error: refusal.error,
      error_description: `AADSTS${refusal.number.toString()}: ${refusal.sentence(...names)} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [refusal.number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${refusal.number.toString()}`,
    },
  };
}
