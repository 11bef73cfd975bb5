import { expect, test } from '@jest/globals';
import { isJudged } from '../checks/check';
import { dueOn, judgeOn } from '../checks/judge-all';
import { estateOf } from '../estate/estate';
import type { Waiver } from '../estate/expectations';
import { deployment } from '../estate/testing/reference-deployment';
import { conclude } from '../report/conclusion';
import { recordOf } from '../report/verdict-record';
import { concluding } from './concluding';

const day = '2026-10-31';
const waiver = (check: string, subject: string, until = day): Waiver => ({ check, subject, reason: 'known', owner: 'net-team', until });
const allOfIt = [waiver('RT-01', 'bluespoke1-vnet1'), waiver('ER-02', '*'), waiver('PATH-01', '*')];

/** What a run of this day comes to, without its logins, whose spoke 1 has no route table and no route to spoke 2. */
function concluded(...waivers: Waiver[]) {
  const judged = deployment((draft) => {
    for (const one of draft.spoke1.subnets) delete one.routeTableId;
    for (const [nicId, routes] of Object.entries(draft.routes)) draft.routes[nicId] = routes.filter(({ source }) => source !== 'User');
  }, { waivers, sshChecks: false });
  const { label } = estateOf(judged.survey);
  const [cases, probes] = [judgeOn(judged, day), dueOn(judged, day)];
  const records = [...cases, ...probes].flatMap((one) => (isJudged(one) ? [recordOf('suite', one, label)] : []));
  const part = concluding({ deployment: judged, day, requests: { reads: 0, writes: 0 }, checksum: 'sha256:1', cases, probes, args: [] })(records.map((record) => ({ suite: 'suite', title: record.title, verdict: record.verdict, durationMs: 0, record })));
  return { part, conclusion: conclude(part.outcomes, part.notes, part.scope) };
}

test('a run all of whose failures are waived is not red, has no cause, and says how many are', () => {
  const { part, conclusion } = concluded(...allOfIt);
  expect(conclusion).toMatchObject({ code: 0, failed: 0, inconclusive: 0, sentence: expect.stringMatching(/^The network is as it should be, but for 5 that are waived: \d+ checks passed\./) as unknown });
  expect(part.causes).toEqual([]);
  expect(part.notes.filter((note) => note.includes('waiver'))).toEqual([]);
});

test('one waiver that is over makes it red again, and is told', () => {
  const { part, conclusion } = concluded(...allOfIt.slice(1), waiver('RT-01', '*', '2026-10-30'), waiver('RS-01', '*'));
  expect(conclusion).toMatchObject({ code: 1, failed: 1, waived: 4 });
  expect(part.causes.map(([, explains]) => explains)).toEqual(['Explains RT-01.']);
  expect(part.notes.filter((note) => note.includes('waiver'))).toEqual([
    'the waiver for RT-01 at * by net-team (known) expired on 2026-10-30 and counts as none',
    'the waiver for RS-01 at * by net-team (known) is no longer needed: all that it fits and that was due passed',
  ]);
  expect(part.read?.notes).toContainEqual({ kind: 'waiver-without-effect', waiver: waiver('RT-01', '*', '2026-10-30'), why: 'expired' });
});
