import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logExchange } from '../../lab/arm/exchange-log';
import type { Exchange } from '../../lab/arm/observe-exchanges';
import type { Said } from './definitions';
import { judgeLog } from './judge-log';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exchanges-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const answered = (url: string): Exchange => ({ method: 'GET', url, requestBody: '', status: 200, headers: {}, text: '{}', isAltered: false });

function logged(test: string, ...exchanges: readonly Exchange[]): void {
  mkdirSync(join(folder, test), { recursive: true });
  for (const exchange of exchanges) logExchange(join(folder, test), exchange);
}

test('An exchange is judged once, counted as often as it took place, and reported with the test file that had it first', async () => {
  logged('lab/arm/sdk.test.ts', answered('/a'), answered('/b'));
  logged('rehearsals/chaos/chaos.test.ts', answered('/b'), answered('/c'), answered('/c'));
  const judged: string[] = [];
  const judge = (said: Said) => {
    judged.push(said.url);
    return Promise.resolve({ operation: 'Any_Get', differences: [{ code: 'WRONG', in: 'response' as const, place: '$.x', message: said.url }] });
  };
  const tally = await judgeLog(folder, judge);
  expect(judged).toEqual(['/a', '/b', '/c']);
  expect(tally.judged).toEqual(new Map([['Any_Get', 5]]));
  expect(Object.fromEntries(tally.wrong)).toEqual({
    'Any_Get, the answer 200: WRONG: $.x: /a': { example: 'GET /a of lab/arm/sdk.test.ts', times: 1 },
    'Any_Get, the answer 200: WRONG: $.x: /b': { example: 'GET /b of lab/arm/sdk.test.ts', times: 2 },
    'Any_Get, the answer 200: WRONG: $.x: /c': { example: 'GET /c of rehearsals/chaos/chaos.test.ts', times: 2 },
  });
});
