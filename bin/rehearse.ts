/**
 * `npm run rehearse`: starts the lab, runs `verify` against it in a process of its own, as on Azure, and ends with its exit
 * code. With --fault the lab has that fault; --all-faults rehearses every fault and every healthy shape.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { allFaults, catalogue } from '../lab/faults/catalogue';
import type { Fault } from '../lab/faults/fault';
import { startLab } from '../lab/lab';
import { healthyShapes } from '../lab/shapes/healthy-shapes';
import { createBehaviours } from '../lab/ssh/behaviour';
import type { BuiltInTopology } from '../lab/topologies/built-in';
import { builtInTopologies, builtInTopology } from '../lab/topologies/built-in';
import type { Topology } from '../lab/topology/topology';
import { loadTopology } from '../lab/topology/topology-file';
import { isAsStated, isGreen, rehearseAll, resultLines } from '../rehearsals/faults/rehearse-all';
import { rehearsalEnvironment } from '../rehearsals/rehearsal-environment';
import { RehearsalOptionError, readOptions } from '../rehearsals/rehearsal-options';

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.list) {
    for (const { title, faults } of catalogue) console.log([title, ...faults.map(({ name }) => `  ${name}`), ''].join('\n'));
    console.log(['Healthy shapes', ...healthyShapes.map(({ name }) => `  ${name}`)].join('\n'));
    return 0;
  }
  if (options.allFaults) {
    const results = await rehearseAll();
    console.log(resultLines(results).join('\n'));
    return results.faults.every(isAsStated) && results.shapes.every(isGreen) ? 0 : 1;
  }
  const fault = options.fault === undefined ? undefined : faultNamed(options.fault);
  return rehearse(topologyNamed(options.topology ?? fault?.base ?? 'reference'), fault, options.jestArgs);
}

function faultNamed(name: string): Fault {
  const found = allFaults.find((fault) => fault.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new RehearsalOptionError(`There is no fault "${name}". \`npm run rehearse -- --list\` names them all.`);
  return found;
}

const isBuiltIn = (name: string): name is BuiltInTopology => (builtInTopologies as readonly string[]).includes(name);

const topologyNamed = (name: string): Topology => (isBuiltIn(name) ? builtInTopology(name) : loadTopology(name));

async function rehearse(topology: Topology, fault: Fault | undefined, args: readonly string[]): Promise<number> {
  const parts = { incidents: [], denied: [], ssh: createBehaviours() };
  fault?.apply({ topology, ...parts });
  const lab = await startLab({ topology, incidents: parts.incidents, denied: parts.denied, sshBehaviours: parts.ssh });
  try {
    const child = spawn(process.execPath, ['-r', 'esbuild-register', join(__dirname, 'verify.ts'), ...args], {
      env: rehearsalEnvironment(process.env, lab.environment),
      stdio: 'inherit',
    });
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => { resolve(code ?? 2); });
    });
  } finally {
    await lab.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
