/** Answers as somebody would forge them who means harm: links that lead away, bodies without an end. */
import { whole, type Delivery, type WireResponse } from '../http/exchange';
import { withNextLink } from './faulty-answer';
import { marked } from './follow-up';
import type { Act, LeadingAway } from './incident';

/** The answer with `link` in it; a redirection has no body. */
export function leadAway(answer: WireResponse, by: LeadingAway, link: string): WireResponse {
  if (by === 'nextLink') return withNextLink(answer, link);
  if (typeof by === 'number') return { status: by, headers: { ...answer.headers, location: link } };
  const headers = { ...answer.headers };
  // An operation may name both places; an SDK prefers the one that is not there in Microsoft.Network's own answers.
  if (by === 'azure-asyncoperation') delete headers['location'];
  return { ...answer, headers: { ...headers, [by]: link } };
}

export function sendBytes(answer: WireResponse, { pieces, everyMs = 0, headers = {} }: Extract<Act, { kind: 'bytes' }>): Delivery {
  const meant = whole(answer);
  return { kind: 'pieces', status: meant.status, headers: { ...meant.headers, ...headers }, pieces: pieces(meant.text), everyMs };
}

/** The same page over again under a link of its own each time, so that no client can tell by the link alone that it goes round. */
export function nextOfEndless(answer: WireResponse, asked: URL, mark: number, everyMs: number): Delivery {
  const link = new URL(asked);
  const page = /^page(\d+)$/.exec(link.searchParams.get('$skiptoken') ?? '')?.[1] ?? '0';
  link.searchParams.set('$skiptoken', `page${String(Number(page) + 1)}`);
  return sendBytes(withNextLink(answer, marked(link, mark)), { kind: 'bytes', pieces: (text) => [text], everyMs });
}
