/** What can go wrong at the API, or be forged there: a list that a test or a fault may change while the lab runs. */
import type { WireRequest, WireResponse } from '../http/exchange';

export interface Incident {
  readonly match: Match;
  /** How many requests it affects; all of them where not given. An operation with its polls, or a list with its pages, counts once. */
  readonly times?: number;
  readonly act: Act;
}

/** All that is given must fit. */
export interface Match {
  readonly method?: string;
  /** The operation's name, e.g. `VirtualNetworks_Get`; polls are `OperationResults_Get`, the token endpoint is `Entra_Token`. */
  readonly operation?: string | RegExp;
  /** Tested against path and query. */
  readonly path?: RegExp;
  /** The first of the matching requests to be affected, counted from 1. */
  readonly nth?: number;
}

/** A refusal of one's own making: an ARM error body where `code` is given, `text` as it stands, else an empty body. */
export interface Refusal {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  /** For example `{ 'retry-after': '1' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

export type Act =
  | ({ readonly kind: 'status' } & Refusal)
  /** A page for people where JSON is due. */
  | { readonly kind: 'html'; readonly status: 200 | 404 }
  /** The connection is in order, the JSON stops in the middle. */
  | { readonly kind: 'cut-json' }
  | { readonly kind: 'reset' }
  /** Headers and half of the body, then the connection breaks. */
  | { readonly kind: 'cut-midway' }
  /** No answer until the lab is closed. */
  | { readonly kind: 'stall' }
  /** The token in hand is treated as expired. */
  | { readonly kind: 'expire-token' }
  /** The role lacks the action that the operation takes. */
  | { readonly kind: 'deny' }
  /** Matches the request that starts an operation: a poll says 200 and in the body that it failed. */
  | { readonly kind: 'operation-failed'; readonly code?: string; readonly message?: string }
  | { readonly kind: 'operation-canceled' }
  /** Every poll says 202. */
  | { readonly kind: 'operation-endless' }
  /** The 202 names no Location to poll. */
  | { readonly kind: 'no-location' }
  /** Matches a list: page one comes, page two is refused. */
  | ({ readonly kind: 'page-fails' } & Refusal)
  /** Matches a list: an empty page with a nextLink comes before the list. */
  | { readonly kind: 'empty-page' }
  /** Matches a list: each page has a nextLink that leads to the same page. */
  | { readonly kind: 'endless-next-link' }
  /** The answer comes with another body: what is not settled yet, with `times`. */
  | { readonly kind: 'rewrite'; readonly body: (body: unknown) => unknown }
  /** The answer is made from the request and the true answer, e.g. one that repeats the request's headers. */
  | { readonly kind: 'reply'; readonly by: (request: WireRequest, answer: WireResponse) => WireResponse }
  /** The answer leads the client to another address: for the next page, for the result of an operation, or at once. */
  | { readonly kind: 'leads-away'; readonly by: LeadingAway; readonly to: (places: Places) => string }
  /** The body is sent as any bytes, in any number, at any pace; `pieces` is given the true text. */
  | {
      readonly kind: 'bytes';
      readonly pieces: (text: string) => Iterable<string | Uint8Array>;
      readonly everyMs?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Matches a list: every page leads to a new one, each comes `everyMs` late, and there is no last one. */
  | { readonly kind: 'endless-pages'; readonly everyMs: number };

/** A redirection has its status; the others stand in a body or a header of the answer. */
export type LeadingAway = 'nextLink' | 'location' | 'azure-asyncoperation' | 301 | 302 | 303 | 307 | 308;

/** What an attacker's link may be made of: the address that was asked, and the origins of the servers elsewhere. */
export interface Places {
  readonly asked: URL;
  readonly https: string;
  readonly http: string;
}
