import { describe, expect, test } from '@jest/globals';
import { dueOn, judgeOn } from '../checks/judge-all';
import { isJudged } from '../checks/check';
import type { Deployment } from '../estate/deployment';
import type { Waiver } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import { addMachine, deployment, forbidden } from '../estate/testing/reference-deployment';
import { spoke1 } from '../estate/testing/reference-network';
import { redactionOf } from '../redaction/redaction';
import { diff } from './diff';
import { explain } from './explain';
import { printPlan } from './plan';
import { endUnder, mistakeLines, refusalUnder, toldArguments, toldRefusal } from './redacting';
import type { RedactedRun } from './redact-run';
import { notAsTrue, redactRun } from './redact-run';
import { writeExpectations } from './write-expectations';

const day = '2026-11-26';
const both = { ids: true, addresses: true };
const redaction = (of: Deployment) => redactionOf(of, both, 'a key');
const redacted = (of: Deployment): RedactedRun => redactRun({ deployment: of, cases: judgeOn(of, day), probes: dueOn(of, day) }, day, redaction(of));

/** Without the route from spoke 1 to spoke 2. */
const broken = (waivers: readonly Waiver[] = []): Deployment =>
  deployment(({ table1, routes }) => {
    table1.routes = [];
    routes[spoke1.nic] = (routes[spoke1.nic] ?? []).filter(({ source }) => source !== 'User');
  }, { waivers });

describe('A run that is told under REDACT', () => {
  test('has the verdicts of the true one, and nothing of its words', () => {
    for (const one of [deployment(), broken(), deployment((draft) => { draft.unread = [{ of: 'routeTables', id: spoke1.routeTable, problem: forbidden(spoke1.routeTable, 'Microsoft.Network/routeTables/read') }]; })]) {
      const { cases, probes, differing } = redacted(one);
      expect(differing).toEqual([]);
      expect(cases.map(({ checkId, verdict }) => [checkId, verdict])).toEqual(judgeOn(one, day).map(({ checkId, verdict }) => [checkId, verdict]));
      expect(JSON.stringify([cases, probes])).not.toMatch(/blue|spoke\d|10\.[12]\.1\.4/);
    }
  });

  test('logs in between the pairs that are drawn in truth', () => {
    const one = deployment((draft) => { addMachine(draft, spoke1, 'another', '10.1.1.9'); }, { sshPairs: { kind: 'sample', size: 1, seed: '3' } });
    const drawn = dueOn(one, day).map(({ subjects }) => subjects.map((key) => keyOf(redaction(one).id(key))));
    expect(redacted(one).probes.map(({ subjects }) => subjects)).toEqual(drawn);
    const off = deployment(() => undefined, { sshChecks: false });
    expect(redacted(off).probes.filter(isJudged).map(({ verdict }) => verdict)).toEqual(['skip', 'skip']);
  });

  test('waives what is waived, for nobody that is named', () => {
    const rest = { reason: 'Jane is on it', owner: 'jane@contoso.example', until: '2027-01-31' };
    const one = broken([{ check: 'RT-02', subject: 'bluespoke1*', ...rest }, { check: 'ER-02', subject: '* -> *', ...rest }, { check: 'ER-02', subject: 'contoso*', ...rest }]);
    const { deployment: { expectations }, cases, differing } = redacted(one);
    expect(differing).toEqual([]);
    expect(cases.filter(({ verdict }) => verdict === 'waived').map(({ checkId }) => checkId)).toEqual(judgeOn(one, day).filter(({ verdict }) => verdict === 'waived').map(({ checkId }) => checkId));
    expect(cases.some(({ checkId, verdict }) => checkId === 'RT-02' && verdict === 'waived')).toBe(true);
    expect(JSON.stringify(expectations)).not.toMatch(/contoso|jane|blue/i);
    expect(expectations.waivers.at(-1)).toEqual({ check: 'ER-02', subject: '(redacted)', reason: '(redacted)', owner: '(redacted)', until: '2027-01-31' });
  });

  test('is nothing to go by where it comes to other verdicts', () => {
    const [one, other] = [broken(), deployment()];
    const { differing } = redactRun({ deployment: other, cases: judgeOn(one, day), probes: dueOn(one, day) }, day, redaction(other));
    expect(differing).toContain('RT-02');
    expect(notAsTrue(['RT-02'])).toMatchObject([{ title: '[RUN] what REDACT tells is what was judged', verdict: { verdict: 'cannot-tell', reason: 'by the redacted survey other verdicts come about than by the true one (RT-02), so nothing is to be made of this report' } }]);
    expect(notAsTrue([])).toEqual([]);
  });
});

describe('What was given to a run', () => {
  test('is told of arguments as far as it can be no name', () => {
    expect(toldArguments(['-t', 'ER-02', '--verbose', '-t=contoso', '--testNamePattern', 'contoso', 'tests/peerings.test.ts', '/home/jane/x'])).toEqual(['-t', 'ER-02', '--verbose', '-t=(redacted)', '--testNamePattern', '(redacted)', 'tests/peerings.test.ts', '(redacted)']);
    expect(endUnder({ ids: true, addresses: false }, ['contoso'])).toEqual({ args: ['(redacted)'], reportsAt: 'REPORT_DIR' });
    expect(endUnder(undefined, ['contoso'])).toEqual({ args: ['contoso'] });
    expect(toldRefusal({ argument: 'contoso', why: 'there is no "contoso"' }, both)).toEqual({ argument: '(redacted)', why: 'there is no (redacted)' });
  });

  test('is told of settings without their values, and of a file of expectations no more than where', () => {
    const variable = { variable: 'HUB_VNET_ID', wrong: 'is "a \\"b\\" c"', expected: 'd' };
    const [keyed, file] = [{ ...variable, variable: 'spokes.contoso.ssh.key' }, { ...variable, variable: 'TRANSIT', place: '/home/jane/contoso.yaml:12:5' }];
    expect(mistakeLines([variable, { ...keyed, place: 'contoso.yaml:3:7' }, keyed, file], both).slice(2, 6)).toEqual([
      'HUB_VNET_ID is (redacted); expected d.',
      'EXPECTATIONS_FILE:3:7 (redacted) is not in order; expected what a run without REDACT tells.',
      'EXPECTATIONS_FILE (redacted) is not in order; expected what a run without REDACT tells.',
      'EXPECTATIONS_FILE:12:5 TRANSIT is not in order; expected what a run without REDACT tells.',
    ]);
    expect(mistakeLines([variable], undefined)).toContain('HUB_VNET_ID is "a \\"b\\" c"; expected d.');
  });

  test('is nothing for scripts that show a network as it is', () => {
    expect(refusalUnder({ REDACT: 'ids' }, 'npm run doctor')).toBe('npm run doctor shows names and addresses as they are, and does nothing under REDACT; an empty REDACT, for this once, is none. Nothing was contacted or written.');
    expect(refusalUnder({ REDACT: '' }, 'npm run doctor')).toBeUndefined();
    const said: string[] = [];
    const run = (args: readonly string[]) => ({ args, env: { REDACT: 'addresses' }, print: (line: string): void => { said.push(line); } });
    const codes = [printPlan(run(['--plan', 'contoso'])), explain(run(['--explain-expectations', 'contoso'])), diff(run(['contoso', 'fabrikam'])), writeExpectations(run(['contoso']))];
    expect(codes).toEqual([2, 2, 2, 2]);
    expect(said.map((line) => line.split(' shows names')[0])).toEqual(['verify --plan', 'verify --explain-expectations', 'npm run diff', 'npm run init']);
  });
});
