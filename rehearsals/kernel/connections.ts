/** Every machine of a network connects to every other: how that ends in the kernel, and how it ought to by the truth of the lab in process. */
import type { Duplex } from 'node:stream';
import pLimit from 'p-limit';
import { loginToJumpHost, login, openChannel } from '../../lab/ssh/testing/client';
import type { Lab } from '../../lab/lab';
import { connect } from '../../lab/network/path';
import { sshPortOf } from '../../lab/topology/guest';
import type { VirtualMachine } from '../../lab/topology/topology';
import { createWorld, type World } from '../../lab/topology/world';

type ConnectionEnding = ReturnType<typeof connect>['kind'];

/** Each login costs this process's one thread some computing, and who waits for it must not seem lost. */
const loginsAtOnce = 8;

/** Far longer than a connection over loopback takes; what is lost is lost for good. */
const patienceMs = 3_000;

/** sshd is a new process for each connection. */
const bannerPatienceMs = 10_000;

/** One sentence for each connection that ends otherwise in the kernel. @param lab a kernel lab */
export async function differentConnections(lab: Lab): Promise<string[]> {
  const world = createWorld(lab.topology);
  const machines = world.machines().filter((vm) => vm.powerState === 'running' && sshPortOf(vm) !== undefined);
  const environment = lab.environment as Parameters<typeof loginToJumpHost>[0];
  const jump = await loginToJumpHost(environment);
  const limit = pLimit(loginsAtOnce);
  const found = await Promise.all(
    machines.map((from) => limit(async () => {
      const client = await login(environment, { sock: await openChannel(jump, addressOf(world, from)) });
      const others = world.machines().filter((to) => to !== from);
      const endings = await Promise.all(others.map((to) => endingOf(openChannel(client, addressOf(world, to)))));
      client.end();
      return others.flatMap((to, index) => difference(world, from, to, endings[index] ?? 'lost'));
    })),
  );
  jump.end();
  return found.flat();
}

const addressOf = (world: World, vm: VirtualMachine): string => world.networkInterfacesOf(vm)[0]?.privateIPAddresses[0] ?? '';

function endingOf(opening: Promise<Duplex>): Promise<ConnectionEnding> {
  return new Promise((resolve) => {
    const given = setTimeout(() => { resolve('lost'); }, patienceMs);
    opening.then(
      (channel) => saysSomething(channel),
      ({ message }: Error): ConnectionEnding => (/refused/.test(message) ? 'refused' : 'unreachable'),
    ).then((ending) => {
      clearTimeout(given);
      resolve(ending);
    }, () => undefined);
    opening.then(() => { clearTimeout(given); }, () => undefined);
  });
}

/** A connection that is open for both ends brings the banner of sshd. */
function saysSomething(channel: Duplex): Promise<ConnectionEnding> {
  return new Promise((resolve) => {
    const given = setTimeout(() => { resolve('half-open'); }, bannerPatienceMs);
    channel.once('data', () => {
      clearTimeout(given);
      resolve('open');
    });
  });
}

/** How the connections between machines that are no appliances end in process: `vm1 → vm2: lost` for each one. */
export function endingsInProcess(world: World): string[] {
  const machines = world.topology.virtualMachines.filter(({ powerState, forwards }) => powerState === 'running' && forwards !== true);
  return machines.flatMap((from) =>
    machines.filter((to) => to !== from).map((to) => {
      const ending = connect(world, { from, to: addressOf(world, to), port: 22 });
      return `${from.name} → ${to.name}: ${'cause' in ending ? `${ending.kind}, ${ending.cause}` : ending.kind}`;
    }),
  );
}

function difference(world: World, from: VirtualMachine, to: VirtualMachine, ending: ConnectionEnding): string[] {
  const truth = connect(world, { from, to: addressOf(world, to), port: 22 });
  return truth.kind === ending ? [] : [`${from.name} → ${to.name} (${addressOf(world, to)}): ${ending} in the kernel, ${truth.kind} in process${'reason' in truth ? ` (${truth.reason})` : ''}`];
}
