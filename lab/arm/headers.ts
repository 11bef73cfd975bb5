/** The headers that every answer of ARM carries, and those that say which rate limit it was charged to. */
import { randomUUID } from 'node:crypto';
import type { WireRequest, WireResponse } from '../http/exchange';
import { kindOf, unmetered, type Charged } from './throttling';

/** Adds to a response what ARM adds to all, without touching what the response says itself. */
export function withArmHeaders(request: WireRequest, response: WireResponse, remaining: Charged['remaining'] = full(request)): WireResponse {
  const requestId = randomUUID();
  const ids = {
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': request.headers['x-ms-correlation-request-id'] ?? requestId,
    'x-ms-routing-request-id': `LAB:${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}:${requestId}`,
  };
  const fixed = {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-cache': 'CONFIG_NOCACHE',
  };
  const answeredByGateway = response.headers['x-ms-failure-cause'] === 'gateway';
  return { ...response, headers: { ...fixed, ...ids, ...(answeredByGateway ? {} : charges(request, remaining)), ...response.headers } };
}

const full = ({ method }: WireRequest): Charged['remaining'] => unmetered.charge(kindOf(method), undefined, '').remaining;

/** POSTs that start an operation are charged as writes, polls as reads, as recorded. */
function charges({ method, url }: WireRequest, { own, global }: Charged['remaining']): Record<string, string> {
  const kind = kindOf(method);
  if (!/^\/subscriptions\/[^/]+/i.test(url.pathname)) return { [`x-ms-ratelimit-remaining-tenant-${kind}`]: own.toString() };
  return {
    [`x-ms-ratelimit-remaining-subscription-${kind}`]: own.toString(),
    [`x-ms-ratelimit-remaining-subscription-global-${kind}`]: global.toString(),
    ...providerHeaders(url.pathname),
  };
}

function providerHeaders(path: string): Record<string, string> {
  const [, provider, typed] = /\/providers\/([^/]+)\/(.*)$/.exec(path) ?? [];
  if (provider?.toLowerCase() === 'microsoft.network') return { 'x-ms-arm-service-request-id': randomUUID() };
  if (provider?.toLowerCase() !== 'microsoft.compute') return {};
  const isList = !typed?.includes('/');
  return {
    'x-ms-ratelimit-remaining-resource': isList
      ? 'Microsoft.Compute/HighCostGetSubscriptionMaximum;899'
      : 'Microsoft.Compute/LowCostGetSubscriptionMaximum;23999,Microsoft.Compute/LowCostGetResource;35',
  };
}
