/** Pipeline policy: sends no more than Azure Resource Manager takes, and slows down where it says that others ask as well. */
import type { Clock } from './clock';
import { systemClock } from './clock';
import type { PipelineRequest, PipelineResponse, Policy } from './pipeline';
import { createRequestBudget, documentedLimits } from './request-budget';
import type { RequestBudget, Sent } from './request-budget';
import { createRequestQueue } from './request-queue';
import type { Urgency } from './request-queue';
import { refusalWaitMs, refusedFor } from './throttling';

export interface Pace {
  /** Requests at once, over all subscriptions. */
  readonly requestsInFlight: number;
  /** The first back-off after a 429 without Retry-After. */
  readonly retryDelayMs: number;
  /** How long a budget may stand still; what ARM asks to wait beyond that, nobody waits for. */
  readonly longestWaitMs: () => number;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/** Of what ARM asks to wait, so that those who were refused together do not come back together. */
const mostJitter = 0.1;

/** Every attempt goes through a queue for its subscription and kind; a request that waits for its retry is not in flight. */
export function paceRequests({ requestsInFlight, retryDelayMs, longestWaitMs, clock = systemClock, random = Math.random }: Pace): Policy {
  const refusals = new Map<RequestBudget, number>();
  const queue = createRequestQueue((name) => createRequestBudget(name.startsWith('reads') ? documentedLimits.reads : documentedLimits.writes, clock), requestsInFlight, clock);

  const settle = (budget: RequestBudget, response: PipelineResponse | undefined, sent: Sent): void => {
    if (!response || refusedFor(response) !== 'too-many') {
      if (response) refusals.delete(budget);
      budget.answered(sent, response && remainingIn(response));
      return;
    }
    const inARow = (refusals.get(budget) ?? 0) + 1;
    refusals.set(budget, inARow);
    const waitMs = refusalWaitMs(response, inARow, retryDelayMs) * (1 + mostJitter * random());
    budget.refused(waitMs <= longestWaitMs() ? waitMs : 0);
  };

  return {
    name: 'spokecheckPace',
    async sendRequest(request, next) {
      const budget = await queue.enter(budgetOf(request), urgencyOf(request), request.abortSignal as AbortSignal | undefined);
      const sent = budget.sent();
      let response: PipelineResponse | undefined;
      try {
        response = await next(request);
        return response;
      } finally {
        settle(budget, response, sent);
        queue.left();
      }
    },
  };
}

/** `reads 0000…`: what is asked outside of a subscription has a budget of its own. */
function budgetOf({ method, url }: PipelineRequest): string {
  const subscription = /^[^?]*\/subscriptions\/([^/?]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  return `${method === 'GET' ? 'reads' : 'writes'} ${subscription}`;
}

/** Configuration first, which says what else is to be asked; then operations, which take their time, and what they came to. */
function urgencyOf({ method, url }: PipelineRequest): Urgency {
  if (method === 'GET') return /\/operation(?:Results|s|Statuses)\//i.test(url) ? 1 : 0;
  return /\/listNetworkManager/i.test(url) ? 1 : 0;
}

const remainingNames = ['reads', 'writes', 'deletes'].map((kind) => `x-ms-ratelimit-remaining-subscription-${kind}`);

/** Of the bucket that the request was charged to; the header names no other. */
function remainingIn({ headers }: PipelineResponse): number | undefined {
  for (const name of remainingNames) {
    const value = Number.parseInt(headers.get(name) ?? '', 10);
    if (value >= 0) return value;
  }
  return undefined;
}
