/** Random networks with random faults, built from namespaces: packets must get where the lab in process says they do. */
import fc from 'fast-check';
import { startLab } from '../../lab/lab';
import { networkOf } from '../../lab/shapes/build-network';
import { mutationPlans, mutate } from '../agreement/mutations/all-mutations';
import { networkPlans } from '../agreement/random-network';
import { replay } from '../replay';
import { differentConnections } from './connections';
import { saidWords, say } from './words';

/** Fails with the smallest network found on which they differ, and with the seed that leads there again. */
export async function assertKernelAgrees(runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(networkPlans, mutationPlans, saidWords, async (plan, faults, said) => {
      const topology = networkOf(plan);
      mutate(topology, faults);
      say(topology, said);
      const lab = await startLab({ topology, dataPlane: 'kernel' });
      try {
        const found = await differentConnections(lab);
        if (found.length > 0) throw new Error(found.join('\n'));
      } finally {
        await lab.close();
      }
    }),
    { numRuns: runs, ...replay(process.env.REPLAY) },
  );
}
