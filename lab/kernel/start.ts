/** Starts the kernel lab: the topology as network namespaces of Linux, with OpenSSH's sshd in each machine and in the jump host. */
import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { behaviourOf, createBehaviours, hostKeyChoice, hostNameOf, type Behaviours } from '../ssh/behaviour';
import { writeClientFiles } from '../ssh/client-files';
import { createHostKeys, createUserKeys, furtherUsers, type HostKeys } from '../ssh/keys';
import { knownHosts } from '../ssh/known-hosts';
import { jumpHostName, type Login } from '../ssh/ssh-context';
import type { LoopbackPort } from '../ssh/loopback-port';
import type { SshSide } from '../ssh/start';
import { machineOf } from '../ssh/world-reach';
import { virtualMachineId } from '../topology/resource-ids';
import { plainPortsOf, sshPortOf } from '../topology/guest';
import type { World } from '../topology/world';
import { watchDaemon, watchLogins } from './daemon';
import { fabricOf } from './fabric';
import { probeBackends } from './health-probe';
import { setUpOf } from './guest';
import { jumpHostSetup } from './jump-host';
import { jumpNamespace, layOut, type Node } from './layout';
import { addUsers, setUp } from './set-up';
import { missingForKernelLab, pathOf } from './requirements';
import { jumpConfig, machineConfig, type SshdFiles } from './sshd-config';
import { openSandbox, type Sandbox } from './sandbox';
import { openJumpHostPort } from './jump-host-port';

interface KernelOptions {
  readonly world: World;
  /** An existing folder for the private key and the known hosts file. It is removed with the lab, also where this process is killed. */
  readonly directory: string;
  /** Read when the lab starts; what is changed afterwards has no effect. */
  readonly behaviours?: Behaviours;
}

/** What the machine lacks for it. */
export class KernelLabUnavailable extends Error {
  override readonly name = 'KernelLabUnavailable';
}

const username = 'azureuser';

/** What all of it share while it is being started. */
interface Site {
  readonly world: World;
  readonly sandbox: Sandbox;
  readonly behaviours: Behaviours;
  readonly hostKeys: HostKeys;
  readonly logins: Login[];
}

/**
 * Builds the topology as it is at this moment; changes to it afterwards do not reach the machines. Rejects with KernelLabUnavailable where the
 * machine lacks something. Nothing is left behind where it rejects.
 */
export async function startKernel({ world, directory, behaviours = createBehaviours() }: KernelOptions): Promise<SshSide> {
  const missing = missingForKernelLab();
  if (missing.length > 0) throw new KernelLabUnavailable(`The kernel lab needs ${missing.join(', ')}.`);
  const sandbox = await openSandbox(directory);
  const site: Site = { world, sandbox, behaviours, hostKeys: createHostKeys(), logins: [] };
  let jumpHostPort: LoopbackPort | undefined;
  const close = async (): Promise<void> => {
    await jumpHostPort?.close();
    await sandbox.close();
  };
  try {
    const userKeys = createUserKeys();
    const further = furtherUsers(world.machines(), username);
    const users = [username, ...further];
    for (const user of users) await writeFile(sandbox.outside(authorizedKeysOf(user)), `${userKeys(user).publicKey}\n`);
    await addUsers(sandbox, users);
    const nodes = layOut(world);
    await setUp(sandbox, fabricOf(world, nodes), new Map([[jumpNamespace, jumpHostSetup(nodes)] as const, ...nodes.map((node) => [node.namespace, setUpOf(world, node, behaviourIn(site, node))] as const)]));
    await probeBackends(sandbox, world, nodes);
    await Promise.all(nodes.map((node) => startMachine(site, node)));
    jumpHostPort = await openJumpHost(site);
    const known = knownHosts({ behaviours, hostKeys: site.hostKeys, machines: world.machines().map((vm) => machineOf(world, vm)) }, jumpHostPort.port);
    const furtherKeys = new Map(further.map((user) => [user, userKeys(user).privateKey]));
    const written = await writeClientFiles({ directory, username, privateKey: userKeys(username).privateKey, furtherKeys, knownHosts: known, jumpPort: jumpHostPort.port });
    return { ...written, behaviours, logins: site.logins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const authorizedKeysOf = (user: string): string => `/run/authorized_keys_of_${user}`;

const behaviourIn = ({ behaviours }: Site, node: Node): ReturnType<typeof behaviourOf> =>
  node.kind === 'machine' ? behaviourOf(behaviours, { id: virtualMachineId(node.vm), name: node.vm.name }) : { kind: 'normal' };

/** Where something else listens on sshd's port, sshd stands behind it. */
const portBehind = 65_022;
const misbehaving = ['no-banner', 'banner-then-silence', 'closes-at-once', 'slow'];

/** Resolves when the machine listens on all of its ports. */
async function startMachine(site: Site, node: Node): Promise<void> {
  if (node.kind !== 'machine') return;
  const plain = plainPortsOf(node.vm);
  const silent = plain.length > 0 ? [watchDaemon(spawnQuietly(site.sandbox, program('silent-server.ts', plain.map(String)), node.namespace), node.vm.name, site.logins)] : [];
  await Promise.all([...silent, startSshServer(site, node)]);
}

/** A program of this folder. */
const program = (file: string, args: readonly string[]): string[] => [process.execPath, '-r', join(__dirname, '..', '..', 'loader.cjs'), join(__dirname, file), ...args];

async function startSshServer(site: Site, node: Node & { readonly kind: 'machine' }): Promise<void> {
  const port = sshPortOf(node.vm);
  const behaviour = behaviourIn(site, node);
  if (port === undefined || behaviour.kind === 'daemon-down') return;
  const { id, hostName, name } = machineOf(site.world, node.vm);
  const isMisbehaving = misbehaving.includes(behaviour.kind);
  const key = site.hostKeys.of(id, hostKeyChoice(behaviour)).privateKey;
  const config = await writeConfig(site.sandbox, node.namespace, node.vm.sshUser ?? username, key, (files) => machineConfig(files, behaviour, isMisbehaving ? portBehind : port));
  const commands = [
    asHost(hostNameOf(behaviour, hostName), [sshd(), '-D', '-e', '-f', config]),
    ...(isMisbehaving ? [program('misbehaving-server.ts', [JSON.stringify(behaviour), String(port), String(portBehind)])] : []),
  ];
  await Promise.all(commands.map((command) => watchDaemon(spawnQuietly(site.sandbox, command, node.namespace), hostNameOf(behaviour, name), site.logins)));
}

const spawnQuietly = (sandbox: Sandbox, command: readonly string[], namespace: string): ChildProcess => sandbox.spawn(command, { namespace, stdio: ['ignore', 'ignore', 'pipe'] });

const sshd = (): string => pathOf('sshd') ?? 'sshd';

/** Runs a command on a host of that name. */
const asHost = (hostName: string, command: readonly string[]): string[] => ['unshare', '--uts', 'sh', '-c', 'printf %s "$1" >/proc/sys/kernel/hostname && shift && exec "$@"', 'sh', hostName, ...command];

async function openJumpHost({ sandbox, behaviours, hostKeys, logins }: Site): Promise<LoopbackPort> {
  const { jump } = behaviours;
  const key = hostKeys.of(jumpHostName, jump.kind === 'changed-host-key' ? 'other' : 'known').privateKey;
  const config = await writeConfig(sandbox, jumpNamespace, username, key, (files) => jumpConfig(files, jump));
  return openJumpHostPort(
    () => behaviours.jump,
    (socket) => {
      const daemon = sandbox.spawn([sshd(), '-i', '-e', '-f', config], { namespace: jumpNamespace, stdio: [socket, socket, 'pipe'] });
      watchLogins(daemon, jumpHostName, logins);
      return daemon;
    },
  );
}

/** Returns the path as sshd sees it. */
async function writeConfig(sandbox: Sandbox, namespace: string, user: string, hostKey: string, linesOf: (files: SshdFiles) => string[]): Promise<string> {
  const folder = `/run/sshd-of/${namespace}`;
  const files = { hostKey: `${folder}/host_key`, config: `${folder}/sshd_config` };
  await mkdir(sandbox.outside(folder), { recursive: true });
  await writeFile(sandbox.outside(files.hostKey), hostKey, { mode: 0o600 });
  await writeFile(sandbox.outside(files.config), `${linesOf({ hostKey: files.hostKey, authorizedKeys: authorizedKeysOf(user), user }).join('\n')}\n`);
  return files.config;
}
