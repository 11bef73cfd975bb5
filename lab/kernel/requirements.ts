/** What a machine must have for the kernel lab. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Commands, with the Debian package that brings each. */
const commands = { ip: 'iproute2', nft: 'nftables', sshd: 'openssh-server', unshare: 'util-linux', nsenter: 'util-linux' } as const;

/** Administrators' commands are not on everybody's path. */
export const searchPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(':');

/** The absolute path of a command, which sshd insists on for itself; undefined where there is none. */
export const pathOf = (command: keyof typeof commands): string | undefined => searchPath.split(':').map((folder) => join(folder, command)).find(isExecutable);

/** One phrase for each thing that is missing: `root`, `the command nft (Debian: nftables)`. Empty where the kernel lab can be started. */
export function missingForKernelLab(platform: string = process.platform): string[] {
  if (platform !== 'linux') return [`Linux (this is ${platform})`];
  const missing = [
    ...(process.geteuid?.() === 0 ? [] : ['root']),
    ...Object.entries(commands).flatMap(([command, debianPackage]) => (pathOf(command as keyof typeof commands) ? [] : [`the command ${command} (Debian: ${debianPackage})`])),
  ];
  return missing.length > 0 ? missing : missingRights();
}

/** Root in a container may lack the right to make namespaces, and a kernel may come without what nft needs. */
function missingRights(): string[] {
  const { status, stderr } = spawnSync('unshare', ['--mount', '--net', '--pid', '--uts', '--ipc', '--fork', 'nft', '-f', '-'], { input: trial, encoding: 'utf8', env: { PATH: searchPath } });
  return status === 0 ? [] : [`the right to make namespaces, and nftables in the kernel: ${stderr.trim().split('\n')[0] ?? ''}`];
}

const trial = 'table ip trial {\nchain forward {\ntype filter hook forward priority 0;\nct state established meta iifgroup 10 accept\n}\n}\n';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
