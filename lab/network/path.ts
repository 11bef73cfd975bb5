/** Whether a TCP connection from one machine to an address gets there and its answer back: the truth that SSH in the lab follows. */
import { guestAnswer, portsOf } from '../topology/guest';
import { whileUnchanged } from '../topology/remember';
import type { NetworkInterface, VirtualMachine } from '../topology/topology';
import type { World } from '../topology/world';
import { parseAddress, sameAddress } from '../addresses/addresses';
import type { Flow } from './deciding-rule';
import { settled, type Enforced } from './enforcement';
import { nothingPassed } from './appliance';
import type { Journey } from './delivery';
import { isLost, loss, type Loss, type LossCause } from './loss';
import { travel } from './travel';

/** What is to be connected: `to` is an address, `port` a TCP port. */
export interface Connection {
  readonly from: VirtualMachine;
  /** The NIC by which the machine connects; where not given, its primary one. */
  readonly by?: NetworkInterface;
  readonly to: string;
  readonly port: number;
}

export type ConnectOutcome =
  | {
      readonly kind: 'open';
      /** Who answers: not always whom the caller meant. */
      readonly machine: VirtualMachine;
      /** As the machine sees it. Nothing in the lab translates addresses. */
      readonly sourceAddress: string;
    }
  /** The machine was reached, and nothing listens on the port, or its guest refuses. */
  | { readonly kind: 'refused'; readonly by: VirtualMachine; readonly reason: string }
  /** The connection opens for the caller, and what it sends then is dropped by a stateful appliance that has not seen the answer. */
  | { readonly kind: 'half-open'; readonly at: string; readonly cause: LossCause; readonly reason: string }
  /** The caller's own machine has no route, or an appliance on the path reports that the packet's TTL is used up. */
  | { readonly kind: 'unreachable'; readonly at: string; readonly cause: LossCause; readonly reason: string }
  /** Azure drops silently: the caller waits until it gives up. */
  | { readonly kind: 'lost'; readonly at: string; readonly direction: 'there' | 'back'; readonly cause: LossCause; readonly reason: string };

/** Any port of the range that a client's system picks from; no rule in practice distinguishes these ports. */
const ephemeralPort = 50_000;

/** @param enforced which rules this connection meets; where not given, those that are there for good */
export const connect = (world: World, connection: Connection, enforced: Enforced = settled(world)): ConnectOutcome => whileUnchanged(world.topology, () => outcomeOf(world, connection, enforced));

function outcomeOf(world: World, { from, by, to, port }: Connection, enforced: Enforced): ConnectOutcome {
  const nics = world.networkInterfacesOf(from);
  if (from.powerState !== 'running') return unreachable(loss('machine-not-running', from.name, `${from.name} is ${from.powerState}`));
  if (nics.some(({ privateIPAddresses }) => privateIPAddresses.some((address) => sameAddress(address, to)))) return atHome(from, to, port);
  const nic = by ?? nics[0];
  const source = nic && sourceAddressOf(nic, to);
  if (!nic || source === undefined) return unreachable(loss('no-route', from.name, `${from.name} has no address of the family of ${to}`));

  const packet: Flow = { protocol: 'Tcp', source, sourcePort: ephemeralPort, destination: to, destinationPort: port };
  const established = new Set<NetworkInterface>();
  const passedThere = nothingPassed();
  const there = travel({ world, packet, isAnswer: false, enforced, established, passed: passedThere }, nic);
  const answering = { world, isAnswer: true, enforced: settled(world), established, seenBy: passedThere.surely };
  if (isLost(there)) return isReported(answering, there, nic, source) ? unreachable(there) : lost('there', there);
  if (guestAnswer(there.vm, port) === 'drop') return lost('there', loss('guest-firewall', there.vm.name, `the guest of ${there.vm.name} drops what comes to port ${String(port)}`));

  // The answer leaves by the NIC that the packet came in on: cloud-init sets up a routing table for each NIC.
  const passedBack = nothingPassed();
  const back = travel({ ...answering, packet: reversed(packet), passed: passedBack }, there.nic);
  if (isLost(back)) return lost('back', back);
  if (back.nic !== nic) return lost('back', loss('answer-astray', back.vm.name, `the answer to ${source} reaches ${back.vm.name}`));
  const answered = answer(there.vm, source, port);
  const unanswered = [...passedThere.maybe].find((appliance) => !passedBack.surely.has(appliance));
  if (answered.kind !== 'open' || !unanswered) return answered;
  const { name } = unanswered;
  return { kind: 'half-open', at: name, cause: 'connection-unknown', reason: `the answer to ${source} passes ${name} by, which drops what follows` };
}

/** What a guest sends itself its firewall lets pass. */
function atHome(machine: VirtualMachine, address: string, port: number): ConnectOutcome {
  return portsOf(machine).includes(port) ? { kind: 'open', machine, sourceAddress: address } : notListening(machine, port);
}

const notListening = (machine: VirtualMachine, port: number): ConnectOutcome => ({ kind: 'refused', by: machine, reason: `nothing listens on port ${String(port)} of ${machine.name}` });

function answer(machine: VirtualMachine, sourceAddress: string, port: number): ConnectOutcome {
  if (guestAnswer(machine, port) === 'accept') return { kind: 'open', machine, sourceAddress };
  return portsOf(machine).includes(port) ? { kind: 'refused', by: machine, reason: `the guest of ${machine.name} refuses port ${String(port)}` } : notListening(machine, port);
}

/**
 * Azure drops silently. A packet in a loop, though, passes the guest of an appliance again and again, which decrements its TTL and reports
 * when that is used up (RFC 1812, 5.3.1), if the ICMP message gets back; Linux then gives up a connection that has not begun.
 */
function isReported(answering: Omit<Journey, 'packet' | 'passed'>, { cause, at, ttlEndsAt }: Loss, nic: NetworkInterface, source: string): boolean {
  const [from] = ttlEndsAt?.privateIPAddresses ?? [];
  if (!ttlEndsAt || from === undefined) return cause === 'no-route' && at === nic.name;
  const report: Flow = { protocol: 'Icmp', source: from, sourcePort: 0, destination: source, destinationPort: 0 };
  const back = travel({ ...answering, packet: report, passed: nothingPassed() }, ttlEndsAt);
  return !isLost(back) && back.nic === nic;
}

const lost = (direction: 'there' | 'back', { at, cause, reason }: Loss): ConnectOutcome => ({ kind: 'lost', direction, at, cause, reason });

const unreachable = ({ at, cause, reason }: Loss): ConnectOutcome => ({ kind: 'unreachable', at, cause, reason });

/** The primary address of the destination's family; a system picks no other by itself. */
function sourceAddressOf({ privateIPAddresses }: NetworkInterface, destination: string): string | undefined {
  return privateIPAddresses.find((address) => parseAddress(address)?.family === parseAddress(destination)?.family);
}

function reversed({ protocol, source, sourcePort, destination, destinationPort }: Flow): Flow {
  return { protocol, source: destination, sourcePort: destinationPort, destination: source, destinationPort: sourcePort };
}
