/** Recordings of real ARM traffic, told as answers for the stand-in. They are not part of the project: SPOKECHECK_RECORDINGS names their folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Answers } from './stand-in';

interface Exchange {
  readonly request: { readonly method: string; readonly url: string };
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body?: unknown };
}

/** Throws, rather than skipping what it was asked for, where the folder is not named. */
export function recordedExchanges(file: string): readonly Exchange[] {
  const folder = process.env.SPOKECHECK_RECORDINGS;
  if (!folder) {
    throw new Error('Set SPOKECHECK_RECORDINGS to the folder with the recordings of ARM traffic (effective-routes-1.json and others).');
  }
  return (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { interactions: Exchange[] }).interactions;
}

/** One recorded response; its links lead back to the stand-in. */
export function recordedAnswer({ response: { status, headers, body } }: Exchange): Answer {
  const kept = Object.entries(headers).filter(([name]) => !['content-length', 'connection', 'transfer-encoding'].includes(name));
  return {
    status,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, toStandIn(value)])),
    body: typeof body === 'string' ? body : toStandIn(JSON.stringify(body ?? null)),
  };
}

/**
 * A recorded long-running operation: the POST, and behind its Location the polls that follow. Whoever published a recording changed the
 * names in a path and in a Location differently, so the polls are told by their order.
 */
export function replayOperation(file: string, action: string): Answers {
  const exchanges = recordedExchanges(file);
  const start = exchanges.findIndex(({ request }) => request.method === 'POST' && request.url.includes(`/${action}?`));
  const post = exchanges[start];
  if (!post) throw new Error(`${file} has no POST to ${action}.`);
  const polls = exchanges.slice(start + 1);
  const end = polls.findIndex(({ response }) => response.status === 200);
  const locations = [post, ...polls.slice(0, end)].flatMap(({ response: { headers } }) => headers.location ?? []);
  return {
    [`POST ${pathOf(post.request.url)}`]: recordedAnswer(post),
    ...Object.fromEntries(locations.map((location) => [`GET ${pathOf(location)}`, polls.slice(0, end + 1).map(recordedAnswer)])),
  };
}

const pathOf = (url: string): string => new URL(url, 'https://management.azure.com').pathname;

const toStandIn = (text: string): string => text.replaceAll('https://management.azure.com', '{endpoint}');
