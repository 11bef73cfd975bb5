import { describe, expect, test } from '@jest/globals';
import { judgeSurvey } from '../checks/judge-all';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Flow, FlowEnd } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import type { SpokeParts } from '../estate/testing/many-spokes';
import { manySpokes } from '../estate/testing/many-spokes';
import type { Outcome } from '../report/outcome';
import type { MatrixShown } from '../report/record/shown';
import { recordOf } from '../report/verdict-record';
import { matrixOf } from './matrix';

/** What PATH-01 makes of it; no login is among the outcomes. */
function matrixOfPaths({ survey, expectations }: Deployment): MatrixShown {
  const estate = estateOf(survey);
  const outcomes = judgeSurvey({ survey, expectations }).filter(({ checkId }) => checkId === 'PATH-01').map((judged): Outcome => {
    const record = recordOf('suite', judged, estate.label);
    return { suite: 'suite', title: record.title, verdict: record.verdict, durationMs: 1, record };
  });
  return matrixOf(estate, expectations, outcomes);
}

const closed = (number: number) => (parts: SpokeParts, each: number): SpokeParts =>
  each === number ? { ...parts, network: { ...parts.network, peerings: parts.network.peerings.map((one) => ({ ...one, allowVirtualNetworkAccess: false })) } } : parts;

const stopped = (parts: SpokeParts, number: number): SpokeParts => (number === 3 ? { ...parts, vm: { ...parts.vm, powerState: 'deallocated' } } : parts);

/** From 21 spokes on a case of PATH-01 stands for all pairs of a NIC. */
describe.each([4, 24])('The matrix of %i spokes', (spokes) => {
  const row = (matrix: MatrixShown, place: number): string => matrix.rows[place] ?? '';

  test('has each pair once, and nothing for a spoke with itself', () => {
    const { rows } = matrixOfPaths(manySpokes({ spokes, routes: 'summary' }));
    expect(rows).toHaveLength(spokes);
    for (const [place, letters] of rows.entries()) expect(letters).toBe(`${'C'.repeat(place)}.${'C'.repeat(spokes - 1 - place)}`);
  });

  test('has what fails, and why', () => {
    const matrix = matrixOfPaths(manySpokes({ spokes, routes: 'summary' }, closed(2)));
    expect(row(matrix, 1)).toBe(`F.${'F'.repeat(spokes - 2)}`);
    expect(row(matrix, 0)).toBe(`.F${'C'.repeat(spokes - 2)}`);
    const first = /(?:^|,)0>1:(\d+)/.exec(matrix.why.join(','))?.[1];
    expect(matrix.texts[Number(first)]).toContain('allowVirtualNetworkAccess');
  });

  test('has nothing due where a machine does not run', () => {
    const { survey, expectations } = manySpokes({ spokes, routes: 'summary' }, stopped);
    // Azure computes no routes for it.
    const effectiveRoutes = Object.fromEntries(Object.entries(survey.effectiveRoutes).filter(([nic]) => !nic.endsWith('/spoke3vm-nic')));
    const matrix = matrixOfPaths({ survey: { ...survey, effectiveRoutes }, expectations });
    expect(matrix.texts).toEqual([]);
    expect(row(matrix, 2).replace('.', '')).toBe('N'.repeat(spokes - 1));
    expect(row(matrix, 0)[2]).toBe('N');
  });

  test('says of what was not judged in this run that it was left out', () => {
    const { survey, expectations } = manySpokes({ spokes, routes: 'summary' });
    expect(matrixOf(estateOf(survey), expectations, []).rows[0]).toBe(`.${'O'.repeat(spokes - 1)}`);
  });
});

describe('The matrix of flows', () => {
  const many = manySpokes({ spokes: 4, routes: 'summary' });
  const [first = '', second = ''] = many.survey.spokeIds;
  const [from, to]: FlowEnd[] = [first, second].map((spokeId): FlowEnd => ({ kind: 'spoke', spokeId }));
  const expectations = { ...many.expectations, flows: [{ from, to, ports: [443], expect: 'connect' }] as Flow[] };
  const estate = estateOf(many.survey);
  const rowAfter = (...checkIds: readonly string[]): string | undefined => {
    const [judged] = judgeSurvey({ survey: many.survey, expectations });
    if (!judged) throw new Error('nothing is judged');
    const outcomes = checkIds.map((checkId): Outcome => {
      const record = { ...recordOf('suite', { ...judged, checkId, verdict: 'pass', findings: [], subjects: [first, second].map(keyOf) }, estate.label) };
      return { suite: 'suite', title: record.title, verdict: record.verdict, durationMs: 1, record };
    });
    return matrixOf(estate, expectations, outcomes).rows[0];
  };

  test('says where nothing is expected', () => {
    expect(rowAfter()).toBe('.OEE');
  });

  test('says what was shown: a connection that opened more than configuration, and that more than what is blocked', () => {
    expect(rowAfter('PATH-01')).toBe('.CEE');
    expect(rowAfter('PATH-01', 'FLOW-01', 'FLOW-02')).toBe('.PEE');
    expect(rowAfter('SEG-01', 'FLOW-02')).toBe('.BEE');
  });
});
