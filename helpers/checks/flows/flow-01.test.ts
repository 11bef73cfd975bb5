import { describe, expect, test } from '@jest/globals';
import type { Deployment } from '../../estate/deployment';
import { estateOf } from '../../estate/estate';
import type { Expectations, Flow } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop, thaw } from '../../estate/testing/reference-deployment';
import { rule, securityGroup, spoke1, spoke2 } from '../../estate/testing/reference-network';
import type { TcpOutcome } from '../../probe/outcome';
import { titleOf, verdictOf } from '../../words/case-words';
import { wordsOf } from '../../words/finding-words';
import { isJudged } from '../check';
import { dueProbes } from '../judge-all';
import { path01 } from '../paths/path-01-carried';
import { verdictsOf } from '../testing/judged';
import { flow01 } from './flow-01';
import { any, flow, of } from '../testing/flows';

const database = (draft: Draft): void => addMachine(draft, spoke2, 'db', '10.2.1.8');
const [one, two] = [of(spoke1.network), of(spoke2.network)];
const toDatabase = flow(one, of(spoke2.network, { machine: 'db' }), 1433);

const asked = (flows: readonly Flow[], change: (draft: Draft) => void = database, more: Partial<Expectations> = {}): Deployment => deployment(change, { flows, ...more });

/** The titles, and why nothing is probed where nothing is. */
function due({ survey, expectations }: Deployment): string[] {
  const estate = estateOf(survey);
  return flow01.due(estate, expectations).map((each) => {
    const said = isJudged(each) ? verdictOf(each, estate.label) : undefined;
    return titleOf(each, estate.label).replace('[FLOW-01] ', '') + (said && 'reason' in said ? `: ${said.verdict}: ${said.reason}` : '');
  });
}

const checksDue = (judged: Deployment): string[] => [...new Set(dueProbes(judged).map(({ checkId }) => checkId))];

describe('The connections that are expected', () => {
  test('are none without a file, and none for a port that is the machines’ SSH port: then the check is in no report', () => {
    expect(checksDue(deployment())).toEqual(['SSH-01']);
    expect(checksDue(asked([flow(any, any, 22)]))).toEqual(['SSH-01']);
    expect(checksDue(deployment((draft) => { draft.spokeIds = []; }, { flows: [flow(any, any, 'ssh')] }))).toEqual(['SSH-01']);
    expect(checksDue(asked([flow(any, any, 22), toDatabase]))).toEqual(['SSH-01', 'FLOW-01']);
  });

  test('lead to each running machine that the flow names, whatever its system', () => {
    const more = (draft: Draft): void => {
      ['db2', 'db1', 'db3', 'web'].forEach((name, index) => addMachine(draft, spoke2, name, `10.2.1.${String(10 + index)}`));
      stop(draft, 'db3');
      draft.machines.forEach((vm) => { if (vm.name === 'db1') vm.osType = 'Windows'; });
    };
    expect(due(asked([flow(any, of(spoke2.network, { machine: 'DB*' }), 1433)], more))).toEqual(['spoke1vm connects to db1 (10.2.1.11) at TCP 1433', 'spoke1vm connects to db2 (10.2.1.10) at TCP 1433']);
    expect(due(asked([flow(any, of(spoke2.network, { subnet: '*sub1', machine: 'w*' }), 443)], more))).toEqual(['spoke1vm connects to web (10.2.1.13) at TCP 443']);
  });

  test('of a whole spoke lead to the first machine by name, and say that it stands for the others', () => {
    expect(due(asked([flow(one, any, 443)]))).toEqual(['spoke1vm connects to db (10.2.1.8), which stands for bluespoke2-vnet1, at TCP 443']);
    expect(due(asked([flow(any, any, 443)], () => undefined))).toEqual(['spoke1vm connects to spoke2vm (10.2.1.4) at TCP 443', 'spoke2vm connects to spoke1vm (10.1.1.4) at TCP 443']);
  });

  test('start at the machine that stands for the spoke, among those that the flow names', () => {
    const more = (draft: Draft): void => {
      ['app1', 'app2', 'bare'].forEach((name, index) => addMachine(draft, spoke1, name, `10.1.1.${String(10 + index)}`));
      draft.machines.forEach((vm) => { if (vm.name === 'bare') vm.osType = 'Windows'; });
      stop(draft, 'app1');
    };
    expect(due(asked([flow(of(spoke1.network, { machine: 'app*' }), two, 443)], more))).toEqual(['app2 connects to spoke2vm (10.2.1.4) at TCP 443']);
    expect(due(asked([flow(one, two, 443)], more))).toEqual(['app2, or another machine of bluespoke1-vnet1, connects to spoke2vm (10.2.1.4) at TCP 443']);
    expect(due(asked([flow(of(spoke1.network, { machine: 'bare' }), two, 443)], more))).toEqual([
      'a machine of bluespoke1-vnet1 called bare connects to spoke2vm (10.2.1.4) at TCP 443: cannot-tell: no machine of bluespoke1-vnet1 called bare can be logged in to, to connect from there (bare runs Windows)',
    ]);
  });

  test('lead to an address that is no machine’s, at the SSH port too, where no login proves it', () => {
    expect(due(asked([flow(one, of(spoke2.network, { address: '10.2.9.9' }), 22)]))).toEqual(['spoke1vm connects to 10.2.9.9 of bluespoke2-vnet1 at TCP 22']);
  });

  test('are those of the last flow that speaks of the machines and the port', () => {
    const late = [flow(any, any, 443), flow(any, of(spoke2.network, { machine: 'db' }), 443, 'blocked')];
    expect(due(asked(late))).toEqual(['spoke1vm connects to spoke2vm (10.2.1.4) at TCP 443', 'db, or another machine of bluespoke2-vnet1, connects to spoke1vm (10.1.1.4) at TCP 443']);
    expect(due(asked([...late, flow(any, any, 443, 'blocked')]))).toEqual([]);
    const addressed = flow(one, of(spoke2.network, { address: '10.2.9.9' }), 443);
    expect(due(asked([addressed, { ...addressed, expect: 'blocked' }]))).toEqual([]);
  });

  test('cannot be told where no machine is there, which is said', () => {
    expect(due(asked([flow(one, of(spoke2.network, { machine: 'db', subnet: 'data' }), 1433)]))).toEqual([
      'spoke1vm connects to a machine of bluespoke2-vnet1 in subnet data called db at TCP 1433: cannot-tell: no machine of bluespoke2-vnet1 in subnet data called db is known to run',
    ]);
    const off = asked([toDatabase], (draft) => { database(draft); stop(draft, 'db'); });
    expect(due(off)[0]).toMatch(/cannot-tell: no machine of bluespoke2-vnet1 called db is known to run \(db is deallocated\)$/);
    const unread = asked([toDatabase], (draft) => { draft.unread.push({ of: 'virtualNetworks', id: spoke2.network, problem: forbidden('/it', 'x/read') }); });
    expect(due(unread)[0]).toMatch(/cannot-tell: bluespoke2-vnet1 could not be read: GET \/it ended in 403/);
  });

  test('are not due where nothing is probed, or no login is to be made', () => {
    const why = 'private endpoints only';
    expect(due(asked([toDatabase], database, { spokes: { [keyOf(spoke2.network)]: { name: 'pci', notProbed: why } } }))).toEqual([`spoke1vm connects to db (10.2.1.8) at TCP 1433: skip: the machines of bluespoke2-vnet1 are not probed: ${why}`]);
    expect(due(asked([toDatabase], database, { sshChecks: false }))[0]).toMatch(/: skip: SSH_CHECKS/);
    const off = { spokes: { [keyOf(spoke2.network)]: { name: 'pci', notProbed: why } } };
    expect(due(asked([flow(one, of(spoke2.network, { subnet: 'cardz' }), 443)], database, off))[0]).toMatch(/: cannot-tell: no machine of bluespoke2-vnet1 in subnet cardz is known to run$/);
    expect(due(asked([flow(of(spoke2.network, { machine: 'bd' }), one, 443)], database, off))[0]).toMatch(/: cannot-tell: no machine of bluespoke2-vnet1 called bd can be logged in to/);
  });

  test('are bounded as SSH_PAIRS has it', () => {
    const many = (draft: Draft): void => { for (let index = 0; index < 9; index += 1) addMachine(draft, spoke2, `db${String(index)}`, `10.2.1.${String(10 + index)}`); };
    const flows = [flow(one, of(spoke2.network, { machine: 'db*' }), 1433)];
    const sample = (size: number): string[] => due(asked(flows, many, { sshPairs: { kind: 'sample', size, seed: '1' } }));
    expect(due(asked(flows, many))).toHaveLength(9);
    expect(sample(4)).toHaveLength(4);
    expect(sample(4)).toEqual(expect.arrayContaining(sample(2)));
    expect(due(asked(flows, many, { sshPairs: { kind: 'ring', seed: '1' } }))).toHaveLength(9);
  });
});

/** What one connection comes to. */
function judged(outcome: TcpOutcome, change: (draft: Draft) => void = database, target = toDatabase) {
  const { survey, expectations } = asked([target], change);
  const estate = estateOf(survey);
  const [first] = flow01.due(estate, expectations).flatMap((each) => (isJudged(each) ? [] : [each]));
  if (!first) throw new Error('nothing is due');
  const made = flow01.judge(estate, expectations, first, { from: first.from, to: first.to, outcome }, []);
  const cause = made.findings.map((finding) => wordsOf(finding, estate.label).cause)[0];
  return { made, verdict: verdictOf(made, estate.label), cause, isHopeless: flow01.isHopeless(estate, expectations, first) };
}

const blocks1433 = (draft: Draft): void => {
  database(draft);
  for (const id of Object.keys(draft.rules)) if (id.endsWith('/db-nic')) draft.rules[id] = thaw([securityGroup('db-nsg', 'networkInterface', ['10.0.0.0/8'], [rule('DenySql', 100, 'Inbound', 'Deny', { destinationPortRanges: ['1433-1433'] })])]);
};

describe('A connection', () => {
  const unseen = "the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic)";

  test('that opens passes, and shows what it went past', () => {
    const { made, verdict } = judged({ kind: 'connected', elapsedMs: 3 });
    expect(verdict).toEqual({ verdict: 'pass', advisories: [] });
    expect(made.past).toMatchObject([{ kind: 'route-server' }]);
  });

  test('that is refused got through, and is not put down to the network', () => {
    const { verdict, cause } = judged({ kind: 'refused', message: 'Connection refused' }, blocks1433);
    expect(verdict).toEqual({
      verdict: 'fail',
      fact: 'db (10.2.1.8) refuses the connection of spoke1vm (10.1.1.4) to TCP 1433',
      evidence: ['from     spoke1vm 10.1.1.4', 'to       db 10.2.1.8:1433', 'outcome  refused', 'message  Connection refused'],
    });
    expect(cause).toBe(`packets get through and TCP 1433 of db (10.2.1.8) is refused: nothing listens there, or ${unseen} and the guest of db refuses`);
  });

  test('that gets no answer is put down to what stops it', () => {
    const { made, verdict, isHopeless } = judged({ kind: 'timed-out', timeoutMs: 10_000 }, blocks1433);
    expect(verdict).toMatchObject({ verdict: 'fail', fact: 'db (10.2.1.8) does not answer spoke1vm (10.1.1.4) at TCP 1433 within 10 s' });
    expect(made.findings).toMatchObject([{ because: [{ kind: 'rule-denies', port: 1433 }] }]);
    expect(isHopeless).toBe(true);
  });

  test('that nothing which was read stops names what was not looked at', () => {
    const { made, cause, isHopeless } = judged({ kind: 'timed-out', timeoutMs: 10_000 });
    expect(made.findings[0]).not.toHaveProperty('because');
    expect(cause).toBe(`nothing that was read stops packets on their way to db (10.2.1.8) at TCP 1433, and yet it does not answer; not looked at: ${unseen} and the guest of db`);
    expect(isHopeless).toBe(false);
    expect(judged({ kind: 'unreachable', message: 'No route to host' }).verdict).toMatchObject({ verdict: 'fail', fact: 'spoke1vm (10.1.1.4) is told that there is no way to db (10.2.1.8) at TCP 1433' });
  });

  test('to an address that is no machine’s is not followed', () => {
    const { cause, verdict } = judged({ kind: 'timed-out', timeoutMs: 10_000 }, database, flow(one, of(spoke2.network, { address: '10.2.9.9' }), 443));
    expect(verdict).toMatchObject({ verdict: 'fail', fact: '10.2.9.9 does not answer spoke1vm (10.1.1.4) at TCP 443 within 10 s' });
    expect(cause).toBe("10.2.9.9 does not answer at TCP 443; it is no machine's address, so that the way to it was not followed");
  });

  const known = 'nothing is known of a connection from spoke1vm to db at TCP 1433: ';
  test.each<[TcpOutcome, string]>([
    [{ kind: 'forwarding-forbidden', message: 'administratively prohibited' }, 'the sshd at its start does not forward connections (administratively prohibited)'],
    [{ kind: 'channel-lost', message: 'gone' }, 'the connection to its start was lost (gone)'],
    [{ kind: 'access-path-failed', hop: 'spoke1vm (10.1.1.4)', failure: { kind: 'timed-out', timeoutMs: 15_000 } }, 'the access path failed at spoke1vm (10.1.1.4): no answer within 15 s'],
  ])('that ends with %j cannot be told', (outcome, reason) => {
    expect(judged(outcome, blocks1433).verdict).toMatchObject({ verdict: 'cannot-tell', reason: known + reason });
  });

  test('from another machine says why it is not from the first', () => {
    const { survey, expectations } = asked([toDatabase], (draft) => { database(draft); addMachine(draft, spoke1, 'app', '10.1.1.9'); });
    const estate = estateOf(survey);
    const [first] = flow01.due(estate, expectations).flatMap((each) => (isJudged(each) ? [] : [each]));
    const other = first?.further?.from[0];
    if (!first || !other) throw new Error('there is no further machine');
    const closed = (failure: Extract<TcpOutcome, { kind: 'refused' | 'timed-out' | 'unreachable' }>): TcpOutcome => failure;
    const before = [closed({ kind: 'refused', message: 'x' }), closed({ kind: 'timed-out', timeoutMs: 10_000 }), closed({ kind: 'unreachable', message: 'No route to host' })].map((outcome) => ({ from: first.from, to: first.to, outcome }));
    const made = flow01.judge(estate, expectations, first, { from: other, to: first.to, outcome: { kind: 'connected', elapsedMs: 1 } }, before);
    expect(verdictOf(made, estate.label)).toEqual({
      verdict: 'pass',
      advisories: [{ text: 'spoke1vm connects to db at TCP 1433, for it was refused, there was no answer within 10 s and there was no way to it (No route to host)' }],
    });
  });
});

test('that a connection is due shows that what it goes past forwards', () => {
  expect(Object.values(verdictsOf(path01, asked([toDatabase]))).map(({ verdict }) => verdict)).toEqual(['pass']);
  expect(Object.values(verdictsOf(path01, asked([toDatabase], database, { sshChecks: false }))).map(({ verdict }) => verdict)).toEqual(['cannot-tell']);
});
