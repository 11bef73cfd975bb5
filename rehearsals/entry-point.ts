/** The npm scripts' entry points, run as npm does, and what is in the report that they leave. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Element } from '@xmldom/xmldom';
import { DOMParser } from '@xmldom/xmldom';

const root = join(__dirname, '..');

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs an entry point as npm does, with an environment of its own; a lab in there keeps its exchanges where all others do. */
export function run(entry: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const { PATH, SPOKECHECK_EXCHANGES } = process.env;
  const child = spawn(process.execPath, [...(entry === 'verify.ts' ? ['-r', join(root, 'bin', 'first.cjs')] : []), '-r', join(root, 'loader.cjs'), join(root, 'bin', entry), ...args], { cwd: root, env: { PATH, SPOKECHECK_EXCHANGES, HOME: '/nonexistent', ...env } });
  let output = '';
  const take = (chunk: Buffer): void => { output += chunk.toString(); };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => { resolve({ code, output }); });
  });
}

/** The names of the test cases with this element in them; of all that passed where none is named. */
export function casesWith(junit: string, element?: 'failure' | 'error' | 'skipped'): string[] {
  const has = (one: Element, name: string): boolean => one.getElementsByTagName(name).length > 0;
  const cases = [...new DOMParser().parseFromString(junit, 'text/xml').getElementsByTagName('testcase')];
  return cases.filter((one) => (element ? has(one, element) : !['failure', 'error', 'skipped'].some((name) => has(one, name)))).map((one) => one.getAttribute('name') ?? '');
}

/** `RS-01` of `[RS-01] …`, each once. */
export const idsOf = (names: readonly string[]): string[] => [...new Set(names.map((name) => name.slice(1, name.indexOf(']'))))];
