import { expect, test } from '@jest/globals';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Waiver } from '../estate/expectations';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment } from '../estate/testing/reference-deployment';
import { wordsOf } from '../words/finding-words';
import type { Case, ProbeCase } from './check';
import { isJudged } from './check';
import { dueOn, judgeOn } from './judge-all';
import { cannotTell } from './judgement';
import { waiverAdvisories } from './waiver-advisories';

const today = '2026-10-31';
const waiver = (more: Partial<Waiver>): Waiver => ({ check: 'RT-01', subject: 'bluespoke1-vnet1', reason: 'never talks east-west', owner: 'net-team', until: today, line: 9, ...more });
const withoutTable = ({ spoke1 }: Draft): void => spoke1.subnets.forEach((one) => { delete one.routeTableId; });
const asJudged = (one: Case | ProbeCase): Case | undefined => (isJudged(one) ? one : undefined);

/** What is said of the waivers of a run of this day whose logins were not made. */
function told(of: Deployment, day = today, judgedAs = asJudged): string[] {
  return waiverAdvisories(of, day, [...judgeOn(of, day), ...dueOn(of, day)], judgedAs).map((finding) => wordsOf(finding, estateOf(of.survey).label).fact);
}

test('of a waiver that is in use nothing is said', () => {
  expect(told(deployment(withoutTable, { waivers: [waiver({})] }))).toEqual([]);
});

test('one that is over says so, whatever it fits', () => {
  const expired = 'the waiver of line 9 for RT-01 at bluespoke1-vnet1 by net-team (never talks east-west) expired on 2026-10-31 and counts as none';
  expect(told(deployment(withoutTable, { waivers: [waiver({})] }), '2026-11-01')).toEqual([expired]);
  expect(told(deployment(undefined, { waivers: [waiver({ subject: 'nothing' })] }), '2026-11-01')).toEqual([expired.replace('bluespoke1-vnet1', 'nothing')]);
});

test('one that fits no case says so', () => {
  expect(told(deployment(withoutTable, { waivers: [waiver({ subject: 'bluespoke1-vnet1/jump' })] }))).toEqual(['the waiver of line 9 for RT-01 at bluespoke1-vnet1/jump by net-team (never talks east-west) fits no case of this deployment']);
});

test('one whose cases pass is no longer needed, as far as they were judged', () => {
  const healthy = (one: Waiver): Deployment => deployment(undefined, { waivers: [one] });
  expect(told(healthy(waiver({})))).toEqual(['the waiver of line 9 for RT-01 at bluespoke1-vnet1 by net-team (never talks east-west) is no longer needed: all that it fits and that was due passed']);
  expect(told(healthy(waiver({ check: 'SSH-01', subject: '*' })))).toEqual([]);
  expect(told(healthy(waiver({})), today, () => undefined)).toEqual([]);
});

test('one whose cases are not due may be needed again', () => {
  expect(told(deployment(undefined, { waivers: [waiver({ check: 'SSH-01', subject: '*' })], sshChecks: false }))).toEqual([]);
});

test('one that fits what is never waived says that it does not count', () => {
  const broke = (one: Case | ProbeCase): Case | undefined => (isJudged(one) ? { ...one, ...cannotTell({ kind: 'check-broke', checkId: one.checkId, message: 'a mistake' }) } : undefined);
  expect(told(deployment(undefined, { waivers: [waiver({})] }), today, broke)).toEqual([
    'the waiver of line 9 for RT-01 at bluespoke1-vnet1 by net-team (never talks east-west) does not count for what this run could not judge: a setting, a login of the runner or spokecheck itself is at fault, which is never waived',
  ]);
});
