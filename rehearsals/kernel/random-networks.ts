/** Random networks with random faults, built from namespaces: packets must get where the lab in process says they do. */
import fc from 'fast-check';
import { startLab } from '../../lab/lab';
import type { Topology } from '../../lab/topology/topology';
import { randomNetworks, topologyOf, type RandomNetwork } from '../agreement/random-network';
import { appliancesOf, forwardersOf } from '../agreement/words/places';
import { replay } from '../replay';
import { differentConnections } from './connections';

/**
 * Of appliances at equal cost the kernel can show one way of a connection, where the lab in process looks at all of them; of stateful ones a hash picks
 * the same one in both.
 */
export function kernelTopologyOf(network: RandomNetwork): Topology {
  const topology = topologyOf(network);
  const atEqualCost = topology.routeServers.some(({ bgpConnections }) => bgpConnections.length > 1);
  if (atEqualCost) for (const appliance of [...appliancesOf(topology), ...topology.virtualMachines.filter(({ name }) => name.startsWith('nva')), ...forwardersOf(topology)]) appliance.stateful = true;
  return topology;
}

/** Fails with the smallest network found on which they differ, and with the seed that leads there again. */
export async function assertKernelAgrees(runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(randomNetworks, async (network) => {
      const lab = await startLab({ topology: kernelTopologyOf(network), dataPlane: 'kernel' });
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
