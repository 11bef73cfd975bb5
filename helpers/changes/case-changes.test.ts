import { describe, expect, test } from '@jest/globals';
import type { CaseChanges, ComparedCase, ComparedRun } from './case-changes';
import { caseChanges } from './case-changes';

const [monday, tuesday, wednesday] = ['2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z'];

const one = (title: string, verdict: ComparedCase['verdict'], more: Partial<ComparedCase> = {}): ComparedCase => ({ check: title.split(' ')[0] ?? '', title, verdict, subjects: [], ...more });

const run = (finishedAt: string, cases: readonly ComparedCase[], isWhole = true): ComparedRun => ({ finishedAt, isWhole, cases });

const between = (before: readonly ComparedCase[], now: readonly ComparedCase[]): CaseChanges => caseChanges(run(tuesday, before), run(wednesday, now), true);

describe('What became of verdicts', () => {
  test('green that stays green is no change', () => {
    expect(between([one('A x', 'pass'), one('A y', 'skip')], [one('A x', 'pass'), one('A y', 'pass')])).toEqual({ changes: [], since: new Map(), otherwiseCut: [] });
  });

  test.each(['pass', 'waived', 'skip'] as const)('red that was %s is new', (was) => {
    const { changes, since } = between([one('A x', was)], [one('A x', 'fail')]);
    expect(changes).toEqual([{ kind: 'new-red', title: 'A x', verdict: 'fail', was }]);
    expect(since.get('A x')).toEqual({ redSince: wednesday, isNew: true });
  });

  test('red that was red is so since the first of the runs that say so', () => {
    const { changes, since } = between([one('A x', 'fail', { redSince: monday }), one('A y', 'cannot-tell')], [one('A x', 'fail'), one('A y', 'fail')]);
    expect(changes).toEqual([
      { kind: 'still-red', title: 'A x', verdict: 'fail', was: 'fail', since: monday },
      { kind: 'still-red', title: 'A y', verdict: 'fail', was: 'cannot-tell', since: tuesday },
    ]);
    expect([...since.values()]).toEqual([{ redSince: monday, isNew: false }, { redSince: tuesday, isNew: false }]);
  });

  test.each(['pass', 'waived', 'skip'] as const)('red that is %s now is no longer red, and so it is called', (verdict) => {
    expect(between([one('A x', 'fail', { redSince: monday })], [one('A x', verdict)]).changes).toEqual([{ kind: 'no-longer-red', title: 'A x', verdict, was: 'fail', since: monday }]);
  });

  test('cases come and go, and a red one that comes is new', () => {
    expect(between([one('A x', 'fail')], [one('A y', 'pass'), one('A z', 'cannot-tell')]).changes).toEqual([
      { kind: 'came', title: 'A y', verdict: 'pass' },
      { kind: 'new-red', title: 'A z', verdict: 'cannot-tell', was: 'absent' },
      { kind: 'went', title: 'A x', was: 'fail' },
    ]);
  });

  test('a case keeps its history where a name or an address in its title changed', () => {
    const [before, now] = [one('A to vm (10.1.1.4)', 'fail', { subjects: ['/vm'], redSince: monday }), one('A to vm (10.1.1.5)', 'fail', { subjects: ['/vm'] })];
    expect(between([before], [now]).changes).toEqual([{ kind: 'still-red', title: 'A to vm (10.1.1.5)', verdict: 'fail', was: 'fail', since: monday }]);
  });

  test('two that are about the same are not taken for each other', () => {
    const about = { subjects: ['/vm'] };
    expect(between([one('A p', 'fail', about), one('A q', 'pass', about)], [one('A r', 'fail', about)]).changes.map(({ kind }) => kind)).toEqual(['new-red', 'went', 'went']);
  });

  test('of a run that judged a part, what it left out is neither new nor gone', () => {
    const part = run(tuesday, [one('A x', 'pass')], false);
    const { changes, since } = caseChanges(part, run(wednesday, [one('A x', 'pass'), one('A y', 'fail'), one('A z', 'pass')]), true);
    expect(changes).toEqual([{ kind: 'red-not-compared', title: 'A y', verdict: 'fail' }]);
    expect(since.get('A y')).toEqual({ redSince: wednesday });
    expect(caseChanges(run(tuesday, [one('A x', 'fail')]), run(wednesday, [], false), true).changes).toEqual([]);
  });

  test('of another hub, what one of them alone has is neither new nor gone', () => {
    expect(caseChanges(run(tuesday, [one('A x', 'fail')]), run(wednesday, [one('A y', 'fail')]), false).changes).toEqual([{ kind: 'red-not-compared', title: 'A y', verdict: 'fail' }]);
  });

  test('where a case stands for many pairs now and for one before, it is not told to be new, and the check is named', () => {
    const { changes, otherwiseCut } = between([one('A x to y', 'fail')], [one('A x to all', 'fail', { targets: { failed: 3, untold: 1 } })]);
    expect(changes).toEqual([{ kind: 'red-not-compared', title: 'A x to all', verdict: 'fail' }]);
    expect(otherwiseCut).toEqual(['A']);
  });

  test('a case that stands for many pairs says how many are red, where that changed', () => {
    const [before, now] = [one('A x', 'fail', { targets: { failed: 3, untold: 0 } }), one('A x', 'fail', { targets: { failed: 40, untold: 2 } })];
    expect(between([before], [now]).changes).toEqual([{ kind: 'still-red', title: 'A x', verdict: 'fail', was: 'fail', since: tuesday, pairs: { before: 3, now: 42 } }]);
    expect(between([before], [before]).changes).toEqual([{ kind: 'still-red', title: 'A x', verdict: 'fail', was: 'fail', since: tuesday }]);
  });
});
