/** Marks in links that lead on (Location, nextLink), so that a fault injected into an operation or a list affects its polls and pages too. */
import type { WireRequest } from '../http/exchange';

const parameter = 'lab-incident';

/** The link with the mark in its query. */
export function marked(link: string | URL, mark: number): string {
  const url = new URL(link);
  url.searchParams.set(parameter, mark.toString());
  return url.href;
}

/** The mark of a request that follows such a link. */
export function markOf({ url }: WireRequest): number | undefined {
  const mark = url.searchParams.get(parameter);
  return mark === null ? undefined : Number(mark);
}

/** The request as it would be without the mark: what the service is to see. */
export function unmarked(request: WireRequest): WireRequest {
  const url = new URL(request.url);
  url.searchParams.delete(parameter);
  return { ...request, url };
}
