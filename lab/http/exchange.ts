/** One HTTP exchange as the lab's services see it: a request in, a response out, no socket in sight. */

export interface WireRequest {
  readonly method: string;
  /** With scheme and authority, as the client addressed it. */
  readonly url: URL;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireResponse {
  readonly status: number;
  /** By lower-case name, without those that follow from the body or the clock. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value; absent, nothing is sent. */
  readonly body?: unknown;
}

/** Which of a service's operations a request asks for. */
export interface Identity {
  /** Microsoft's name of it, e.g. `VirtualNetworks_Get`. */
  readonly operation: string;
  /** The RBAC action that it takes, and over what; absent where none is asked for. */
  readonly authorization?: { readonly action: string; readonly scope: string };
}

export interface Service {
  /** Undefined where the service knows no such operation. */
  readonly identify: (request: WireRequest) => Identity | undefined;
  readonly answer: (request: WireRequest) => WireResponse;
}

/** What really happens on the connection. */
export type Delivery =
  | { readonly kind: 'whole'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string }
  /** The headers promise the whole text, half of it is sent, then the connection is reset. */
  | { readonly kind: 'cut-midway'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string }
  /** The connection is reset before anything is sent. */
  | { readonly kind: 'reset' }
  /** Nothing is sent, and the connection stays open. */
  | { readonly kind: 'stall' }
  /** The body comes in pieces, each `everyMs` after the one before, and no length is promised; endless ones end when the client leaves. */
  | {
      readonly kind: 'pieces';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly pieces: Iterable<string | Uint8Array>;
      readonly everyMs: number;
    };

/** The delivery of a response as it was meant. */
export function whole({ status, headers, body }: WireResponse): Extract<Delivery, { kind: 'whole' }> {
  if (body === undefined) return { kind: 'whole', status, headers, text: '' };
  return { kind: 'whole', status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, text: JSON.stringify(body) };
}
