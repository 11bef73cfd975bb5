/** Two labs of the reference network: as it should be, and without the route to spoke 2. */
import { allFaults } from '../lab/faults/catalogue';
import type { Lab } from '../lab/lab';
import { startLab } from '../lab/lab';
import { createBehaviours } from '../lab/ssh/behaviour';
import { builtInTopology } from '../lab/topologies/built-in';

export async function startLabsForTwoRuns(): Promise<{ readonly healthy: Lab; readonly broken: Lab }> {
  const target = { topology: builtInTopology('reference'), incidents: [], denied: [], ssh: createBehaviours() };
  allFaults.find(({ name }) => name === 'route to spoke 2 missing')?.apply(target);
  const [healthy, broken] = await Promise.all([startLab({ topology: builtInTopology('reference') }), startLab({ topology: target.topology })]);
  return { healthy, broken };
}
