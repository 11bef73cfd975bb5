/** Runs one of the project's programs in a process of its own, and says what that has used. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Used {
  readonly cpuSeconds: number;
  /** The most that was resident at once. */
  readonly megabytes: number;
}

export interface Measured extends Used {
  readonly exitCode: number | null;
  readonly output: string;
}

const root = join(__dirname, '..', '..');

/** @param usageFile where the process leaves what it has used; overwritten */
export async function runMeasured(usageFile: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Measured> {
  const child = spawn(process.execPath, ['-r', join(__dirname, 'usage.cjs'), '-r', join(root, 'loader.cjs'), ...args], { cwd: root, env: { ...env, BENCH_USAGE: usageFile }, stdio: ['ignore', 'pipe', 'inherit'] });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  const exitCode = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { ...(JSON.parse(readFileSync(usageFile, 'utf8')) as Used), exitCode, output: Buffer.concat(pieces).toString('utf8') };
}
