/**
 * An isolated part of the machine: namespaces of its own for mounts, network, processes and names, in which everything else is set up. It lives as
 * long as its first process, and that one as long as a pipe to this process is open. So the kernel takes all of it away, however this process
 * ends, and two of them know nothing of each other.
 */
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { searchPath } from './requirements';

export interface Sandbox {
  /** The sandbox's own file `path`, as this process reaches it. */
  outside(path: string): string;
  /** Starts a program in it; in the namespace of the given name, or else where the fabric is. */
  spawn(command: readonly string[], options?: { readonly namespace?: string; readonly stdio?: StdioOptions }): ChildProcess;
  /** Runs a shell script to its end. Rejects with what it wrote to its standard error where it fails. */
  run(script: string): Promise<void>;
  /** Resolves when all its processes are gone, and with them devices and namespaces. */
  close(): Promise<void>;
}

/**
 * The first process. /run is an empty file system of its own, so that names of namespaces are nobody else's; /proc shows the sandbox's processes,
 * after it has printed the pid that the first one has on this machine.
 */
const firstProcess = ['read -r pid _ </proc/self/stat', 'mount -t tmpfs -o mode=755 tmpfs /run', 'mkdir /run/netns /run/sshd', 'mount -t proc proc /proc', 'ip link set lo up', 'echo "$pid"', 'exec cat >/dev/null'].join(' && ');

/** Waits for the sandbox to end and then removes a folder that this process, had it been killed, would have left. Out of reach of a terminal's Ctrl-C. */
const keeper = 'unshare --mount --net --pid --uts --ipc --fork --kill-child --propagation private sh -c "$1"; rm -rf -- "$2"';

/** @param folder is removed when the sandbox has ended. Throws where namespaces cannot be made; `missingForKernelLab` says so beforehand */
export async function openSandbox(folder: string): Promise<Sandbox> {
  const child = spawn('sh', ['-c', keeper, 'sh', firstProcess, folder], { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: searchPath } });
  const closed = once(child, 'close');
  const errors = text(child.stderr);
  // A sandbox that dies early breaks the pipe; what it says of it is in `errors`.
  child.stdin.on('error', () => undefined);
  const pid = await Promise.race([firstLine(child), closed.then(() => undefined)]);
  if (pid === undefined) throw new Error(`The kernel lab could not be set up: ${(await errors).trim()}`);

  const outside: Sandbox['outside'] = (path) => `/proc/${pid}/root${path}`;
  const start: Sandbox['spawn'] = (command, { namespace, stdio = 'pipe' } = {}) =>
    spawn('nsenter', ['--target', pid, '--mount', '--pid', '--uts', '--ipc', namespace === undefined ? '--net' : `--net=${outside(`/run/netns/${namespace}`)}`, '--', ...command], {
      stdio,
      env: { PATH: searchPath },
    });
  return {
    outside,
    spawn: start,
    async run(script) {
      const process = start(['sh', '-e', '-s']);
      process.stdin?.end(script);
      process.stdout?.resume();
      const [said, [code]] = await Promise.all([process.stderr ? text(process.stderr) : '', once(process, 'close') as Promise<[number | null]>]);
      if (code !== 0) throw new Error(`The kernel lab could not be set up: ${said.trim()}`);
    },
    async close() {
      child.stdin.end();
      await closed;
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (!stdout) return undefined;
  for await (const chunk of stdout as AsyncIterable<Buffer>) return chunk.toString().trim();
  return undefined;
}
