/** Access tokens: unsigned JWTs, known by the lab because it has issued them. */
import { randomUUID } from 'node:crypto';
import type { Principal } from './principal';

type TokenState =
  | { readonly state: 'valid' }
  | { readonly state: 'expired'; readonly at: Date }
  /** Never issued here. */
  | { readonly state: 'unknown' };

export interface Tokens {
  /** How long a token is valid, in seconds. */
  readonly lifetimeSeconds: number;
  /** `issuer` and `audience` are URLs, as in the claims `iss` and `aud`. */
  issue(issuer: string, audience: string): string;
  check(token: string): TokenState;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** `now` gives the time in milliseconds since 1970; a token is expired from `exp` on. */
export function createTokens(options: { principal: Principal; lifetimeSeconds: number; now: () => number }): Tokens {
  const { principal, lifetimeSeconds, now } = options;
  const expiries = new Map<string, number>();
  return {
    lifetimeSeconds,
    issue: (issuer, audience) => {
      const seconds = Math.floor(now() / 1000);
      const claims = {
        aud: audience,
        iss: issuer,
        iat: seconds,
        nbf: seconds,
        exp: seconds + lifetimeSeconds,
        appid: principal.clientId,
        idtyp: 'app',
        oid: principal.objectId,
        sub: principal.objectId,
        tid: principal.tenantId,
        uti: randomUUID(),
        ver: '1.0',
      };
      const token = `${encoded({ typ: 'JWT', alg: 'none' })}.${encoded(claims)}.`;
      expiries.set(token, claims.exp * 1000);
      return token;
    },
    check: (token) => {
      const expiry = expiries.get(token);
      if (expiry === undefined) return { state: 'unknown' };
      return now() < expiry ? { state: 'valid' } : { state: 'expired', at: new Date(expiry) };
    },
  };
}
