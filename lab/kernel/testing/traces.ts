/** What a lab leaves on the machine, seen from outside. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';

const linesOf = (command: string, ...args: string[]): string[] => execFileSync(command, args, { encoding: 'utf8' }).split('\n').map((line) => line.trim());

/** All processes below this one, by id. */
export function processesBelow(pid: number): number[] {
  const parents = linesOf('ps', '-e', '-o', 'pid=,ppid=').filter(Boolean).map((line) => line.split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] => parents.flatMap(([child = 0, of]) => (of === parent ? [child, ...childrenOf(child)] : []));
  return childrenOf(pid);
}

export const isAlive = (pid: number): boolean => existsSync(`/proc/${String(pid)}`);

/** The command line of a process; empty where it is gone. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The network namespaces that these processes live in, other than our own; each as `net:[4026532000]`. */
export function networkNamespacesOf(pids: readonly number[]): Set<string> {
  const own = readlinkSync('/proc/self/ns/net');
  return new Set(pids.filter(isAlive).map((pid) => readlinkSync(`/proc/${String(pid)}/ns/net`)).filter((namespace) => namespace !== own));
}

/** Whatever network this process itself is in: devices, addresses, routes, rules, names of namespaces. */
export const networkOfThisMachine = (): string[] => [
  ...linesOf('ip', '-o', 'address'),
  ...linesOf('ip', 'route', 'show', 'table', 'all'),
  ...linesOf('ip', 'rule'),
  ...linesOf('ip', 'netns'),
];

/** Resolves when the condition holds; a condition that never does is the test's to time out. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
