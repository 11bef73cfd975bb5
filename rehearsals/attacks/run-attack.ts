/** One attack: a lab of its own, a run of `verify` in it, and what came of it held against what must. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Incident } from '../../lab/arm/incident';
import { startLab, type Lab } from '../../lab/lab';
import { createBehaviours } from '../../lab/ssh/behaviour';
import { builtInTopology } from '../../lab/topologies/built-in';
import { labVariables } from '../rehearsal-environment';
import type { Attack, Ended, ExitOf, Place } from './attack';
import { createCanaries } from './canaries';
import { complaintsAboutOutputs } from './outputs';
import { complaintsAbout } from './statement';
import { runVerify } from './run-verify';

export interface AttackResult {
  readonly attack: Attack;
  readonly ended: Ended;
  /** What is not as stated, in words. */
  readonly complaints: readonly string[];
}

/** Short waits, so that an attack takes seconds. */
const quick = { CONVERGENCE_TIMEOUT: '0', SSH_TIMEOUT: '2', SURVEY_TIMEOUT: '10', RUN_TIMEOUT: '60' };

/** Of a run that is not at its end by then, nothing more is to be learnt. */
const patienceFor = (attack: Attack): number => mostSeconds(attack) + 30;

const mostSeconds = ({ must }: Attack): number => must.seconds ?? 45;

export async function runAttack(attack: Attack): Promise<AttackResult> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'spokecheck-attack-')));
  const reports = join(folder, 'reports');
  mkdirSync(reports);
  const closers: (() => unknown)[] = [() => { remove(folder); }];
  const canaries = createCanaries('');
  let now = (): void => undefined;
  const moment = new Promise<void>((resolve) => { now = resolve; });
  const labFor = async (arrange: Attack['arrange']): Promise<Lab> => {
    const topology = builtInTopology(attack.base ?? 'reference');
    const parts = { incidents: [] as Incident[], denied: [], ssh: createBehaviours() };
    arrange?.({ topology, ...parts, canaries, now });
    const elsewhere = attack.elsewhere ? { elsewhere: builtInTopology(attack.base ?? 'reference') } : {};
    const password = attack.byPassword ? { sshPassword: canaries.password } : {};
    const lab = await startLab({
      topology,
      incidents: parts.incidents,
      denied: parts.denied,
      sshBehaviours: parts.ssh,
      ...elsewhere,
      ...password,
    });
    closers.push(() => lab.close());
    return lab;
  };
  try {
    const lab = await labFor(attack.arrange);
    const besideLab = attack.beside && (await labFor(attack.beside.arrange));
    const secret = (of: Lab): string => of.environment['AZURE_CLIENT_SECRET'] ?? '';
    const place: Place = { folder, reports, canaries: { ...canaries, clientSecret: secret(lab) }, lab: lab.environment };
    await attack.prepare?.(place, (undo) => closers.push(undo));
    const run = { attack, folder, now: moment, patience: patienceFor(attack) };
    const [first, second] = await Promise.all([
      runVerify({ ...run, env: environmentOf(attack, place), number: 1 }),
      ...(besideLab ? [runVerify({ ...run, env: environmentOf(attack, { ...place, lab: besideLab.environment }), number: 2 })] : []),
    ]);
    const sentElsewhere = lab.elsewhere?.requests ?? [];
    const ended: Ended = { ...first, files: filesBelow(reports), sentElsewhere };
    const secrets = [...new Set([...Object.values(place.canaries), ...(besideLab ? [secret(besideLab)] : [])])];
    const wrong = [
      ...complaintsAbout(attack, ended, place),
      ...complaintsAboutOutputs(attack.must.colours ? withoutColours(ended) : ended, secrets),
      ...(second ? complaintsAboutSecond(attack, second.exit) : []),
    ];
    return { attack, ended, complaints: [...new Set(wrong)] };
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
}

function complaintsAboutSecond({ beside }: Attack, exit: ExitOf): string[] {
  if (!beside || beside.exits.includes(exit)) return [];
  return [`the second run ended with ${String(exit)}, not ${beside.exits.join(' or ')}`];
}

/** Colours alone: a sequence of an attacker's does more. */
function withoutColours(ended: Ended): Ended {
  const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, '');
  return { ...ended, stdout: plain(ended.stdout), stderr: plain(ended.stderr) };
}

function environmentOf(attack: Attack, place: Place): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  const password = attack.byPassword ? { SSH_PASSWORD: place.canaries.password, SSH_PRIVATE_KEY_FILE: '' } : {};
  const own = { PATH, HOME: place.folder, NO_COLOR: '1', REPORT_DIR: place.reports, ...quick, ...password, ...attack.environment?.(place) };
  return Object.fromEntries(Object.entries({ ...labVariables(place.lab), ...own }).filter(([, value]) => value !== undefined));
}

function filesBelow(folder: string): Map<string, Buffer> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(entries.map((entry) => [
    relative(folder, join(entry.parentPath, entry.name)),
    readFileSync(join(entry.parentPath, entry.name)),
  ]));
}

/** An attack may have taken the right to write away. */
function remove(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) if (entry.isDirectory()) chmodSync(
    join(entry.parentPath, entry.name),
    0o700,
  );
  rmSync(folder, { recursive: true, force: true });
}
