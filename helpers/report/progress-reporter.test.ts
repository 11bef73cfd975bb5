import type { Test } from '@jest/test-result';
import { expect, test } from '@jest/globals';
import type { LoginNews } from './login-progress';
import ProgressReporter from './progress-reporter';

const suite = 'Logins from spoke to spoke';
const [aToB, bToA, cToA] = ['[SSH-01] a logs in to b', '[SSH-01] b logs in to a', '[SSH-01] c logs in to a'] as const;
const file = {} as Test;

/** What is told of these tests, each as its title and its status, when they end in this order. */
function told(ended: readonly (readonly [title: string, status: 'passed' | 'failed' | 'pending'])[], pattern?: string): LoginNews[] {
  const news: LoginNews[] = [];
  const reporter = new ProgressReporter({}, { logins: [aToB, bToA, cToA], ...(pattern !== undefined && { pattern }), news: (one) => news.push(one) });
  for (const [title, status] of ended) if (status !== 'pending') reporter.onTestCaseStart(file, { title, fullName: `${suite} ${title}` });
  for (const [title, status] of ended) reporter.onTestCaseResult(file, { title, status, fullName: `${suite} ${title}` });
  return news;
}

test('each login that ends is told, with the red ones', () => {
  expect(told([['[RS-01] x', 'failed'], [aToB, 'passed'], [cToA, 'failed'], [bToA, 'passed']])).toEqual([
    { done: 1, red: 0, total: 3 },
    { done: 2, red: 1, total: 3 },
    { done: 3, red: 1, total: 3 },
  ]);
});

test('those that -t leaves out are not of their number', () => {
  expect(told([[aToB, 'pending'], [bToA, 'passed'], [cToA, 'passed']], 'logs in to a')).toEqual([
    { done: 1, red: 0, total: 2 },
    { done: 2, red: 0, total: 2 },
  ]);
});
