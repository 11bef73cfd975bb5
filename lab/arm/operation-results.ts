/** Long-running operations of Microsoft.Network: 202 and a Location, polled until the result is there; it is kept for later polls. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { WireResponse } from '../http/exchange';

export interface OperationResults {
  /** Begins an operation in `region` whose result will be `body`, and answers as the POST does. */
  start(url: URL, place: { subscription: string; region: string }, body: unknown): WireResponse;
  /** Answers a poll; undefined where no operation has that id. */
  poll(url: URL, id: string): WireResponse | undefined;
}

interface Started {
  readonly body: unknown;
  readonly serviceRequestId: string;
  pollsLeft: number;
  /** By the clock of the timing. */
  readonly readyAt: number;
}

/** Where an operation takes time, however often it is polled. */
export interface Timing {
  /** In ms. */
  readonly now: () => number;
  readonly ofOperation: (place: string) => number;
}

/** `polls` is the number of polls that are answered with 202 before the result comes; the recordings show one. With a timing it is time that counts, and polls do not. */
export function createOperationResults(polls: number, timing?: Timing): OperationResults {
  const started = new Map<string, Started>();
  return {
    start: (url, { subscription, region }, body) => {
      const id = randomUUID();
      const readyAt = timing ? timing.now() + timing.ofOperation(url.pathname) : 0;
      const operation = { body, serviceRequestId: randomUUID(), pollsLeft: timing ? 0 : polls, readyAt };
      started.set(id, operation);
      const location = new URL(`/subscriptions/${subscription}/providers/Microsoft.Network/locations/${region}/operationResults/${id}`, url);
      location.searchParams.set('api-version', url.searchParams.get('api-version') ?? '');
      return progress(202, location, operation, null);
    },
    poll: (url, id) => {
      const operation = started.get(id);
      if (!operation) return undefined;
      const isDue = timing === undefined || timing.now() >= operation.readyAt;
      if (isDue && operation.pollsLeft === 0) return progress(200, url, operation, operation.body);
      if (!timing) operation.pollsLeft -= 1;
      return progress(202, url, operation, null);
    },
  };
}

function progress(status: number, url: URL, { serviceRequestId }: Started, body: unknown): WireResponse {
  const headers = { location: signed(url), 'azure-asyncnotification': 'Enabled', 'x-ms-arm-service-request-id': serviceRequestId };
  return { status, headers, body };
}

/** Azure signs the Location anew with every answer, with a certificate (`c`) that alone is some 2,600 characters long. */
function signed(url: URL): string {
  const location = new URL(url);
  const ticks = 621_355_968_000_000_000n + BigInt(Date.now()) * 10_000n;
  location.searchParams.set('t', ticks.toString());
  location.searchParams.set('c', `MIIH${randomBytes(1_950).toString('base64url')}`);
  location.searchParams.set('s', randomBytes(256).toString('base64url'));
  location.searchParams.set('h', randomBytes(32).toString('base64url'));
  return location.href;
}
