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
  /** Ids of groups or resources where a role of its own grants the action all the same. */
  readonly except?: readonly string[];
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
  return isDenied(denied, action, scope) ? authorizationFailed(principal, action, scope) : undefined;
}

/** Undefined where the role holds the action over the scope or over a part of it: who may read a part of a subscription is answered with that part. */
export function refuseFilteredList(denied: readonly Denial[], principal: Principal, action: string, scope: string): WireResponse | undefined {
  const leavesNothing = ({ except = [] }: Denial): boolean => !except.some((part) => liesIn(part, scope));
  return refuseAction(denied.filter(leavesNothing), principal, action, scope);
}

/** Whether the role lacks the action over the scope. */
export const isDenied = (denied: readonly Denial[], action: string, scope: string): boolean => denied.some((denial) => denies(denial, action, scope));

function denies({ action: lacking, scope: within = '', except = [] }: Denial, action: string, scope: string): boolean {
  if (!liesIn(scope, within) || except.some((part) => liesIn(scope, part))) return false;
  return new RegExp(`^${lacking.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(action);
}

/** Whether an id is that of the scope or of something in it; everything lies in an empty one. */
const liesIn = (id: string, scope: string): boolean => `${id.toLowerCase()}/`.startsWith(scope === '' ? '' : `${scope.toLowerCase().replace(/\/$/, '')}/`);

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
