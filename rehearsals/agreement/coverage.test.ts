import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allChecks } from '../../helpers/checks/all-checks';
import { networkOf } from '../../lab/shapes/build-network';
import { builtInTopology } from '../../lab/topologies/built-in';
import { mutate, mutationPlans } from './mutations/all-mutations';
import { networkPlans } from './random-network';
import { checksLeftOut, expectedVerdicts } from './truths/all-truths';

const checkIds = [...new Set([...allChecks.map(({ id }) => id), 'SSH-01'])];
const compared = Object.keys(expectedVerdicts(builtInTopology('reference')));

/** In how many of these networks a check must be red. */
function timesRed(count: number): Record<string, number> {
  const plans = fc.sample(fc.tuple(networkPlans, mutationPlans), { numRuns: count, seed: 1 });
  const red = plans.flatMap(([plan, faults]) => {
    const topology = networkOf(plan);
    mutate(topology, faults);
    return Object.entries(expectedVerdicts(topology)).flatMap(([id, verdict]) => (verdict === 'not-red' ? [] : [id]));
  });
  return Object.fromEntries(compared.map((id) => [id, red.filter((other) => other === id).length]));
}

describe('Agreement', () => {
  test('compares every check that there is, or leaves it out for a reason', () => {
    expect([...compared, ...Object.keys(checksLeftOut)].sort()).toEqual([...checkIds].sort());
  });

  test.each(Object.entries(checksLeftOut))('leaves %s out, as docs/architecture.md says', (id, reason) => {
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'architecture.md'), 'utf8')).toContain(`${id}: ${reason}`);
  });

  test('meets with each compared check where it is red, in one network of a hundred at least', () => {
    const rare = Object.entries(timesRed(300)).filter(([, times]) => times < 3);
    expect(rare).toEqual([]);
  });
});
