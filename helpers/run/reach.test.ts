import { describe, expect, test } from '@jest/globals';
import { dueProbes } from '../checks/judge-all';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { LoginPairs } from '../estate/expectations';
import { parentId } from '../estate/resource-id';
import { deployment } from '../estate/testing/reference-deployment';
import { leftOutOf, reachOf } from './reach';

/** The reference deployment with so many spokes more, which hold no machine. */
function withSpokes(more: number, sshPairs: LoginPairs): Deployment {
  const { survey, expectations } = deployment();
  const [first = ''] = survey.spokeIds;
  const further = Array.from({ length: more }, (_, index) => `${parentId(first)}/virtualNetworks/further${String(index)}`);
  return { survey: { ...survey, spokeIds: [...survey.spokeIds, ...further] }, expectations: { ...expectations, sshPairs } };
}

const leftOut = (judged: Deployment): ReturnType<typeof leftOutOf> => leftOutOf(estateOf(judged.survey), judged.expectations, dueProbes(judged));

describe('What is left out of the logins', () => {
  test('is nothing where all pairs are due', () => {
    expect(leftOut(deployment())).toBeUndefined();
    expect(leftOut(withSpokes(3, { kind: 'all', seed: '1' }))).toBeUndefined();
  });

  test('is counted, with the settings that choose the same pairs again', () => {
    expect(leftOut(withSpokes(3, { kind: 'sample', size: 6, seed: 'build-7' }))).toEqual({ pairs: 14, settings: 'SSH_PAIRS=sample:6, SSH_PAIRS_SEED=build-7' });
    expect(leftOut(withSpokes(30, { kind: 'auto', seed: '1' }))).toEqual({ pairs: 592, settings: 'SSH_PAIRS=auto, SSH_PAIRS_SEED=1' });
  });

  test('needs no seed of a ring', () => {
    // The two spokes with machines log in to each other; of the rest each stands between its neighbours.
    expect(leftOut(withSpokes(3, { kind: 'ring', seed: '1' }))).toEqual({ pairs: 14, settings: 'SSH_PAIRS=ring' });
  });

  test('is part of how far the proof goes, and proves nothing', () => {
    const judged = withSpokes(3, { kind: 'sample', size: 6, seed: '1' });
    const left = leftOut(judged);
    expect(reachOf(estateOf(judged.survey), [], left)).toMatchObject({ spokePairs: 20, spokePairsByLogin: 0, leftOut: left });
  });
});
