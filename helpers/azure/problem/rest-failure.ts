/** The parts of the SDK's RestError: with a response of ARM, or without one. */
import { armErrorIn } from './arm-error';
import type { ArmError } from './arm-error';
import { retryAfterMs } from './retry-after';

export interface RestFailure {
  /** Method and path of the request that failed, without query string: a poll's query is signed. */
  readonly request?: string;
  readonly answer?: {
    readonly status: number;
    readonly error: ArmError;
    readonly requestId?: string;
    readonly retryAfterMs?: number;
  };
  /** Without an answer: the code of the socket's error, and its text. */
  readonly code?: string;
  readonly text: string;
}

interface RestErrorLike extends Error {
  readonly code?: string;
  readonly statusCode?: number;
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: {
    readonly status: number;
    readonly bodyAsText?: string | null;
    readonly headers: { get(name: string): string | undefined };
  };
}

/** The SDK's own codes for a socket error that has none, as when a response is cut off. */
const sdkCodes = new Set(['PARSE_ERROR', 'REQUEST_SEND_ERROR']);

/** Undefined for any other error than the SDK's. */
export function restFailure(error: unknown): RestFailure | undefined {
  if (!isRestError(error)) return undefined;
  const { request, response, code } = error;
  const named = request && { request: `${request.method} ${pathOf(request.url)}` };
  if (!response) return { ...named, ...(code !== undefined && !sdkCodes.has(code) && { code }), text: error.message };
  const header = (name: string): string | undefined => response.headers.get(name);
  const requestId = header('x-ms-request-id') ?? header('x-ms-arm-service-request-id');
  const waitMs = retryAfterMs(header, Date.now());
  return {
    ...named,
    answer: {
      status: response.status,
      error: armErrorIn(response.bodyAsText),
      ...(requestId !== undefined && { requestId }),
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    },
    text: '',
  };
}

/** By name, because the class is in a package that is no direct dependency. */
const isRestError = (error: unknown): error is RestErrorLike => error instanceof Error && error.name === 'RestError';

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : (url.split('?')[0] ?? url);
}
