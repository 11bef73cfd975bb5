/** The runs that the images show: each against a lab of its own, from a process of its own, as `npm run rehearse` makes them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Results } from '../../helpers/report/results';
import { resultsSchema } from '../../helpers/report/results';
import { allFaults } from '../../lab/faults/catalogue';
import { startLab } from '../../lab/lab';
import { createBehaviours } from '../../lab/ssh/behaviour';
import { builtInTopology } from '../../lab/topologies/built-in';
import { generatedTopology } from '../../lab/topologies/generated';
import type { Topology } from '../../lab/topology/topology';
import { run } from '../entry-point';
import { rehearsalEnvironment } from '../rehearsal-environment';

export interface Example {
  readonly name: string;
  readonly topology: () => Topology;
  /** By their names in the catalogue. */
  readonly faults: readonly string[];
  /** How many logins are made; all where not given. */
  readonly logins?: string;
}

export const examples: readonly Example[] = [
  { name: 'reference', topology: () => builtInTopology('reference'), faults: [] },
  { name: 'three-causes', topology: () => generatedTopology({ spokes: 6, regions: 3, subscriptions: 3 }), faults: ['route to spoke 2 missing', 'peering Disconnected on the spoke side', 'SSH denied into spoke 2 on the NIC'] },
  { name: 'hundred-spokes', topology: () => generatedTopology({ spokes: 100, regions: 4, subscriptions: 5 }), faults: ['forwarded traffic off on the spoke side'], logins: 'sample:120' },
];

export async function resultsOfExample({ topology: make, faults, logins }: Example): Promise<Results> {
  const target = { topology: make(), incidents: [], denied: [], ssh: createBehaviours() };
  for (const name of faults) allFaults.find((fault) => fault.name === name)?.apply(target);
  const lab = await startLab({ topology: target.topology, sshBehaviours: target.ssh });
  const dir = mkdtempSync(join(tmpdir(), 'spokecheck-example-'));
  try {
    const env = rehearsalEnvironment({ REPORT_DIR: dir, SSH_TIMEOUT: '3', CONVERGENCE_TIMEOUT: '5', ...(logins !== undefined && { SSH_PAIRS: logins }) }, lab.environment);
    const { output } = await run('verify.ts', [], env);
    const text = readFileSync(join(dir, 'results.json'), { encoding: 'utf8' });
    if (text === '') throw new Error(output);
    return resultsSchema.parse(JSON.parse(text));
  } finally {
    await lab.close();
    rmSync(dir, { recursive: true });
  }
}
