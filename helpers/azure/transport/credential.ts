/** The credential of a run: DefaultAzureCredential, with a time limit and one token for all clients. */
import { DefaultAzureCredential } from '@azure/identity';
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import type { Reading } from '../../estate/reading';
import type { AzureEnvironment } from './azure-environment';
import { limitAnswerSize } from './bound-answers';
import { OutOfTime } from '../problem/errors';
import { observe } from '../problem/observe';

const defaultTokenTimeoutMs = 60_000;

/** Longer than the two minutes before its end at which the SDK asks for a new token, so it never gets the old one again. */
const freshForMs = 5 * 60_000;

/** Of one answer of the token authority, inflated. */
const tokenAnswerBytes = 1024 * 1024;

/**
 * Reads AZURE_TENANT_ID and the like as @azure/identity documents them.
 *
 * @param onToken called with each token, which no output may hold
 * @param timeoutMs for one token; a minute if that is shorter
 * @throws where AZURE_TOKEN_CREDENTIALS names no credential
 */
export function createCredential(environment: AzureEnvironment, { onToken, timeoutMs }: { readonly onToken: (token: string) => void; readonly timeoutMs: number }): TokenCredential {
  const { authorityHost, instanceDiscovery } = environment;
  const additionalPolicies = [{ policy: limitAnswerSize(tokenAnswerBytes), position: 'perRetry' as const }];
  const credential = new DefaultAzureCredential({ authorityHost, disableInstanceDiscovery: !instanceDiscovery, additionalPolicies });
  const telling: TokenCredential = {
    async getToken(scopes, options) {
      const token = await credential.getToken(scopes, options);
      onToken(token.token);
      return token;
    },
  };
  return shareToken(telling, Math.min(timeoutMs, defaultTokenTimeoutMs));
}

/** Acquires a token before the first request, so that a refused credential is one problem and not one for each reading. */
export function acquireToken(credential: TokenCredential, environment: AzureEnvironment): Promise<Reading<AccessToken>> {
  return observe(`a token for ${environment.scope} from ${environment.authorityHost}`, async () => {
    const token = await credential.getToken(environment.scope);
    if (!token) throw Object.assign(new Error('none is set up'), { name: 'CredentialUnavailableError' });
    return token;
  });
}

/**
 * One token for all clients: each client would fetch its own, and with the Azure CLI each fetch starts a process. A claims challenge
 * needs another token than the shared one and is passed on.
 */
export function shareToken(credential: TokenCredential, timeoutMs: number = defaultTokenTimeoutMs): TokenCredential {
  const shared = new Map<string, SharedToken>();
  const fetch = (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> =>
    withinTime(credential.getToken(scopes, options), timeoutMs);
  return {
    getToken(scopes, options) {
      if (options?.claims !== undefined) return fetch(scopes, options);
      // The SDK asks for a list of one scope, and whoever asks before it for the scope alone.
      const key = JSON.stringify([[scopes].flat(), options?.tenantId]);
      const known = shared.get(key);
      if (known && Date.now() < known.staleAt) return known.token;
      const started: SharedToken = { token: fetch(scopes, options), staleAt: Number.POSITIVE_INFINITY };
      shared.set(key, started);
      started.token.then(
        (token) => {
          started.staleAt = (token?.expiresOnTimestamp ?? 0) - freshForMs;
        },
        () => {
          started.staleAt = 0;
        },
      );
      return started.token;
    },
  };
}

interface SharedToken {
  readonly token: Promise<AccessToken | null>;
  /** Milliseconds since the epoch; never while the token is still being fetched. */
  staleAt: number;
}

async function withinTime<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new OutOfTime(timeoutMs));
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
