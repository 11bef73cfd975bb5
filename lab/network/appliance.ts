/** What an appliance does not pass on: what its filters deny and, where it is stateful, answers of connections that it has not seen begin. */
import { remembers, type Forwarder } from '../topology/forwarders';
import type { ApplianceFilter, VirtualMachine } from '../topology/topology';
import { contains } from '../addresses/addresses';
import type { Flow } from './deciding-rule';
import type { Journey } from './delivery';
import { loss, type Loss } from './loss';

/** A machine that forwards, or what forwards without being one. Each is one instance, with a memory of its own. */
export type Appliance = VirtualMachine | Forwarder;

/** The stateful appliances that a packet has been through. */
export interface Passed {
  /** Whichever of several ways of equal cost it took. */
  readonly surely: Set<Appliance>;
  /** On one of these ways at least. */
  readonly maybe: Set<Appliance>;
}

export const nothingPassed = (): Passed => ({ surely: new Set(), maybe: new Set() });

/** Undefined where the appliance passes the packet on. */
export function stoppedByAppliance({ packet, isAnswer, seenBy, passed }: Journey, appliance: Appliance): Loss | undefined {
  const { name, filters = [] } = appliance;
  const stateful = 'privateIPAddress' in appliance ? remembers(appliance) : appliance.stateful === true;
  if (stateful && isAnswer && !seenBy?.has(appliance)) {
    return loss('connection-unknown', name, `${name} has not seen the connection ${packet.destination} → ${packet.source} begin, and drops its answers`);
  }
  // What belongs to a connection that a stateful appliance knows is not filtered again.
  const denied = stateful && isAnswer ? undefined : deniedBy(filters, packet);
  if (denied) return loss('appliance-filter', name, `${name} does not pass ${packet.source} → ${packet.destination} port ${String(packet.destinationPort)} (${describeFilter(denied)})`);
  if (stateful) for (const set of [passed.surely, passed.maybe]) set.add(appliance);
  return undefined;
}

/** The first filter that matches decides; what none matches is passed. */
function deniedBy(filters: readonly ApplianceFilter[], packet: Flow): ApplianceFilter | undefined {
  const decides = filters.find((filter) => matches(filter, packet));
  return decides?.access === 'Deny' ? decides : undefined;
}

function matches({ protocol, ports, prefixes }: ApplianceFilter, packet: Flow): boolean {
  return (
    (protocol === '*' || protocol === packet.protocol) &&
    (ports.includes('*') || (packet.protocol !== 'Icmp' && ports.some((range) => coversPort(range, packet.destinationPort)))) &&
    (prefixes.includes('*') || prefixes.some((prefix) => contains(prefix, packet.destination)))
  );
}

function coversPort(range: string, port: number): boolean {
  const [first = NaN, last = first] = range.split('-').map(Number);
  return port >= first && port <= last;
}

const describeFilter = ({ protocol, ports, prefixes, access }: ApplianceFilter): string => `${access} ${protocol} ${ports.join(',')} to ${prefixes.join(',')}`;
