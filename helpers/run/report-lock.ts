/** Which run may put its reports into REPORT_DIR: the one whose lock lies there, as long as its process lives. */
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Holder {
  readonly runId: string;
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface Lock {
  /** Whether the lock is still this run's. */
  isHeld(): boolean;
  /** Gives it up. Never throws. */
  release(): void;
}

/** When the process began, in the kernel's ticks: a number of a process may be given again. Where the system does not tell, 0. */
interface LockFile extends Holder {
  readonly began: string;
}

/** On another machine a process cannot be looked at; there a lock that was not touched for so long is of a run that was killed. */
const silentForMs = 120_000;
const touchEveryMs = 20_000;

/** Takes the lock, from a run that no longer lives if need be, or tells who has it. */
export function takeLock(file: string, runId: string): Lock | Holder {
  const own: LockFile = { runId, pid: process.pid, host: hostname(), since: new Date().toISOString(), began: beginOf(process.pid) };
  // Each round either takes the lock, finds a run that lives, or removes one dead lock; another run may have been quicker.
  for (let round = 0; round < 20; round += 1) {
    if (create(file, JSON.stringify(own), runId)) return lockOf(file, runId);
    const text = textOf(file);
    const holder = parsed(text);
    if (text !== undefined && holder && isAlive(holder, file)) return holder;
    if (text !== undefined) removeDead(file, text, runId);
  }
  return { runId: 'unknown', pid: 0, host: 'unknown', since: own.since };
}

/** Whole from the first instant; false where there is one. */
function create(file: string, text: string, runId: string): boolean {
  const beside = `${file}.${runId}`;
  writeFileSync(beside, text);
  try {
    linkSync(beside, file);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    return false;
  } finally {
    rmSync(beside, { force: true });
  }
}

function lockOf(file: string, runId: string): Lock {
  const isHeld = (): boolean => parsed(textOf(file))?.runId === runId;
  const touch = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Told at the end, by isHeld.
    }
  }, touchEveryMs);
  touch.unref();
  return {
    isHeld,
    release() {
      clearInterval(touch);
      if (isHeld()) rmSync(file, { force: true });
    },
  };
}

/** A rename gives the file to one run only. If it was not the dead one's any more, it is put back. */
function removeDead(file: string, text: string, runId: string): void {
  const aside = `${file}.${runId}`;
  try {
    renameSync(file, aside);
    if (textOf(aside) !== text) linkSync(aside, file);
  } catch {
    // Another run was quicker.
  }
  rmSync(aside, { force: true });
}

function isAlive({ pid, host, began }: LockFile, file: string): boolean {
  if (host !== hostname()) return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < silentForMs;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
  return beginOf(pid) === began;
}

/** Field 22 of /proc/PID/stat (proc(5)), counted from behind the name, which may hold blanks. */
function beginOf(pid: number): string {
  const stat = textOf(`/proc/${String(pid)}/stat`) ?? '';
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}

/** What is no lock of ours is nobody's. */
function parsed(text: string | undefined): LockFile | undefined {
  try {
    const value = JSON.parse(text ?? '') as Partial<LockFile> | null;
    return typeof value?.runId === 'string' && typeof value.pid === 'number' && typeof value.host === 'string' ? (value as LockFile) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
