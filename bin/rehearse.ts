/** `npm run rehearse`: starts the lab, runs `verify` against it in a process of its own, as on Azure, and ends with its exit code. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startLab } from '../lab/lab';
import { builtInTopology } from '../lab/topologies/built-in';
import { rehearsalEnvironment } from '../rehearsals/rehearsal-environment';

async function rehearse(args: readonly string[]): Promise<number> {
  const lab = await startLab({ topology: builtInTopology('reference') });
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

rehearse(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
