/** How a connection to an address ends: decided first by the network, then by the machine that has the address. */
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { behaviourOf, type MachineBehaviour } from './behaviour';
import { connectionRefused, noRouteToHost, unknownName } from './channel-refusal';
import { type PendingChannel, serveSsh } from './daemon';
import { jumpHostName, type SshContext } from './ssh-context';
import { type IncomingConnection, machineHost } from './machine-host';
import { misbehave } from './misbehave';
import type { Machine, Reached } from './reach';
import { sayNothing } from './silence';
import { trickle } from './trickle';

/** Linux takes the ports of outgoing connections from 32768 to 60999 (net.ipv4.ip_local_port_range). */
const clientPorts = { first: 32768, last: 60999 };

/** Opens, refuses or leaves unanswered the channel that was asked for on the jump host or on a machine. */
export type Connect = (channel: PendingChannel, from: Machine | typeof jumpHostName) => void;

export function createConnect(shared: SshContext): Connect {
  const hangs = createHangs();
  let clientPort = clientPorts.last;

  const connect: Connect = (channel, from) => {
    const { address, port } = channel;
    if (isIP(address) === 0) {
      channel.refuse(unknownName);
      return;
    }
    const reached = from === jumpHostName ? shared.reach.fromJumpHost(address, port) : shared.reach.fromMachine(from, address, port);
    if (reached.kind === 'refused') channel.refuse(connectionRefused);
    else if (reached.kind === 'unreachable') channel.refuse(noRouteToHost);
    else if (reached.kind === 'half-open') sayNothing(channel.accept());
    else if (reached.kind === 'open') arrive(channel, reached, from !== jumpHostName);
  };

  function arrive(channel: PendingChannel, { machine, sourceAddress }: Reached & { kind: 'open' }, overTheNetwork: boolean): void {
    if (channel.port !== machine.sshPort) {
      // Something listens there, and the topology does not say what; it waits for the client to speak, as most servers do.
      sayNothing(channel.accept());
      return;
    }
    const behaviour = behaviourOf(shared.behaviours, machine);
    if (behaviour.kind === 'dropped' || (overTheNetwork && hangs(machine, behaviour))) return;
    if (behaviour.kind === 'daemon-down') {
      channel.refuse(connectionRefused);
      return;
    }
    clientPort = clientPort === clientPorts.last ? clientPorts.first : clientPort + 1;
    answer(channel.accept(), behaviour, {
      machine,
      clientAddress: behaviour.kind === 'source-translated' ? behaviour.address : sourceAddress,
      clientPort,
      serverAddress: channel.address,
    });
  }

  function answer(stream: Duplex, behaviour: MachineBehaviour, incoming: IncomingConnection): void {
    if (misbehave(stream, behaviour)) return;
    serveSsh(behaviour.kind === 'slow' ? trickle(stream, behaviour) : stream, machineHost(shared, behaviour, incoming, connect));
  }

  return connect;
}

/** Counts the connections to a machine that hang while the network converges, afresh whenever the behaviour is set. */
function createHangs(): (machine: Machine, behaviour: MachineBehaviour) => boolean {
  const counts = new Map<string, { behaviour: MachineBehaviour; count: number }>();
  return ({ id }, behaviour) => {
    if (behaviour.kind !== 'hangs-first-logins') return false;
    const before = counts.get(id);
    const count = before?.behaviour === behaviour ? before.count : 0;
    counts.set(id, { behaviour, count: count + 1 });
    return count < behaviour.logins;
  };
}
