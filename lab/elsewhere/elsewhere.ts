/** An attacker's servers: they note what they are sent, and answer as a Resource Manager would. The client trusts one's certificate. */
import { createArm } from '../arm/arm';
import { createEntra } from '../entra/entra';
import { whole, type Delivery, type Service, type WireRequest, type WireResponse } from '../http/exchange';
import { firstThatKnows } from '../http/service';
import type { Certificate } from '../https/certificate';
import { startHttpsServer } from '../https/https-server';
import type { Principal } from '../identity/principal';
import type { Tokens } from '../identity/tokens';
import type { Topology } from '../topology/topology';
import { createWorld } from '../topology/world';

export interface Elsewhere {
  readonly https: string;
  readonly http: string;
  /** Grows with every request to either. */
  readonly requests: readonly WireRequest[];
  close(): Promise<void>;
}

interface ElsewhereOptions {
  readonly certificate: Certificate;
  readonly principal: Principal;
  /** What the forged answers tell of. */
  readonly topology: Topology;
}

/** Takes everybody's word for who they are, as there is nothing to protect. */
const gullible: Tokens = { lifetimeSeconds: 3_600, issue: () => 'forged', check: () => ({ state: 'valid' }) };

export async function startElsewhere({ certificate, principal, topology }: ElsewhereOptions): Promise<Elsewhere> {
  const arm = createArm({ world: createWorld(topology), principal, tokens: gullible, denied: [], pageSize: 100, polls: 0 });
  const service = firstThatKnows([createEntra(principal, gullible)], arm);
  const requests: WireRequest[] = [];
  const deliver = (request: WireRequest): Delivery => {
    requests.push(request);
    return whole(forge(service, { ...request, headers: { ...request.headers, authorization: 'Bearer forged' } }));
  };
  const https = await startHttpsServer({ certificate, deliver });
  const http = await startHttpsServer({ deliver });
  return {
    https: https.origin,
    http: http.origin,
    requests,
    close: async () => {
      await Promise.all([https.close(), http.close()]);
    },
  };
}

/** A poll of an operation is asked by the path of what would start it; its result is there at once. */
function forge(service: Service, request: WireRequest): WireResponse {
  const start = { ...request, method: 'POST' };
  if (request.method !== 'GET' || service.identify(request) || !service.identify(start)) return service.answer(request);
  const { location } = service.answer(start).headers;
  return location === undefined ? service.answer(request) : service.answer({ ...request, url: new URL(location) });
}
