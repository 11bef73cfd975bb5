/** Access control: the token, the role, the api-version. What ARM's gateway checks before any provider gets a request. */
import type { Principal } from '../identity/principal';
import type { Tokens } from '../identity/tokens';
import type { WireRequest, WireResponse } from '../http/exchange';
import { authorizationFailed, expiredToken, invalidApiVersion, invalidToken, missingApiVersion, missingToken } from './arm-error';

/** An action that the principal's role lacks. */
export interface Denial {
  /** `*` stands for anything, as in a role definition: `Microsoft.Network/networkInterfaces/*`. */
  readonly action: string;
  /** An id of a subscription, group or resource; all that lies in it is denied. Absent: everywhere. */
  readonly scope?: string;
}

/** Undefined where the token is good. */
export function refuseToken(request: WireRequest, tokens: Tokens): WireResponse | undefined {
  const authority = request.url.origin;
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
  if (token === undefined) return missingToken(authority);
  const checked = tokens.check(token);
  if (checked.state === 'unknown') return invalidToken(authority);
  return checked.state === 'expired' ? expiredToken(authority, checked.at, new Date()) : undefined;
}

/** Undefined where the version is a date that is not in the future, with `-preview` or without. */
export function refuseApiVersion({ url }: WireRequest): WireResponse | undefined {
  const version = url.searchParams.get('api-version') ?? '';
  if (version === '') return missingApiVersion();
  const [, date] = /^(\d{4}-\d{2}-\d{2})(?:-preview)?$/.exec(version) ?? [];
  const time = Date.parse(`${date ?? ''}T00:00:00Z`);
  return Number.isNaN(time) || time > Date.now() ? invalidApiVersion(version) : undefined;
}

/** Undefined where the role holds the action. */
export function refuseAction(denied: readonly Denial[], principal: Principal, action: string, scope: string): WireResponse | undefined {
  return denied.some((denial) => denies(denial, action, scope)) ? authorizationFailed(principal, action, scope) : undefined;
}

function denies(denial: Denial, action: string, scope: string): boolean {
  const pattern = new RegExp(`^${denial.action.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');
  const within = denial.scope === undefined ? '' : denial.scope.toLowerCase().replace(/\/$/, '');
  return pattern.test(action) && `${scope.toLowerCase()}/`.startsWith(within === '' ? '' : `${within}/`);
}

/**
 * What a path is authorised over: for one resource its id, for a list what it lists in, for a POST and an instance view
 * the resource that it is about.
 */
export function scopeOf(path: string): string {
  const [, base = '', provider, typed = ''] = /^(.*?)(?:\/providers\/([^/]+)\/(.*))?$/.exec(path) ?? [];
  if (provider === undefined) return base.replace(/\/(resourceGroups|resources)$/i, '');
  const segments = typed.split('/');
  const named = segments.slice(0, segments.length - (segments.length % 2));
  return named.length === 0 ? base : `${base}/providers/${provider}/${named.join('/')}`;
}
