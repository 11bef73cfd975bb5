/** The runner, the machine on which spokecheck runs, as far as settings depend on it: its home folder, and the files that they name. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
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

/** The text of a file, or of a pipe, of at most 16 MB; throws EFBIG beyond that. */
export function readBounded(path: string): string {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for (;;) {
      const chunk = Buffer.alloc(64 * 1024);
      const bytes = readSync(file, chunk);
      if (bytes === 0) return Buffer.concat(chunks).toString('utf8');
      size += bytes;
      if (size > mostBytes) throw Object.assign(new Error('EFBIG: file too large, read'), { code: 'EFBIG' });
      chunks.push(chunk.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
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
