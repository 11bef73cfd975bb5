import type { WireRequest } from '../http/exchange';
import { createLatency } from './latency';

const request = (path: string, method = 'GET'): WireRequest => ({ method, url: new URL(path, 'https://lab'), headers: {}, body: '' });
const names = Array.from({ length: 2_000 }, (_, index) => `/subscriptions/s/x${String(index)}`);

function percentiles(values: readonly number[]): (percent: number) => number {
  const inOrder = [...values].sort((a, b) => a - b);
  return (percent) => inOrder[Math.floor((inOrder.length * percent) / 100)] ?? NaN;
}

test('of answers the median and the 90th percentile are those of real traffic', () => {
  const { ofAnswer } = createLatency({ scale: 1 });
  const at = percentiles(names.map((name) => ofAnswer(request(name))));
  expect(at(50)).toBeGreaterThan(160);
  expect(at(50)).toBeLessThan(200);
  expect(at(90)).toBeGreaterThan(660);
  expect(at(90)).toBeLessThan(860);
  expect(at(99.9)).toBeLessThanOrEqual(4_000);
  expect(at(0)).toBeGreaterThan(0);
});

test('an operation takes 10 to 12 s, and each its own time', () => {
  const { ofOperation } = createLatency({ scale: 1 });
  const at = percentiles(names.map(ofOperation));
  expect([at(0), at(99.9)].map((ms) => Math.round(ms / 1_000))).toEqual([10, 12]);
});

test('all of it is scaled', () => {
  const [whole, tenth] = [1, 0.1].map((scale) => createLatency({ scale })).map(({ ofAnswer, ofOperation }) => ofAnswer(request('/a')) + ofOperation('/a'));
  expect(tenth).toBeCloseTo((whole ?? NaN) / 10, 6);
});

test('is the same from run to run, whatever else was asked, and another one the second time', () => {
  const of = (seed: string, ...before: string[]): number[] => {
    const { ofAnswer } = createLatency({ scale: 1, seed });
    for (const path of before) ofAnswer(request(path));
    return [ofAnswer(request('/a')), ofAnswer(request('/a'))];
  };
  expect(of('1', '/b', '/c')).toEqual(of('1'));
  expect(of('1')).not.toEqual(of('2'));
  expect(new Set(of('1')).size).toBe(2);
  const poll = (id: string): number => createLatency({ scale: 1 }).ofAnswer(request(`/subscriptions/s/providers/Microsoft.Network/locations/r/operationResults/${id}`));
  expect(poll('one')).toBe(poll('another'));
});
