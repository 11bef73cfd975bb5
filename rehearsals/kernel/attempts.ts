/** Connections from machine to machine, one after the other, as a probe makes them: by a channel through the sshd of the first. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { login, loginToJumpHost, openChannel } from '../../lab/ssh/testing/client';
import type { Lab } from '../../lab/lab';
import type { VirtualMachine } from '../../lab/topology/topology';
import { createWorld, type World } from '../../lab/topology/world';

/** Far longer than a connection over loopback takes; what is lost is lost for good. */
const patienceMs = 4_000;

/** `web1 → vault1:22: silence` for each `web1 → vault1:22`. */
export async function endingsOf(lab: Lab, attempts: readonly string[]): Promise<string[]> {
  const world = createWorld(lab.topology);
  const environment = lab.environment as Parameters<typeof loginToJumpHost>[0];
  const jump = await loginToJumpHost(environment);
  const clients = new Map<string, Client>();
  const clientOn = async (name: string): Promise<Client> => {
    const vm = machineNamed(world, name);
    const key = vm.sshUser === undefined ? undefined : lab.ssh.keyFiles.get(vm.sshUser);
    const user = key === undefined ? {} : { username: vm.sshUser ?? '', privateKey: readFileSync(key) };
    const client = clients.get(name) ?? (await login(environment, { sock: await openChannel(jump, addressOf(world, vm)), ...user }));
    clients.set(name, client);
    return client;
  };
  const endings: string[] = [];
  for (const attempt of attempts) {
    const [, from = '', to = '', port = ''] = /^(\S+) → (\S+):(\d+)$/.exec(attempt) ?? [];
    const client = await clientOn(from);
    endings.push(`${attempt}: ${await endingOf(openChannel(client, addressOf(world, machineNamed(world, to)), Number(port)))}`);
  }
  for (const client of [...clients.values(), jump]) client.end();
  return endings;
}

function machineNamed(world: World, name: string): VirtualMachine {
  const found = world.machines().find((vm) => vm.name === name);
  if (!found) throw new Error(`the topology has no ${name}`);
  return found;
}

const addressOf = (world: World, vm: VirtualMachine): string => world.networkInterfacesOf(vm)[0]?.privateIPAddresses[0] ?? '';

async function endingOf(opening: Promise<Duplex>): Promise<string> {
  let given: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => { given = setTimeout(() => { resolve('silence'); }, patienceMs); });
  const ending = await Promise.race([silence, opening.then(close, wordFor)]);
  clearTimeout(given);
  return ending;
}

/** Whatever listens there closes when its client does, so a connection that only seems open is none. */
async function close(channel: Duplex): Promise<string> {
  channel.resume().end();
  await once(channel, 'close');
  return 'connected';
}

/** In the words of OpenSSH. */
function wordFor({ message }: Error): string {
  if (message.includes('refused')) return 'refused';
  return message.endsWith('open failed') ? 'not sent' : 'unreachable';
}
