/**
 * How many logins a second the harness gets done, beside a bare loop of the same library over the same hops, with machines that are some way off. Both run in a
 * process of their own, one after the other, against the same lab in this one; the lab's log of logins is the clock for both.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab, type Lab } from '../../lab/lab';
import { createBehaviours } from '../../lab/ssh/behaviour';
import { networkOf } from '../../lab/shapes/build-network';
import type { Topology } from '../../lab/topology/topology';
import { rehearsalEnvironment } from '../rehearsal-environment';
import type { BareLoop } from './bare-loop';

export interface Measurement {
  readonly spokes: number;
  /** How far away jump host and machines lie. */
  readonly oneWayMs: number;
  /** At how many logins at once the bare loop is tried; the best of them counts. */
  readonly widths: readonly number[];
  /** How often each is measured, in turn; the median counts. On a machine that others use as well one run says little. */
  readonly rounds: number;
  /** How many pairs the bare loop takes at each width; all where there are fewer. */
  readonly barePairs: number;
  /** Settings of the harness, such as SSH_PAIRS. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Rate {
  readonly logins: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** From the first login to the end of the program. */
  readonly secondsToTheEnd: number;
}

export interface LoginRates {
  readonly bare: readonly (Rate & { readonly width: number })[];
  readonly harness: Rate;
  /** The harness's rate by the best of the bare loop's. */
  readonly ratio: number;
}

const root = join(__dirname, '..', '..');

/** Rejects where the lab does not start or a program logs in nowhere. */
export async function measureLogins({ spokes, oneWayMs, widths, rounds, barePairs, settings = {} }: Measurement): Promise<LoginRates> {
  const lab = await startLab({ topology: network(spokes), sshOneWayMs: oneWayMs });
  try {
    const pairs = spread(lab.topology.networkInterfaces.map(({ privateIPAddresses: [address = ''] }) => address)).slice(0, barePairs);
    const measured: { readonly bare: Rate[]; readonly harness: Rate }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const loops = [];
      for (const width of widths) loops.push(await measureBare(lab, { pairs, width }));
      measured.push({ bare: loops, harness: await measureHarness(lab, settings) });
    }
    const bare = widths.map((width, index) => ({ width, ...median(measured.flatMap(({ bare: rates }) => rates.slice(index, index + 1))) }));
    const harness = median(measured.map((round) => round.harness));
    return { bare, harness, ratio: harness.perSecond / Math.max(...bare.map(({ perSecond }) => perSecond)) };
  } finally {
    await lab.close();
  }
}

/** How long the harness takes with the guest of the first spoke dead: it answers nobody, neither the jump host. */
export async function measureDeadGuest({ spokes, oneWayMs, settings = {} }: Pick<Measurement, 'spokes' | 'oneWayMs' | 'settings'>): Promise<Rate> {
  const topology = network(spokes);
  const [first] = topology.virtualMachines;
  const sshBehaviours = createBehaviours();
  sshBehaviours.machines.set(first?.name ?? '', { kind: 'dropped' });
  const lab = await startLab({ topology, sshOneWayMs: oneWayMs, sshBehaviours });
  try {
    return await measureHarness(lab, settings);
  } finally {
    await lab.close();
  }
}

/** A machine in each spoke, and one route to all others. */
function network(spokes: number): Topology {
  const plan = { region: 0, subscription: 0, machines: 1, hasRules: false };
  return networkOf({ design: 'route-server', coverage: 'private-range', hubRegion: 0, spokes: Array.from({ length: spokes }, () => plan) });
}

function median(rates: readonly Rate[]): Rate {
  const middle = rates.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(rates.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

const measureBare = (lab: Lab, loop: BareLoop): Promise<Rate> =>
  clocked(lab, ['rehearsals/logins/bare-loop.ts'], { ...process.env, ...lab.environment, BARE_LOOP: JSON.stringify(loop) });

async function measureHarness(lab: Lab, settings: Readonly<Record<string, string>>): Promise<Rate> {
  const reports = mkdtempSync(join(tmpdir(), 'spokecheck-logins-'));
  try {
    return await clocked(lab, ['bin/verify.ts', '-t', 'SSH-01'], rehearsalEnvironment({ ...process.env, ...settings, REPORT_DIR: reports }, lab.environment));
  } finally {
    rmSync(reports, { recursive: true });
  }
}

/** All pairs, so that neighbours in the list have neither source nor target in common. */
function spread(addresses: readonly string[]): [string, string][] {
  const at = (index: number): string => addresses[index % addresses.length] ?? '';
  return addresses.slice(1).flatMap((_, step) => addresses.map((from, index): [string, string] => [from, at(index + step + 1)]));
}

/** From the login to the jump host to the last one on a machine, those included that the sources are kept open by: they are the same work. */
async function clocked(lab: Lab, program: readonly string[], env: NodeJS.ProcessEnv): Promise<Rate> {
  const { logins } = lab.ssh;
  const before = logins.length;
  const [first, last] = [{ at: 0 }, { at: 0, length: before }];
  const clock = setInterval(() => {
    if (logins.length === last.length) return;
    if (last.length === before) first.at = performance.now();
    Object.assign(last, { at: performance.now(), length: logins.length });
  }, 5);
  const code = await ended(program, env);
  clearInterval(clock);
  const landed = logins.slice(before).filter(({ on }) => on !== 'jump host').length;
  if (landed === 0) throw new Error(`${program.join(' ')} logged in nowhere, and ended with ${String(code)}`);
  const seconds = (last.at - first.at) / 1000;
  return { logins: landed, seconds, perSecond: landed / seconds, secondsToTheEnd: (performance.now() - first.at) / 1000 };
}

function ended(program: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const child = spawn(process.execPath, ['-r', join(root, 'loader.cjs'), ...program], { cwd: root, env, stdio: ['ignore', process.env['MEASURE_VERBOSE'] ? 'inherit' : 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}
