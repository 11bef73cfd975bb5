import { describe, expect, test } from '@jest/globals';
import { causesOf } from './causes';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import { pairsOf } from '../estate/nic-pairs';
import { unread } from '../estate/reading';
import { keyOf } from '../estate/resource-id';
import type { SpokeParts } from '../estate/testing/many-spokes';
import { addressIn, manySpokes, prefixOf } from '../estate/testing/many-spokes';
import { rule } from '../estate/testing/reference-network';
import { followPacket } from '../path/follow-packet';
import { titleOf, verdictOf } from '../words/case-words';
import { causeLines } from '../words/cause-words';
import type { Case } from '../checks/check';
import { isRed, judgementsIn } from '../checks/check';
import { er02 } from '../checks/effective-routes/er-02-way-to-other-spokes';
import { judgeSurvey } from '../checks/judge-all';
import { mostPairCases } from '../checks/judge-pairs';
import { path01 } from '../checks/paths/path-01-carried';
import { pe07 } from '../checks/peerings/pe-07-no-overlap';
import { sg01 } from '../checks/security-rules/sg-01-ssh-allowed';

const withoutRoutes = (parts: SpokeParts): SpokeParts => ({ ...parts, table: { ...parts.table, routes: [] }, routes: parts.routes.filter(({ source }) => source !== 'User') });
const only = (number: number, change: (parts: SpokeParts) => SpokeParts) => (parts: SpokeParts, at: number): SpokeParts => (at === number ? change(parts) : parts);
const large = (change?: (parts: SpokeParts, number: number) => SpokeParts): Deployment => manySpokes({ spokes: 21, routes: 'summary' }, change);
const judged = (check: typeof er02 | typeof path01 | typeof sg01 | typeof pe07, { survey, expectations }: Deployment): Case[] => check.judge(estateOf(survey), expectations);
const reds = (cases: readonly Case[]): Case[] => cases.filter(isRed);
const said = (one: Case | undefined, { survey }: Deployment): string[] => {
  if (!one) return [];
  const { label } = estateOf(survey);
  const verdict = verdictOf(one, label);
  return [titleOf(one, label), verdict.verdict === 'fail' ? verdict.fact : verdict.verdict];
};

describe(`Up to ${String(mostPairCases)} pairs a case is about one pair`, () => {
  test('twenty spokes with a machine each are a case per pair, twenty-one a case per machine', () => {
    const [twenty, more] = [20, 21].map((spokes) => manySpokes({ spokes, routes: 'each' }));
    expect([twenty, more].map((deployment) => (deployment ? [er02, sg01, path01].map((check) => judged(check, deployment).length) : []))).toEqual([[380, 380, 380], [21, 21, 21]]);
  });

  test('the counts are those of the pairs', () => {
    const deployment = large(only(7, withoutRoutes));
    for (const check of [er02, sg01, path01]) expect(judged(check, deployment).reduce((sum, one) => sum + judgementsIn(one), 0)).toBe(420);
    const paths = judged(path01, deployment).map(({ targets }) => targets);
    const estate = estateOf(deployment.survey);
    const walked = [...pairsOf(estate.pairSources)].flatMap((pair) => (pair.kind === 'pair' ? [followPacket(estate, deployment.expectations, pair.from, pair.to, 22).kind] : []));
    expect(paths.reduce((sum, targets) => sum + (targets?.passed ?? 0), 0)).toBe(walked.filter((kind) => kind === 'arrives').length);
    expect(paths.reduce((sum, targets) => sum + (targets?.failed ?? 0), 0)).toBe(walked.filter((kind) => kind === 'breaks').length);
  });
});

describe('In a large network one thing that is wrong', () => {
  test('with a table is one red source of each check, and one cause', () => {
    const deployment = large(only(7, withoutRoutes));
    expect(said(reds(judged(er02, deployment))[0], deployment)).toEqual([
      '[ER-02] spoke7vm-nic sends each machine of the other spokes through the Route Server',
      '20 machines fail; the first: spoke7vm-nic sends spoke1vm (10.1.1.4) to Internet, not to the Route Server: 0.0.0.0/0 → Internet (Default) decides',
    ]);
    expect(said(reds(judged(path01, deployment))[0], deployment)).toEqual([
      '[PATH-01] what is configured at spoke7vm-nic, and on the way of what it sends, carries TCP 22 to and from each machine of the other spokes',
      '20 machines fail; the first: by what is configured, the answer of spoke7vm (10.7.1.4) to TCP 22 from spoke1vm (10.1.1.4) does not get back: route table bluespoke7rt has no route for it',
    ]);
    const red = reds(judgeSurvey(deployment));
    expect(red.map(({ checkId }) => checkId)).toEqual(['RT-02', 'ER-02', 'PATH-01']);
    expect(causesOf(red)).toHaveLength(1);
  });

  test('with the rules of one machine is red there, and not at all that it lets in no longer', () => {
    const deny = rule('DenySsh', 100, 'Inbound', 'Deny');
    const deployment = large(only(7, (parts) => ({ ...parts, rules: parts.rules.map((group) => ({ ...group, rules: [deny, ...group.rules] })) })));
    const red = reds(judgeSurvey(deployment));
    expect(red.map((one) => [one.checkId, one.subjects[0]?.split('/').at(-1)])).toEqual([['SG-01', 'spoke7vm-nic'], ['PATH-01', 'spoke7vm-nic']]);
    expect(said(red[0], deployment)).toEqual([
      '[SG-01] the security rules of spoke7vm-nic let TCP 22 out to each machine of the other spokes, and in from it',
      '20 machines fail; the first: spoke7vm-nic does not let TCP 22 in from spoke1vm (10.1.1.4): rule DenySsh (priority 100) of network security group spoke7vm-nsg at the NIC denies it',
    ]);
    expect(red[0]?.targets).toMatchObject({ passed: 20, failed: 20, others: [{ verdict: 'fail', back: true }] });
  });

  test('with one way alone names its target, and shows no list', () => {
    const stray = only(7, (parts) => ({ ...parts, routes: [...parts.routes, { ...(parts.routes.at(-1) as SpokeParts['routes'][number]), addressPrefixes: [prefixOf(9)], nextHopType: 'None', nextHopIpAddresses: [] }] }));
    const deployment = large(stray);
    const [red, ...others] = reds(judged(er02, deployment));
    expect(others).toEqual([]);
    expect(said(red, deployment)[1]).toBe(`1 machine fails: spoke7vm-nic sends spoke9vm (${addressIn(9)}) nowhere: ${prefixOf(9)} → None (User to-1) decides`);
  });

  test('that needs more commands than a case keeps is mended in part by those that are printed', () => {
    const each = manySpokes({ spokes: 30, routes: 'each' }, only(7, withoutRoutes));
    const [cause, ...more] = causesOf(judgeSurvey(each));
    expect(more).toEqual([]);
    const fixes = cause ? causeLines(cause, estateOf(each.survey).label, () => true).filter((line) => line.startsWith('Fix')) : [];
    // Twenty of the case's, and one that RT-02 names.
    expect(fixes).toHaveLength(21);
    expect(fixes.filter((line) => !line.startsWith('Fix, in part: az network route-table route create '))).toEqual([]);
  });

  test('is told at the machines that lose the packets, and one of which nothing is left is no pass', () => {
    const deny = rule('DenySsh', 100, 'Inbound', 'Deny');
    const deployment = large((parts, number) => (number === 7 ? parts : { ...parts, rules: parts.rules.map((group) => ({ ...group, rules: [deny, ...group.rules] })) }));
    const [cases, spoke7] = [judged(sg01, deployment), 'spoke7vm-nic'];
    expect(cases.filter(({ verdict }) => verdict !== 'fail').map((one) => [one.subjects[0]?.split('/').at(-1), verdictOf(one, estateOf(deployment.survey).label)])).toEqual([
      [spoke7, { verdict: 'skip', reason: 'what is wrong with each of its pairs is at the other machine, and told there' }],
    ]);
  });

  test('a NIC that was not read is one case that cannot be told, and one target of each other', () => {
    const deployment = large();
    const [nicId] = Object.keys(deployment.survey.networkInterfaces);
    const problem = { kind: 'server-error', request: `GET ${nicId ?? ''}`, status: 500, message: 'no' } as const;
    const survey = { ...deployment.survey, networkInterfaces: { ...deployment.survey.networkInterfaces, [nicId ?? '']: unread(problem) } };
    const cases = judged(er02, { ...deployment, survey });
    expect(cases.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 21 }, () => 'cannot-tell'));
    expect(causesOf(cases)).toHaveLength(1);
  });
});

describe('PE-07 in a large network', () => {
  const many = (change?: (parts: SpokeParts, number: number) => SpokeParts): Deployment => manySpokes({ spokes: 30, routes: 'summary' }, change);

  test('is one case for each network', () => {
    expect(judged(pe07, many()).map(({ verdict }) => verdict)).toEqual(Array.from({ length: 31 }, () => 'pass'));
  });

  test('tells of each overlap once, by the first of the two', () => {
    const deployment = many(only(9, (parts) => ({ ...parts, network: { ...parts.network, addressPrefixes: ['10.3.128.0/17', '10.9.0.0/16'] } })));
    const red = reds(judged(pe07, deployment));
    expect(red.map((one) => said(one, deployment))).toEqual([['[PE-07] bluespoke3-vnet1 overlaps no other network of the deployment', '10.3.0.0/16 of bluespoke3-vnet1 overlaps 10.3.128.0/17 of bluespoke9-vnet1']]);
  });

  test('a network that was not read is told by itself alone', () => {
    const deployment = many();
    const id = deployment.survey.spokeIds[4] ?? '';
    const problem = { kind: 'server-error', request: `GET ${id}`, status: 500, message: 'no' } as const;
    const survey = { ...deployment.survey, virtualNetworks: { ...deployment.survey.virtualNetworks, [keyOf(id)]: unread(problem) } };
    expect(reds(judged(pe07, { ...deployment, survey })).map(({ subjects }) => subjects)).toEqual([[keyOf(id)]]);
  });
});
