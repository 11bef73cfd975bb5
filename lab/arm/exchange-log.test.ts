import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logExchange } from './exchange-log';
import type { Exchange } from './observe-exchanges';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exchanges-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const answered = (url: string, text: string, more: Partial<Exchange> = {}): Exchange => ({ method: 'GET', url, requestBody: '', status: 200, headers: {}, text, isAltered: false, ...more });

/** Of each line in the only file, whether it has the exchange itself. */
function linesOf(exchanges: readonly Exchange[]): boolean[] {
  for (const exchange of exchanges) logExchange(folder, exchange);
  const [file = '', ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { exchange?: unknown }).exchange !== undefined);
}

test('The same exchange over again is a key alone', () => {
  expect(linesOf([answered('/a', '1'), answered('/b', '1'), answered('/a', '1')])).toEqual([true, true, false]);
});

test.each<[string, Exchange]>([
  ['another answer', answered('/a', '2')],
  ['another status', answered('/a', '1', { status: 404 })],
  ['another request body', answered('/a', '1', { requestBody: '{}' })],
  ['the same answer, but altered', answered('/a', '1', { isAltered: true })],
  ['a poll that is answered the same', answered('/results/1', '1', { startedBy: { method: 'GET', url: '/a' } })],
])('%s is another exchange', (_, exchange) => {
  expect(linesOf([answered('/a', '1'), exchange])).toEqual([true, true]);
});

test('Polls of the same operation are the same exchange, whatever its id', () => {
  const startedBy = { method: 'POST', url: '/a/learnedRoutes' };
  expect(linesOf([answered('/results/1', 'null', { startedBy }), answered('/results/2', 'null', { startedBy })])).toEqual([true, false]);
});

test('Another folder has the exchange itself again', () => {
  logExchange(folder, answered('/a', '1'));
  const other = mkdtempSync(join(folder, 'other-'));
  logExchange(other, answered('/a', '1'));
  const [file = ''] = readdirSync(other);
  expect(readFileSync(join(other, file), 'utf8')).toContain('"exchange"');
});
