/** Recordings of real ARM traffic as responses for the stand-in. They are not part of the project: SPOKECHECK_RECORDINGS names their folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import type { Answer, Answers } from './stand-in';

export interface Recorded {
  readonly request: {
    readonly method: string;
    /** From the path on, or with an origin. */
    readonly url: string;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** A JSON value, text, or absent. The white space between a JSON value's parts was not recorded. */
    readonly body?: unknown;
  };
}

/** The JSON in a file of the folder. Throws, rather than skipping what it was asked for, where the folder is not named. */
export function recordedFile(name: string): unknown {
  const folder = process.env.SPOKECHECK_RECORDINGS;
  if (!folder) throw new Error('The recordings of real traffic are not here. Set SPOKECHECK_RECORDINGS to the folder that holds INDEX.json and the files that it names.');
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

/** The exchanges of a scenario, in their order. @param scenario the name of its file, without `.json` */
export const recordedExchanges = (scenario: string): readonly Recorded[] => (recordedFile(scenario) as { interactions: Recorded[] }).interactions;

/** One recorded response as it was sent, except that its links point to the stand-in. */
export function recordedAnswer({ response: { status, headers, body } }: Recorded): Answer {
  const kept = Object.entries(headers).filter(([name]) => !['content-length', 'connection', 'transfer-encoding'].includes(name));
  return {
    status,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, toStandIn(value)])),
    body: body === undefined || typeof body === 'string' ? body : toStandIn(JSON.stringify(body)),
  };
}

/**
 * A recorded long-running operation: the POST, and behind its Location the polls that follow. Whoever published a recording changed the
 * names in a path and in a Location differently, so the polls are told by their order.
 */
export function replayOperation(scenario: string, action: string): Answers {
  const exchanges = recordedExchanges(scenario);
  const start = exchanges.findIndex(({ request }) => request.method === 'POST' && request.url.includes(`/${action}?`));
  const post = exchanges[start];
  if (!post) throw new Error(`${scenario} has no POST to ${action}.`);
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

/** As `describe`, for tests that read recordings: where their folder is not named, they are skipped with that reason in the title. */
export function describeRecorded(title: string, body: () => void): void {
  if (process.env.SPOKECHECK_RECORDINGS) {
    describe(title, body);
    return;
  }
  describe.skip(`${title} (skipped: SPOKECHECK_RECORDINGS names no folder of recordings of real traffic)`, () => {
    test('reads recordings', () => undefined);
  });
}
