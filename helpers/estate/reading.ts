/** What came of reading something: the value, or the reason why it could not be read. Never an empty value in place of a reason. */

/** Why something could not be read. A closed union: every reason has a name, so nothing is told by parsing prose. */
export type ProblemKind =
  /** 401, or no token to be had. */
  | 'unauthenticated'
  /** 403: `missingAction` says what the role lacks. */
  | 'forbidden'
  /** 404 of any kind: the resource, its group or its subscription. */
  | 'not-found'
  /** 409 that outlasted the retries. */
  | 'conflict'
  /** 429 that outlasted the retries, or that named no time to retry after. */
  | 'throttled'
  /** 5xx that outlasted the retries. */
  | 'server-error'
  /** The connection was refused, reset or broken. */
  | 'connection'
  /** No answer within the time that one request or one operation may take. */
  | 'timeout'
  /** The answer is not what the API promises: HTML, cut JSON, a foreign id, an endless nextLink. */
  | 'malformed'
  /** The answer leads to a host that is not Azure Resource Manager's. Nothing was sent there. */
  | 'foreign-host'
  /** A long-running operation ended as Failed or Canceled. */
  | 'operation-failed'
  /** Azure answers only for the NIC of a running virtual machine. */
  | 'nic-not-running'
  /** Any other refusal by Azure (400 and the like). */
  | 'rejected';

export interface Problem {
  readonly kind: ProblemKind;
  /** Method and path without query string, e.g. `GET /subscriptions/…/virtualNetworks/hub`. */
  readonly request: string;
  /** One sentence for a person; holds no secret and no dumped object. */
  readonly message: string;
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** ARM's error code, e.g. `AuthorizationFailed`. */
  readonly code?: string;
  /** With `forbidden`: the RBAC action that is missing, e.g. `Microsoft.Network/virtualNetworks/read`. */
  readonly missingAction?: string;
  /** ARM's `x-ms-request-id`, for a support ticket. */
  readonly requestId?: string;
}

/** How often and how long something was observed until it settled, or the time was up. */
export interface Effort {
  /** Number of observations, at least 1. */
  readonly attempts: number;
  /** From the first observation to the last, in seconds. */
  readonly seconds: number;
  /** ISO 8601: when the first observation ended; `seconds` counts from it. */
  readonly firstObservedAt?: string;
}

export type Reading<T> =
  | ({ readonly status: 'read'; readonly value: T } & Partial<Effort>)
  | ({ readonly status: 'unread'; readonly problem: Problem } & Partial<Effort>);

export const read = <T>(value: T): Reading<T> => ({ status: 'read', value });

export const unread = (problem: Problem): Reading<never> => ({ status: 'unread', problem });
