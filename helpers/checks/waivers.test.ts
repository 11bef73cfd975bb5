import { describe, expect, test } from '@jest/globals';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Waiver } from '../estate/expectations';
import type { Problem } from '../estate/reading';
import { manySpokes } from '../estate/testing/many-spokes';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment, forbidden } from '../estate/testing/reference-deployment';
import { spoke1, spoke2 } from '../estate/testing/reference-network';
import type { Finding } from '../findings/finding';
import { ssh01 } from './logins/ssh-01';
import { titleOf, verdictOf } from '../words/case-words';
import type { Case } from './check';
import { isJudged, isRed } from './check';
import { dueOn, judgeOn } from './judge-all';
import { isWaivable, waivedOn, waiverFor } from './waivers';

const until = '2026-10-31';
const waiver = (check: string, subject: string, more: Partial<Waiver> = {}): Waiver => ({ check, subject, reason: 'never talks east-west', owner: 'net-team', until, line: 9, ...more });

/** Neither subnet has a route table, and no effective route of theirs leads to the other spoke. */
function withoutTables(draft: Draft): void {
  for (const one of [...draft.spoke1.subnets, ...draft.spoke2.subnets]) delete one.routeTableId;
  for (const [nicId, routes] of Object.entries(draft.routes)) draft.routes[nicId] = routes.filter(({ source }) => source !== 'User');
}

const broken = (...waivers: Waiver[]): Deployment => deployment(withoutTables, { waivers });
const titles = (cases: readonly Case[], { survey }: Deployment): string[] => cases.map((one) => titleOf(one, estateOf(survey).label));
const waivedIn = (of: Deployment, day = until): string[] => titles(judgeOn(of, day).filter(({ verdict }) => verdict === 'waived'), of);

const ofSubnet1 = '[RT-01] subnet bluespoke1-vnet1/bluespoke1-vnet1sub1 has a route table';
const ofSubnet2 = '[RT-01] subnet bluespoke2-vnet1/bluespoke2-vnet1sub1 has a route table';
const oneToTwo = '[ER-02] spoke1vm711_z1 sends spoke2vm (10.2.1.4) through the Route Server';
const twoToOne = '[ER-02] spoke2vm819_z1 sends spoke1vm (10.1.1.4) through the Route Server';

describe('A waiver fits', () => {
  test.each([
    ['the label of a subject', 'RT-01', 'bluespoke1-vnet1/bluespoke1-vnet1sub1', [ofSubnet1]],
    ['a pattern, whatever the case', 'RT-01', 'BlueSpoke2-*/*SUB1', [ofSubnet2]],
    ['another subject of the case', 'RT-01', 'bluespoke1-vnet1', [ofSubnet1]],
    ['the id of a subject', 'RT-01', spoke1.subnet.toUpperCase(), [ofSubnet1]],
    ['a pattern of ids', 'RT-01', '*/resourceGroups/bluespoke2rg/*', [ofSubnet2]],
    ['all of them', 'RT-01', '*', [ofSubnet1, ofSubnet2]],
    ['one end of a pair, either way', 'ER-02', 'spoke1vm711_z1', [oneToTwo, twoToOne]],
    ['both ends of a pair, that way alone', 'ER-02', 'spoke1vm711_z1 -> spoke2*', [oneToTwo]],
    ['both ends with an arrow', 'ER-02', 'spoke2*→spoke1*', [twoToOne]],
    ['no part of a label', 'RT-01', 'bluespoke1', []],
    ['no other check', 'RT-02', 'nothing of this name', []],
    ['no check of a pattern', 'RT-*', '*', []],
    ['no case of three ends', 'ER-02', '* -> * -> *', []],
  ])('%s', (_, check, subject, expected) => {
    expect(waivedIn(broken(waiver(check, subject)))).toEqual(expected);
  });

  test('what passes, and it stays a pass', () => {
    expect(waivedIn(deployment(undefined, { waivers: [waiver('RT-01', '*')] }))).toEqual([]);
  });

  test('where there are several that hold, the last is told', () => {
    const both = broken(waiver('RT-01', '*'), waiver('RT-01', 'bluespoke1-vnet1', { owner: 'spoke-team' }), waiver('RT-01', '*', { until: '2026-01-01' }));
    const owners = judgeOn(both, until).flatMap(({ waived }) => waived?.waiver.owner ?? []);
    expect(owners).toEqual(['spoke-team', 'net-team']);
  });

  test('all pairs of a NIC together, where a case stands for them', () => {
    const withoutRoutes = (subject: string): Deployment => {
      const { survey, expectations } = manySpokes({ spokes: 21, routes: 'summary' }, (parts, at) => (at === 7 ? { ...parts, routes: parts.routes.filter(({ source }) => source !== 'User') } : parts));
      return { survey, expectations: { ...expectations, waivers: [waiver('ER-02', subject)] } };
    };
    expect(waivedIn(withoutRoutes('spoke7vm-nic'))).toEqual(['[ER-02] spoke7vm-nic sends each machine of the other spokes through the Route Server']);
    expect(waivedIn(withoutRoutes('spoke7vm-nic -> spoke1vm-nic'))).toEqual([]);
  });
});

describe('A waived case', () => {
  const judged = (day: string): Case | undefined => judgeOn(broken(waiver('RT-01', 'bluespoke1-vnet1')), day).find(({ checkId }) => checkId === 'RT-01');

  test.each([
    ['on the day before its last', '2026-10-30', 'waived'],
    ['on its last day', '2026-10-31', 'waived'],
    ['on the day after', '2026-11-01', 'fail'],
  ])('%s', (_, day, verdict) => {
    expect(judged(day)?.verdict).toBe(verdict);
  });

  test('keeps what was found, and says what it was and by whom it is waived', () => {
    const [red, waived] = [judged('2026-11-01'), judged('2026-10-31')];
    expect(waived).toEqual({ ...red, verdict: 'waived', waived: { was: 'fail', waiver: waiver('RT-01', 'bluespoke1-vnet1') } });
    expect(waived && isRed(waived)).toBe(false);
    expect(waived && verdictOf(waived, estateOf(broken().survey).label)).toMatchObject({
      verdict: 'waived',
      waiver: 'until 2026-10-31 by net-team (line 9 of EXPECTATIONS_FILE): never talks east-west',
      was: { verdict: 'fail', fact: expect.stringContaining('bluespoke1-vnet1/bluespoke1-vnet1sub1') as unknown },
    });
  });

  test('that could not be told says so', () => {
    const unread = deployment((draft) => draft.unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem: forbidden(spoke1.nic, 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action') }), { waivers: [waiver('ER-01', 'spoke1vm')] });
    expect(judgeOn(unread, until).find(({ verdict }) => verdict === 'waived')).toMatchObject({ checkId: 'ER-01', waived: { was: 'cannot-tell' } });
  });

  test('that is judged without a probe is waived where it falls due', () => {
    const off = (...waivers: Waiver[]): Deployment => deployment(({ machines }) => machines.splice(0, 1), { waivers });
    const verdicts = (of: Deployment): string[] => dueOn(of, until).map((due) => (isJudged(due) ? due.verdict : 'due'));
    expect(verdicts(off())).toContain('cannot-tell');
    expect(verdicts(off(waiver('SSH-01', '*')))).toEqual(verdicts(off()).map((verdict) => (verdict === 'cannot-tell' ? 'waived' : verdict)));
  });
});

describe('A login', () => {
  const of = deployment(undefined, { waivers: [waiver('SSH-01', 'spoke1vm -> spoke2vm')] });
  const { survey, expectations } = of;
  const judged = (outcome: Parameters<typeof ssh01.judge>[3]['outcome']): Case[] =>
    dueOn(of, until).flatMap((due) => (isJudged(due) || due.probe !== 'login' ? [] : [waivedOn(of, until, ssh01.judge(estateOf(survey), expectations, due, { from: due.from, to: due.to, outcome }, []))]));

  test('is waived after it failed, and is known to be before', () => {
    expect(judged({ kind: 'timed-out', timeoutMs: 2000 }).map(({ verdict }) => verdict)).toEqual(['waived', 'fail']);
    expect(dueOn(of, until).map((due) => waiverFor(of, until, due) !== undefined)).toEqual([true, false]);
    expect(dueOn(of, '2026-11-01').map((due) => waiverFor(of, '2026-11-01', due) !== undefined)).toEqual([false, false]);
  });

  test('passes where it lands', () => {
    expect(judged({ kind: 'landed', hostName: 'vm', compared: true }).map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });

  test('is not waived where the runner has no credentials for it', () => {
    expect(judged({ kind: 'not-tried', message: 'the SSH agent is of no help' }).map(({ verdict }) => verdict)).toEqual(['cannot-tell', 'cannot-tell']);
  });

  test('that is waived is no evidence of what forwards, on the days on which it is', () => {
    const all = deployment(undefined, { waivers: [waiver('SSH-01', '*')] });
    const paths = (day: string): string[] => judgeOn(all, day).flatMap(({ checkId, verdict }) => (checkId === 'PATH-01' ? [verdict] : []));
    expect(paths('2026-10-31')).toEqual(['cannot-tell', 'cannot-tell']);
    expect(paths('2026-11-01')).toEqual(['pass', 'pass']);
  });
});

describe('Never waived is what the run itself could not judge', () => {
  const unauthenticated: Problem = { ...forbidden(spoke2.nic, 'an action'), kind: 'unauthenticated' };
  const machine = { name: 'a', address: '10.1.1.4', port: 22 };
  const login = (outcome: Extract<Finding, { kind: 'login-failed' }>['outcome']): Finding => ({ kind: 'login-failed', from: machine, to: machine, fromVmId: '/a', toVmId: '/b', outcome, beyond: [] });

  test.each<[string, Finding, boolean]>([
    ['a setting that names nothing', { kind: 'setting-names-nothing', setting: 'HUB_VNET_ID', id: '/hub', instead: [] }, false],
    ['what hangs on it', { kind: 'hangs-on-setting', setting: 'HUB_VNET_ID', see: 'RS-01' }, false],
    ['a check that broke', { kind: 'check-broke', checkId: 'RT-01', message: 'a mistake' }, false],
    ['a token that Azure does not take', { kind: 'not-read', what: { of: 'nic', id: spoke2.nic }, problem: unauthenticated }, false],
    ['what comes of that', { kind: 'path-breaks', because: [{ kind: 'not-read', what: { of: 'nic', id: spoke2.nic }, problem: unauthenticated }] } as unknown as Finding, false],
    ['a key that cannot be used', login({ kind: 'not-tried', message: 'no key' }), false],
    ['a key that cannot be used at the jump host', login({ kind: 'access-path-failed', hop: 'jump', failure: { kind: 'not-tried', message: 'no key' } }), false],
    ['a key that cannot be used for a connection', { ...login({ kind: 'timed-out', timeoutMs: 1 }), kind: 'connection-failed', outcome: { kind: 'access-path-failed', hop: 'a', failure: { kind: 'not-tried', message: 'no key' } } } as Finding, false],
    ['a key that cannot be used for a control', { kind: 'flow-unproven', from: machine, to: machine, fromVmId: '/a', why: { kind: 'control-failed', control: machine, outcome: { kind: 'access-path-failed', hop: 'a', failure: { kind: 'not-tried', message: 'no key' } } } }, false],
    ['but silence that proves nothing', { kind: 'flow-unproven', from: machine, to: machine, fromVmId: '/a', why: { kind: 'no-control' } }, true],
    ['but a right that is missing', { kind: 'not-read', what: { of: 'nic', id: spoke2.nic }, problem: forbidden(spoke2.nic, 'an action') }, true],
    ['but a login that fails', login({ kind: 'timed-out', timeoutMs: 2000 }), true],
  ])('%s', (_, finding, expected) => {
    expect(isWaivable({ findings: [finding] })).toBe(expected);
  });

  test('a hub that is not there stays red under a waiver of everything', () => {
    const of = deployment(undefined, { waivers: [waiver('RS-01', '*')] });
    const misnamed: Deployment = { ...of, survey: { ...of.survey, misnamed: [{ setting: 'HUB_VNET_ID', id: of.survey.hubId, instead: [] }] } };
    expect(judgeOn(misnamed, until).find(({ checkId }) => checkId === 'RS-01')?.verdict).toBe('cannot-tell');
  });
});
