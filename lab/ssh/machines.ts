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
    const behaviour = behaviourOf(shared.behaviours, machine);
    if (isUnheard(machine, behaviour, channel.port, overTheNetwork)) return;
    if (channel.port !== machine.sshPort) {
      // Something listens there, and the topology does not say what; it waits for the client to speak, as most servers do.
      sayNothing(channel.accept());
      return;
    }
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

  function isUnheard(machine: Machine, behaviour: MachineBehaviour, port: number, overTheNetwork: boolean): boolean {
    const { visits } = shared;
    switch (behaviour.kind) {
      case 'dropped':
        return port === machine.sshPort;
      case 'hangs-first-logins':
        return port === machine.sshPort && overTheNetwork && visits.count(machine, behaviour) < behaviour.logins;
      case 'falls-silent':
        if (overTheNetwork) visits.count(machine, behaviour);
        return visits.isSilent(machine, behaviour);
      default:
        return false;
    }
  }

  function answer(stream: Duplex, behaviour: MachineBehaviour, incoming: IncomingConnection): void {
    if (misbehave(stream, behaviour)) return;
    serveSsh(behaviour.kind === 'slow' ? trickle(stream, behaviour) : stream, machineHost(shared, behaviour, incoming, connect));
  }

  return connect;
}
