import { describe, expect, test } from '@jest/globals';
import { issuesOf } from './issues';
import { oneCase, oneCause, results } from './testing/run';

const cases = [oneCase('[PE-03] b', 'fail'), oneCase('[SSH-01] c', 'fail'), oneCase('[ER-01] d', 'cannot-tell'), oneCase('[RS-01] e', 'pass')];

describe('What a pipeline is told', () => {
  test('is an error for each cause, the most far-reaching first, by their numbers in the reports', () => {
    const causes = [oneCause('RouteServerSubnet is small', { explains: ['[PE-03] b'], fixes: ['az one', 'az two'], isPart: true }), oneCause('a peering is Disconnected', { explains: ['[PE-03] b', '[SSH-01] c'], fixes: ['az network vnet peering sync'] })];
    expect(issuesOf(results({ cases: cases.slice(0, 2), causes }))).toEqual([
      { severity: 'error', title: 'spokecheck: cause 2 of 2', lines: ['a peering is Disconnected.', 'Explains PE-03, SSH-01.', 'Fix: az network vnet peering sync'] },
      { severity: 'error', title: 'spokecheck: cause 1 of 2', lines: ['RouteServerSubnet is small.', 'Explains PE-03.', 'Fixes a part of it: 2 commands, in summary.md.'] },
    ]);
  });

  test('is a warning where nothing failed of what could not be told, with a cause or without', () => {
    expect(issuesOf(results({ exitCode: 2, cases: cases.slice(2), causes: [oneCause('the routes could not be read', { explains: ['[ER-01] d'] })] }))).toEqual([
      { severity: 'warning', title: 'spokecheck: cause 1 of 1', lines: ['the routes could not be read.', 'Explains ER-01.'] },
    ]);
    expect(issuesOf(results({ exitCode: 2, cases: [oneCase('[SETTINGS] a', 'cannot-tell', { words: { fact: 'HUB_VNET_ID is not set' } }), oneCase('[RUN] b', 'fail', { reason: 'it broke' })] }))).toEqual([
      { severity: 'error', title: 'spokecheck: failed', lines: ['[RUN] b: it broke'] },
      { severity: 'warning', title: 'spokecheck: cannot tell', lines: ['[SETTINGS] a: HUB_VNET_ID is not set'] },
    ]);
  });

  test('is the conclusion where a red run has nothing else to tell', () => {
    expect(issuesOf(results({ exitCode: 2, conclusion: 'No check was run, so nothing can be told.' }))).toEqual([{ severity: 'error', title: 'spokecheck', lines: ['No check was run, so nothing can be told.'] }]);
  });

  test('is nothing of a green run, but what is waived, in one', () => {
    expect(issuesOf(results({ exitCode: 0, cases: cases.slice(3) }))).toEqual([]);
    const waived = Array.from({ length: 5 }, (_, place) => oneCase(`[PE-03] ${String(place)}`, 'waived'));
    expect(issuesOf(results({ exitCode: 0, cases: waived }))).toEqual([
      { severity: 'notice', title: 'spokecheck: 5 checks waived', lines: ['[PE-03] 0: not as it should be', '[PE-03] 1: not as it should be', '[PE-03] 2: not as it should be', 'and 2 more, in summary.md'] },
    ]);
  });

  test('is no more than ten of a kind, and the last says how many there are', () => {
    const causes = Array.from({ length: 13 }, (_, place) => oneCause(`cause of ${String(place)}`, { explains: ['[PE-03] b'] }));
    const issues = issuesOf(results({ cases: cases.slice(0, 1), causes }));
    expect(issues.map(({ title }) => title)).toEqual([...Array.from({ length: 9 }, (_, place) => `spokecheck: cause ${String(place + 1)} of 13`), 'spokecheck: 4 more']);
    expect(issues.at(-1)?.lines).toEqual(['4 more of 13 are not shown here; summary.md and report.html have them.']);
  });
});
