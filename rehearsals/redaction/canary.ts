/** Runs on a network whose names are found again, and what of the truth is in what they leave. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allFaults } from '../../lab/faults/catalogue';
import { startLab } from '../../lab/lab';
import type { Lab } from '../../lab/lab';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { builtInTopology } from '../../lab/topologies/built-in';
import { run } from '../entry-point';
import { targetOf } from '../faults/rehearse-fault';
import { labVariables } from '../rehearsal-environment';
import { canary, distinctive } from './distinctive';

export const redact = { REDACT: 'ids,addresses', REDACT_KEY: 'a key that is the same in each run of this test' };

/** All files below, as text. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [readFileSync(path, 'utf8')];
  });

/** What of the truth is in a text. */
export function leaksIn(text: string, { topology, environment }: Lab): string[] {
  const addresses = [...topology.networkInterfaces.flatMap(({ privateIPAddresses }) => privateIPAddresses), ...topology.virtualNetworks.flatMap(({ addressPrefixes, subnets }) => [...addressPrefixes, ...subnets.flatMap((subnet) => subnet.addressPrefixes)])];
  const guids = [...topology.subscriptions.map(({ id }) => id), ...['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'].map((name) => environment[name] ?? '')];
  const lower = text.toLowerCase();
  const hits = [...guids, canary, 'sha256:ssh', 'ssh-2.0', tmpdir()].filter((one) => lower.includes(one.toLowerCase()));
  return [...hits, ...addresses.filter((one) => new RegExp(`(?<![\\d.])${one.replaceAll('.', '\\.')}(?![\\d.]*\\d)`).test(text))];
}

export interface Canary {
  readonly lab: Lab;
  readonly folder: string;
  /** The folder of the reports, unless one is named. */
  readonly out: string;
  readonly start: (entry: string, args?: readonly string[], more?: Readonly<Record<string, string>>) => ReturnType<typeof run>;
}

/** @param fault by its name in the catalogue */
export async function withCanary(base: BuiltInTopology, fault: string | undefined, use: (canary: Canary) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'redaction-'));
  const { topology, incidents, denied, ssh } = targetOf(distinctive(builtInTopology(base)), allFaults.find(({ name }) => name === fault)?.apply);
  const lab = await startLab({ topology, incidents, denied, sshBehaviours: ssh });
  const out = join(folder, 'out');
  try {
    await use({ lab, folder, out, start: (entry, args = [], more = {}) => run(entry, args, { ...labVariables(lab.environment), SSH_TIMEOUT: '1', BLOCKED_WINDOW: '1', CONVERGENCE_TIMEOUT: '0', REPORT_DIR: out, ...more }) });
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true });
  }
}

/** What a run under REDACT leaves: its exit code, how many files, what leaked, and what it says that is proven. */
export interface Left {
  readonly code: number | null;
  readonly files: number;
  readonly leaks: readonly string[];
  readonly proven?: string;
}

export async function leftBy(base: BuiltInTopology, fault: string | undefined): Promise<Left> {
  let left: Left | undefined;
  await withCanary(base, fault, async ({ lab, out, start }) => {
    const { code, output } = await start('verify.ts', [], redact);
    const files = filesIn(out);
    const proven = provenIn(output);
    left = { code, files: files.length, leaks: leaksIn([output, ...files].join('\n'), lab), ...(proven !== undefined && { proven }) };
  });
  if (!left) throw new Error('There was no run.');
  return left;
}

/** `2 proven by login` */
export const provenIn = (output: string): string | undefined => /\d+ proven by login/.exec(output)?.[0];
