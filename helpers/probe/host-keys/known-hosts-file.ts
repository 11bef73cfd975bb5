/** The known_hosts file on disk: read, and added to where SSH_HOST_KEYS=accept-new and a host is new. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { askKnownHosts, keyTypeOf, knownHostsName, linesFor, parseKnownHosts, type HostKeyAnswer, type KnownHostsLine } from './known-hosts';

/** The lines of the file. A file that does not exist has none; any other failure to read it throws. */
export async function readKnownHosts(file: string): Promise<KnownHostsLine[]> {
  return parseKnownHosts(await readIfThere(file));
}

/** A file whose lines are read once for all logins of a run. */
export interface KnownHosts {
  /** What `readKnownHosts` says; a failure is not kept, and what this run writes down is read again. */
  lines(): Promise<readonly KnownHostsLine[]>;
  /** As `rememberHostKey`. */
  remember(host: string, port: number, key: Buffer): Promise<HostKeyAnswer>;
  /** As `wasAddedByThisRun`. */
  isOfThisRun(host: string, port: number, key: Buffer): boolean;
}

export function keepKnownHosts(file: string): KnownHosts {
  let kept: Promise<readonly KnownHostsLine[]> | undefined;
  const forget = (): void => { kept = undefined; };
  return {
    lines() {
      if (kept) return kept;
      kept = readKnownHosts(file);
      kept.catch(forget);
      return kept;
    },
    remember: (host, port, key) => rememberHostKey(file, host, port, key).finally(forget),
    isOfThisRun: (host, port, key) => wasAddedByThisRun(file, host, port, key),
  };
}

/** What this process has written down, each as `nameOfAddition` has it. */
const added = new Set<string>();

const nameOfAddition = (file: string, host: string, port: number, key: Buffer): string =>
  `${file} ${knownHostsName(host, port)} ${key.toString('base64')}`;

/** Whether nobody vouches for a key that is in the file: it was accepted as new, and not before this run. */
export const wasAddedByThisRun = (file: string, host: string, port: number, key: Buffer): boolean =>
  added.has(nameOfAddition(file, host, port, key));

/** Additions under way, by file: two logins to the same new host at the same time must not both write it down. */
const additions = new Map<string, Promise<unknown>>();

/**
 * Adds the key of a host that is not known yet, and returns what then holds for it: `known`, or `mismatch` where another
 * login has meanwhile written down another key of the same host. Creates the file (0600) and its folder (0700). A line
 * is appended in one write; only another process may add the same line at the same moment, which does no harm.
 * Throws what the file system throws.
 */
export async function rememberHostKey(file: string, host: string, port: number, key: Buffer): Promise<HostKeyAnswer> {
  const before = additions.get(file) ?? Promise.resolve();
  const addition = before.then(() => addUnlessKnown(file, host, port, key));
  additions.set(file, addition.catch(() => undefined));
  return addition;
}

async function addUnlessKnown(file: string, host: string, port: number, key: Buffer): Promise<HostKeyAnswer> {
  const text = await readIfThere(file);
  const answer = askKnownHosts(linesFor(parseKnownHosts(text), host, port), key);
  if (answer.kind !== 'unknown') return answer;
  added.add(nameOfAddition(file, host, port, key));
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a', 0o600);
  try {
    const newLine = text === '' || text.endsWith('\n') ? '' : '\n';
    await handle.appendFile(`${newLine}${knownHostsName(host, port)} ${keyTypeOf(key)} ${key.toString('base64')}\n`);
  } finally {
    await handle.close();
  }
  return { kind: 'known' };
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
