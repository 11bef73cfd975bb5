/** Answers as an incident leaves them: refused, truncated, without a link to follow, with a wrong one. */
import { whole, type Delivery, type WireRequest, type WireResponse } from '../http/exchange';
import { armError } from './arm-error';
import { marked } from './follow-up';
import { withArmHeaders } from './headers';
import type { Refusal } from './incident';

/** An answer that never came from the service. */
export function refuse(request: WireRequest, { status, code, message, headers = {}, text }: Refusal): Delivery {
  const body = code === undefined ? {} : armError(status, code, message ?? 'An incident of the lab.');
  const delivery = whole(withArmHeaders(request, { ...body, status, headers }));
  return text === undefined ? delivery : { ...delivery, text };
}

/** What a load balancer in front of ARM sends, as recorded. */
export function htmlPage(request: WireRequest, status: 200 | 404): Delivery {
  const title = status === 404 ? '404 - File or directory not found.' : 'Sign in to continue';
  const text = `<!DOCTYPE html>\r\n<html>\r\n<head>\r\n<title>${title}</title>\r\n</head>\r\n<body>\r\n<h2>${title}</h2>\r\n</body>\r\n</html>\r\n`;
  return refuse(request, { status, headers: { 'content-type': 'text/html' }, text });
}

export function cutJson(answer: WireResponse): Delivery {
  const delivery = whole(answer);
  return { ...delivery, text: delivery.text.slice(0, Math.floor(delivery.text.length / 2)) };
}

/** The Location leads back to the incident; an answer without one is left alone. */
export function withMarkedLocation(answer: WireResponse, mark: number): WireResponse {
  const { location, ...headers } = answer.headers;
  return location === undefined ? answer : { ...answer, headers: { ...headers, location: marked(location, mark) } };
}

export function withoutLocation(answer: WireResponse): WireResponse {
  const headers = { ...answer.headers };
  delete headers['location'];
  return { ...answer, headers };
}

/** How Microsoft.Network reports an operation that failed or was cancelled: status 200, the failure in the body. */
export function endedOperation(answer: WireResponse, status: 'Failed' | 'Canceled', code: string, message: string): WireResponse {
  return { ...answer, status: 200, body: { status, error: { code, message, details: [] } } };
}

/** A poll of an operation that does not end. */
export const stillRunning = (answer: WireResponse, mark: number): WireResponse => ({ ...withMarkedLocation(answer, mark), status: 202, body: null });

/** A list whose pages go on at `link`; what is no list is left alone. */
export function withNextLink(answer: WireResponse, link: string): WireResponse {
  return isList(answer.body) ? { ...answer, body: { ...answer.body, nextLink: link } } : answer;
}

/** A list that begins with an empty page, as recorded; what is no list is left alone. */
export function emptyPage(answer: WireResponse, link: string): WireResponse {
  return isList(answer.body) ? { ...answer, body: { value: [], nextLink: link } } : answer;
}

const isList = (body: unknown): body is { value: unknown[] } => typeof body === 'object' && body !== null && 'value' in body && Array.isArray(body.value);
