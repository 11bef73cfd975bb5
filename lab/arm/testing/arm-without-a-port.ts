/** The lab's ARM over the estate without a port, for tests: requests in, responses out. */
import type { Principal } from '../../identity/principal';
import { createTokens } from '../../identity/tokens';
import type { Service, WireRequest, WireResponse } from '../../http/exchange';
import type { Topology } from '../../topology/topology';
import { createWorld } from '../../topology/world';
import type { Denial } from '../access';
import { createArm } from '../arm';
import type { ResourceBody } from '../resource-body';
import type { Throttle } from '../throttling';
import { estate } from './estate';

export const principal: Principal = {
  tenantId: '00000000-0000-4000-8000-0000000000a1',
  clientId: '00000000-0000-4000-8000-0000000000a2',
  objectId: '00000000-0000-4000-8000-0000000000a3',
  clientSecret: 'not-a-secret',
};

interface ArmWithoutAPort {
  readonly service: Service;
  readonly topology: Topology;
  readonly denied: Denial[];
  /** Asks with a good token; a path without an api-version gets one. */
  ask(method: string, path: string): WireResponse;
  get(path: string): WireResponse;
  /** A request with a good token, to be changed. */
  request(method: string, path: string): WireRequest;
}

export function armWithoutAPort(options: { pageSize?: number; polls?: number; now?: () => number; throttle?: Throttle } = {}): ArmWithoutAPort {
  const topology = estate();
  const denied: Denial[] = [];
  const tokens = createTokens({ principal, lifetimeSeconds: 3_600, now: options.now ?? Date.now });
  const service = createArm({ world: createWorld(topology), principal, tokens, denied, pageSize: options.pageSize ?? 100, polls: options.polls ?? 1, ...(options.throttle && { throttle: options.throttle }) });
  const token = tokens.issue('https://lab', 'https://lab');
  const request = (method: string, path: string): WireRequest => {
    const url = new URL(path, 'https://lab');
    if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', '2024-01-01');
    return { method, url, headers: { authorization: `Bearer ${token}` }, body: '' };
  };
  const ask = (method: string, path: string): WireResponse => service.answer(request(method, path));
  return { service, topology, denied, request, ask, get: (path) => ask('GET', path) };
}

/** The body of a resource of the estate. */
export const bodyOf = (path: string): ResourceBody => armWithoutAPort().get(path).body as ResourceBody;
