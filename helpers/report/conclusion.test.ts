import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../words/verdict';
import type { Scope } from './conclusion';
import { conclude } from './conclusion';
import { conclusionLines } from './conclusion-text';
import type { Outcome } from './outcome';
import { recorded } from './testing/recorded';

const pass: Verdict = { verdict: 'pass', advisories: [] };
const advised: Verdict = { verdict: 'pass', advisories: [{ text: 'RouteServerSubnet is a /27' }] };
const fail: Verdict = { verdict: 'fail', fact: 'wrong', evidence: [] };
const inconclusive: Verdict = { verdict: 'cannot-tell', reason: 'forbidden', evidence: [] };
const waived: Verdict = { verdict: 'waived', waiver: 'until 2026-10-31 by net-team: known', was: { verdict: 'fail', fact: 'wrong', evidence: [] } };
const waivedUntold: Verdict = { verdict: 'waived', waiver: 'until 2026-10-31 by net-team: known', was: { verdict: 'cannot-tell', reason: 'forbidden', evidence: [] } };
const skip: Verdict = { verdict: 'skip', reason: 'not due' };

const outcomes = (...verdicts: Verdict[]): Outcome[] =>
  verdicts.map((verdict, index) => ({ suite: 'suite', title: `[RS-01] case ${String(index)}`, verdict, durationMs: 1, record: recorded(`[RS-01] case ${String(index)}`, verdict) }));

const due = (...titles: string[]): Scope['due'] => titles.map((title) => ({ title, judgements: 1 }));

describe('The conclusion of a run', () => {
  test.each([
    ['everything passed', [pass, pass], 0, 'The network is as it should be: 2 checks passed.'],
    ['a check that is not due does no harm', [pass, skip], 0, 'The network is as it should be: 1 check passed.'],
    ['one failure', [pass, fail], 1, 'The network is not as it should be: 1 check failed.'],
    ['a failure beside what could not be told', [fail, fail, inconclusive], 1, 'The network is not as it should be: 2 checks failed and 1 more could not be told.'],
    ['something could not be told', [pass, inconclusive], 2, 'Nothing was found wrong, but 1 check could not be told.'],
    ['what is waived does not fail the run', [pass, waived], 0, 'The network is as it should be, but for 1 that is waived: 1 check passed.'],
    ['what is waived beside a failure', [pass, fail, waived, waivedUntold], 1, 'The network is not as it should be: 1 check failed; 2 more are waived.'],
    ['what is waived beside what could not be told', [pass, inconclusive, waived], 2, 'Nothing was found wrong beside 1 that is waived, but 1 check could not be told.'],
    ['nothing but what is waived', [waived, waivedUntold, skip], 2, 'No check passed beside 2 that are waived, so nothing can be told.'],
    ['nothing but skipped checks', [skip, skip], 2, 'No check was run, so nothing can be told.'],
    ['no test at all', [], 2, 'No check was run, so nothing can be told.'],
  ])('%s', (_, verdicts, code, sentence) => {
    const conclusion = conclude(outcomes(...verdicts), []);
    expect(conclusion.code).toBe(code);
    expect(conclusion.sentence).toBe(sentence);
  });

  test('counts what is waived for itself: judged where it failed', () => {
    expect(conclude(outcomes(pass, fail, waived, waivedUntold, skip), [])).toMatchObject({ passed: 1, failed: 1, inconclusive: 0, waived: 2, skipped: 1, counts: { due: 5, selected: 5, judged: 3 } });
  });

  test('counts each pair of a waived case that stands for many', () => {
    const [one] = outcomes(waived);
    const targets = { passed: 5, failed: 3, untold: 2, skipped: 1, others: [] };
    const record = one?.record && { ...one.record, judged: { ...one.record.judged, targets } };
    expect(one && record && conclude([{ ...one, record }], [])).toMatchObject({ code: 0, passed: 5, failed: 0, inconclusive: 0, waived: 5, skipped: 1, counts: { selected: 11, judged: 8 } });
  });

  test('of a part, or of a run that was ended, it says what is waived', () => {
    const scope = { due: due('[RS-01] case 0', '[RS-01] case 1', '[RS-03] a third'), args: [] };
    expect(conclude(outcomes(pass, waived), [], scope).sentence).toMatch(/^2 of 3 checks ran and passed, but for 1 that is waived; nothing is said of the rest\./);
    expect(conclude(outcomes(pass, waived), [], scope, 'SIGTERM').sentence).toMatch(/^The run was ended before it was through: SIGTERM\. 2 of 3 checks were judged by then, 0 of them failed, 1 more is waived; nothing is said of the rest\./);
  });

  test('the console counts it where there is any', () => {
    const lines = (...verdicts: Verdict[]): string => conclusionLines(conclude(outcomes(...verdicts), []), [], 'reports').at(-1) ?? '';
    expect(lines(pass, waived)).toBe('Of 2 checks: 1 passed, 0 failed, 0 could not be told, 1 waived, 0 not due; 0 proven by login. Reports are in reports.');
    expect(lines(pass)).toBe('Of 1 check: 1 passed, 0 failed, 0 could not be told, 0 not due; 0 proven by login. Reports are in reports.');
  });

  test('without logins it says in words that nothing was proven', () => {
    expect(conclude(outcomes(pass), [], { due: due('[RS-01] case 0'), args: [] }).sentence).toBe('The network is as it should be: 1 check passed. Nothing was proven end to end: no login from spoke to spoke was made.');
  });

  test('of a part it says how much ran, and nothing of the rest', () => {
    const scope = { due: due('[RS-01] case 0', '[RS-02] another', '[RS-03] a third'), args: ['-t', 'RS-01'] };
    const none = 'Nothing was proven end to end: no login from spoke to spoke was made.';
    expect(conclude(outcomes(pass), [], scope)).toMatchObject({ code: 0, sentence: `1 of 3 checks ran (-t RS-01) and passed; nothing is said of the rest. ${none}`, counts: { due: 3, selected: 1, judged: 1, proven: 0 } });
    expect(conclude(outcomes(fail), [], scope)).toMatchObject({ code: 1, sentence: `The network is not as it should be: 1 check failed. 1 of 3 checks ran (-t RS-01); nothing is said of the rest. ${none}` });
    expect(conclude([], [], scope)).toMatchObject({ code: 2, sentence: `No check was run, so nothing can be told. ${none}` });
  });

  test('of a shard it says which, and what it counts on', () => {
    const scope = { due: due('[RS-01] case 0', '[RS-02] another', '[RS-03] a third'), args: [], shard: { index: 2, count: 4, countsOnOthers: true } };
    const none = 'Nothing was proven end to end: no login from spoke to spoke was made.';
    const counts = 'PATH-01 counts on logins of other shards; npm run merge tells whether they were made.';
    const [followed] = outcomes(pass).map((outcome) => ({ ...outcome, record: { ...recorded(outcome.title, pass), checkId: 'PATH-01' } as const }));
    expect(conclude(outcomes(pass), [], scope).sentence).toBe(`Shard 2 of 4: 1 of 3 checks ran and passed; nothing is said of the rest. ${none}`);
    const passed = followed ? [{ ...followed, verdict: followed.record.verdict }] : [];
    expect(conclude(passed, [], scope).sentence).toBe(`Shard 2 of 4: 1 of 3 checks ran and passed; nothing is said of the rest. ${none} ${counts}`);
    expect(conclude(passed, [], { ...scope, shard: { ...scope.shard, countsOnOthers: false } }).sentence).not.toContain(counts);
    expect(conclude([], [], scope)).toMatchObject({ code: 2, sentence: `Shard 2 of 4: no check was run, so nothing can be told. ${none}` });
  });

  test('of parts that are not one whole is that nothing can be told of it, whatever they found', () => {
    const scope = { due: due('[RS-01] case 0', '[RS-02] another', '[RS-03] a third'), args: [], incomplete: 'shard 2 of 3 is missing' };
    const none = 'Nothing was proven end to end: no login from spoke to spoke was made.';
    expect(conclude(outcomes(fail), [], scope)).toMatchObject({ code: 2, sentence: `The parts are not one whole run: shard 2 of 3 is missing. 1 of 3 checks were judged, 1 of them failed; nothing is said of the rest. ${none}` });
    expect(conclude([], [], scope).sentence).toBe(`The parts are not one whole run: shard 2 of 3 is missing. Nothing was judged. ${none}`);
  });

  describe('whose logins leave pairs out', () => {
    const reach = { spokePairs: 9900, spokePairsByLogin: 0, machines: 120, machinesByLogin: 0, nicPairsByConfiguration: 0, leftOut: { pairs: 9500, settings: 'SSH_PAIRS=auto, SSH_PAIRS_SEED=1' } };
    const left = 'Of 9,900 pairs of spokes, 9,500 were left out of the logins (SSH_PAIRS=auto, SSH_PAIRS_SEED=1).';

    test('says how many of how many, and by which settings', () => {
      const scope = { due: due('[SSH-01] a logs in to b'), args: [], reach: { ...reach, spokePairsByLogin: 400, machines: 120, machinesByLogin: 100, nicPairsByConfiguration: 9500 } };
      const [login] = [{ ...outcomes(pass)[0], title: '[SSH-01] a logs in to b' }] as Outcome[];
      const landed = login?.record && { ...login, record: { ...login.record, login: {} } } as Outcome;
      expect(conclude(landed ? [landed] : [], [], scope).sentence).toBe(
        `The network is as it should be: 1 check passed. Proven: 400 of 9,900 pairs of spokes by login, 100 of 120 machines; the other 9,500 pairs of NICs by configuration, as far as it was read. ${left}`,
      );
    });

    test('says so where none was made, too', () => {
      expect(conclude(outcomes(pass), [], { due: due('[RS-01] case 0'), args: [], reach }).sentence).toBe(`The network is as it should be: 1 check passed. Nothing was proven end to end: no login from spoke to spoke was made. ${left}`);
    });
  });

  test('each advisory is named once, those of the run as a whole first', () => {
    expect(conclude(outcomes(advised, advised), ['an absent spoke cannot be noticed']).advisories).toEqual(['an absent spoke cannot be noticed', 'RouteServerSubnet is a /27']);
  });
});
