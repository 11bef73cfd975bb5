/** SEG-01 against brute force. */
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { seg01 } from '../../helpers/checks/segmentation/seg-01-nothing-let-through';
import { estateOf } from '../../helpers/estate/estate';
import { keyOf } from '../../helpers/estate/resource-id';
import { spoke1, spoke2 } from '../../helpers/estate/testing/reference-network';
import { bruteForce } from './brute-force';
import { deploymentOf, smallNetworks } from './small-network';

const directions = [[spoke1.network, spoke2.network], [spoke2.network, spoke1.network]] as const;

/** Compares so many random networks, in both directions; returns how often each verdict came. Throws where a verdict, or the packet that is told, is another. */
export function compareWithBruteForce(networks: number, seed: number): Record<string, number> {
  const met: Record<string, number> = {};
  fc.assert(
    fc.property(smallNetworks, (plan) => {
      const deployment = deploymentOf(plan);
      const cases = seg01.judge(estateOf(deployment.survey), deployment.expectations);
      for (const [from, to] of directions) {
        const found = bruteForce(deployment, from, to);
        const judged = cases.find(({ subjects }) => subjects[0] === keyOf(from) && subjects[1] === keyOf(to));
        expect(judged?.verdict ?? 'skip').toBe(found.verdict);
        const [told] = judged?.findings ?? [];
        if (told && 'packet' in told) {
          const { packet } = told;
          expect(found.cameOf({ from: packet.from.address, to: packet.to.address, sourcePort: packet.sourcePort ?? 30_000 })).toBe(told.kind === 'lets-through' ? 'through' : 'unknown');
        }
        met[found.verdict] = (met[found.verdict] ?? 0) + 1;
      }
    }),
    { numRuns: networks, seed },
  );
  return met;
}
