/** What was asked, and what became of it, in the order of the answers. */
import type { Delivery, Identity, WireRequest } from './exchange';

export interface LoggedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Absent where the lab doesn't know it. */
  readonly operation?: string;
  /** Absent where no answer was sent. */
  readonly status?: number;
}

/** Counts of requests to Resource Manager; those to Entra are none of them. */
export interface Counts {
  readonly reads: number;
  /** Whatever is no GET. */
  readonly writes: number;
  /** Of both, those that were answered 429. */
  readonly throttled: number;
}

export interface Tally extends Counts {
  /** By id in lower case; what names no subscription is under an empty text. */
  readonly bySubscription: ReadonlyMap<string, Counts>;
  /** By name, e.g. `VirtualNetworks_ListAll`; Entra's too, and an empty one for what the lab doesn't know. */
  readonly byOperation: ReadonlyMap<string, number>;
}

export function loggedRequest({ method, url }: WireRequest, identity: Identity | undefined, delivery: Delivery): LoggedRequest {
  return { method, path: url.pathname, ...(identity && { operation: identity.operation }), ...('status' in delivery && { status: delivery.status }) };
}

/** Counts what is in a log. */
export function tallyOf(requests: readonly LoggedRequest[]): Tally {
  const bySubscription = new Map<string, Counts>();
  const byOperation = new Map<string, number>();
  for (const request of requests) {
    const { operation = '', path } = request;
    byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1);
    if (operation.startsWith('Entra_')) continue;
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1]?.toLowerCase() ?? '';
    bySubscription.set(subscription, sum(bySubscription.get(subscription) ?? none, countsOf(request)));
  }
  return { ...[...bySubscription.values()].reduce(sum, none), bySubscription, byOperation };
}

const none: Counts = { reads: 0, writes: 0, throttled: 0 };
const countsOf = ({ method, status }: LoggedRequest): Counts => ({ reads: method === 'GET' ? 1 : 0, writes: method === 'GET' ? 0 : 1, throttled: status === 429 ? 1 : 0 });
const sum = (a: Counts, b: Counts): Counts => ({ reads: a.reads + b.reads, writes: a.writes + b.writes, throttled: a.throttled + b.throttled });
