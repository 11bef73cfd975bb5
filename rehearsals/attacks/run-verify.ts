/** `verify` as a child process, watched: what it says, how it ends, how long it takes and how much memory. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack, Ended } from './attack';

const root = join(__dirname, '..', '..');
const command = [
  process.execPath,
  '-r',
  join(__dirname, 'peak-memory.cjs'),
  '-r',
  join(root, 'loader.cjs'),
  join(root, 'bin', 'verify.ts'),
];

export interface WatchedRun {
  readonly attack: Attack;
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  /** Resolves when the arrangement says so. */
  readonly now: Promise<void>;
  /** After so many seconds the run is ended by force. */
  readonly patience: number;
  /** Tells two runs of one attack apart; the first gets the signal. */
  readonly number: number;
}

/** More than a run may say; what is beyond it is counted and not kept. */
const mostOutput = 64 * 1024 * 1024;

/** A run that takes more than this has lost, and the machine is not to lose with it. */
const mostKilobytes = 5 * 1024 * 1024;

export function runVerify({ attack, env, folder, now, patience, number }: WatchedRun): Promise<Omit<Ended, 'files' | 'sentElsewhere'>> {
  const peakFile = join(folder, `peak-memory-${String(number)}`);
  const whole = [...command, ...(attack.args ?? [])];
  const [file = '', ...args] = attack.shell === undefined ? whole : ['bash', '-c', attack.shell, 'bash', ...whole];
  const started = process.hrtime.bigint();
  // A group of its own, so that a shell's children end with it.
  const child = spawn(
    file,
    args,
    { cwd: folder, env: { ...env, SPOKECHECK_PEAK_MEMORY: peakFile }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const output = { stdout: '', stderr: '' };
  let highWater = 0;
  const kill = (signal: NodeJS.Signals, target: number): void => {
    try {
      process.kill(target, signal);
    } catch {
      // It has ended.
    }
  };
  const poll = setInterval(() => {
    highWater = Math.max(highWater, highWaterOf(child.pid));
    if (highWater > mostKilobytes) kill('SIGKILL', -(child.pid ?? 0));
  }, 200);
  const force = setTimeout(() => { kill('SIGKILL', -(child.pid ?? 0)); }, patience * 1_000);
  let isSent = false;
  const send = (): void => {
    if (isSent || !attack.signal || child.pid === undefined || number !== 1) return;
    isSent = true;
    kill(attack.signal.name, child.pid);
  };
  const { after } = attack.signal ?? {};
  if (after === 'now') void now.then(send);
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      if (output[name].length < mostOutput) output[name] += text;
      if (after instanceof RegExp && after.test(output[name])) send();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(poll);
      clearTimeout(force);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      resolve({ exit: code ?? signal ?? 'SIGKILL', ...output, seconds, megabytes: Math.max(highWater, peakIn(peakFile)) / 1024 });
    });
  });
}

/** In kilobytes; 0 where there is no /proc, or no such process. */
function highWaterOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** 0 for a run that did not get to write it. */
function peakIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}
