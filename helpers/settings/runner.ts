/** The runner, the machine on which spokecheck runs, as far as settings depend on it: its home folder, and the files that they name. */
import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What lies at a path; `unknown` where the runner's user may not look. */
export type Find = 'nothing' | 'file' | 'directory' | 'other' | 'unknown';

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'absent' | 'directory' | 'forbidden' | 'unreadable'; readonly cause: unknown };

export interface Runner {
  /** The folder that a leading `~` stands for. */
  readonly home: string;
  look(path: string): Find;
  readText(path: string): FileText;
}

export const thisRunner: Runner = { home: homedir(), look, readText };

/** Expands a leading `~`, which no shell does for a value in .env or in a pipeline. */
export function expandHome(path: string, { home }: Runner): string {
  return /^~(?=$|[/\\])/.test(path) ? join(home, path.slice(1)) : path;
}

function look(path: string): Find {
  try {
    const stats = statSync(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other';
  } catch (cause) {
    return isAbsence(cause) ? 'nothing' : 'unknown';
  }
}

function readText(path: string): FileText {
  try {
    return { ok: true, text: readBounded(path) };
  } catch (cause) {
    return { ok: false, why: reasonOf(cause), cause };
  }
}

/** More than any file of settings, keys or known hosts; a device may have no end. */
const mostBytes = 16 * 1024 * 1024;

/** How long a pipe may keep its writer waiting for. */
const pipePatienceMs = 5_000;

/** The text of a file, or of a pipe, of at most 16 MB; throws EFBIG beyond that, and ETIMEDOUT where nobody writes to the pipe. */
export function readBounded(path: string): string {
  const isPipe = statSync(path).isFIFO();
  // To open a pipe that nobody writes to would block the process for ever.
  const file = openSync(path, isPipe ? constants.O_RDONLY | constants.O_NONBLOCK : constants.O_RDONLY);
  const deadline = Date.now() + pipePatienceMs;
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for (;;) {
      const chunk = Buffer.alloc(64 * 1024);
      const bytes = readFrom(file, chunk);
      if (isPipe && (bytes === undefined || (bytes === 0 && size === 0))) {
        if (Date.now() > deadline) throw Object.assign(new Error('ETIMEDOUT: nobody writes to the pipe'), { code: 'ETIMEDOUT' });
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        continue;
      }
      if (!bytes) return Buffer.concat(chunks).toString('utf8');
      size += bytes;
      if (size > mostBytes) throw Object.assign(new Error('EFBIG: file too large, read'), { code: 'EFBIG' });
      chunks.push(chunk.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
}

/** Undefined where the pipe has nothing yet. */
function readFrom(file: number, chunk: Buffer): number | undefined {
  try {
    return readSync(file, chunk);
  } catch (cause) {
    if (codeOf(cause) === 'EAGAIN') return undefined;
    throw cause;
  }
}

function reasonOf(cause: unknown): 'absent' | 'directory' | 'forbidden' | 'unreadable' {
  if (isAbsence(cause)) return 'absent';
  const code = codeOf(cause);
  if (code === 'EISDIR') return 'directory';
  return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'unreadable';
}

const isAbsence = (cause: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(cause));

/** By shape, as the suites read settings in Jest's contexts, where an error of Node's is no instance of their own `Error`. */
export const codeOf = (cause: unknown): string => (typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '');
