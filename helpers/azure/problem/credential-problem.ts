/** Why no token could be acquired, from the exceptions of @azure/identity. */
import type { Problem } from '../../estate/reading';
import { sentence } from './sentence';

/** Names of the errors of @azure/identity 4.13. */
const credentialErrors = new Set([
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
  'ClientConfigurationError',
]);

/** Entra's error code and its first sentence; the trace ids after it differ at each attempt. */
const entraError = /(AADSTS\d+): ([^\r\n]*?)(?=\s*Trace ID:|[\r\n]|$)/;

/** Undefined for any other error than a credential's. */
export function credentialProblem(error: unknown, request: string): Problem | undefined {
  if (!(error instanceof Error) || !credentialErrors.has(error.name)) return undefined;
  const [, code, text] = entraError.exec(error.message) ?? [];
  const message =
    code === undefined
      ? sentence('No credential gave a token for Azure', undefined, reasonIn(error))
      : sentence('Entra refused the credential', code, text);
  return { kind: 'unauthenticated', request, message, ...(code !== undefined && { code }) };
}

/** Of a chain of credentials, the first that is configured and failed, rather than one that is not configured. */
function reasonIn(error: Error): string {
  const links = 'errors' in error && Array.isArray(error.errors) ? error.errors.filter((each) => each instanceof Error) : [];
  const failed = links.find((link) => link.name !== 'CredentialUnavailableError') ?? links[0];
  return (failed ?? error).message;
}
