/** Follows a packet through the survey: out of A's NIC, over whatever it is sent to, into B's NIC, and back. The first break is the answer. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { flowsIn, isExpected } from '../estate/flows';
import type { MachineNic } from '../estate/machines';
import { powerOf } from '../estate/machines';
import { onceFor } from '../estate/prefix-lookup';
import type { Beyond } from '../findings/path-findings';
import { leaveMachine } from './leave-nic';
import type { Departure } from './leave-nic';
import { passRules, unreadAdminRules } from './pass-rules';
import type { Path, Trail, Way } from './path';
import { followed } from './path';

/** Ways are asked for by several checks, and followed once. */
const pathsOf = onceFor(() => new WeakMap()) as (estate: Estate) => WeakMap<Expectations, Map<number, Map<MachineNic, Map<MachineNic, Path>>>>;

/**
 * @param from a NIC of the machine that connects to the TCP port of `to`
 * @returns a judgement of what the survey shows. What it does not show (a guest, what an appliance or a firewall makes of the packet) is taken to let it pass, and
 *   told in `beyond`; so what lies behind it is judged all the same
 */
export function followPacket(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, port: number): Path {
  const ofEstate = pathsOf(estate);
  const byPort = ofEstate.get(expectations) ?? new Map<number, Map<MachineNic, Map<MachineNic, Path>>>();
  ofEstate.set(expectations, byPort);
  const known = byPort.get(port) ?? new Map<MachineNic, Map<MachineNic, Path>>();
  byPort.set(port, known);
  const ofSource = known.get(from) ?? new Map<MachineNic, Path>();
  known.set(from, ofSource);
  const path = ofSource.get(to) ?? follow(estate, expectations, from, to, port);
  ofSource.set(to, path);
  return path;
}

function follow(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, port: number): Path {
  const established = new Set<string>();
  const departureOf = (nic: MachineNic, destination: MachineNic, way: Way, isWhole: boolean): Departure =>
    leaveMachine({ estate, expectations, from: nic, to: destination, way, port, clientPort: 'ephemeral', seeks: 'loss', established, isWhole });

  const off = isOff(from, to);
  if (off) return { kind: 'breaks', way: 'there', finding: off, others: [], beyond: [] };
  const there = departureOf(from, to, 'there', true);
  const connecting = followed(() => there.firstHop, () => passRules(estate, port, from, to, 'Outbound'), () => there.onward(), () => passRules(estate, port, from, to, 'Inbound'), () => unreadAdminRules(estate, [from.spokeId, to.spokeId]));
  if (connecting.break) return broken('there', connecting, connecting.break);
  // The answer to a connection that a rule has let through is not held against the rules again.
  const back = departureOf(to, from, 'back', there.isKnown);
  const answering = followed(() => back.firstHop, () => back.onward());
  const beyond = distinct([...(connecting.beyond ?? []), ...(answering.beyond ?? [])]);
  if (answering.break) return { ...broken('back', answering, answering.break), beyond };
  const unknown = connecting.gap ? ({ way: 'there', gap: connecting.gap } as const) : answering.gap && ({ way: 'back', gap: answering.gap } as const);
  if (unknown) return { kind: 'unknown', ...unknown, beyond };
  return { kind: 'arrives', there: { nic: from, deciding: there.deciding }, back: { nic: to, deciding: back.deciding }, beyond };
}

const isOff = (from: MachineNic, to: MachineNic): Trail['break'] => {
  const off = [from, to].find(({ vm }) => powerOf(vm) === 'not running');
  return off?.vm.status === 'read' ? { kind: 'machine-off', vmId: off.vmId, powerState: off.vm.value.powerState } : undefined;
};

const broken = (way: Way, { alsoBreak: others = [], beyond = [], breaksInPart }: Trail, finding: NonNullable<Trail['break']>): Path =>
  ({ kind: 'breaks', way, finding, others, ...(breaksInPart && { inPart: breaksInPart }), beyond: distinct(beyond) });

/** Most pairs pass one and the same thing, there and back. */
function distinct(beyond: readonly Beyond[]): readonly Beyond[] {
  const [first] = beyond;
  if (first === undefined) return nothing;
  if (beyond.every((one) => one === first)) return alone(first);
  return [...new Map(beyond.map((one) => [JSON.stringify(one), one])).values()];
}

const nothing: readonly Beyond[] = [];

const alone = onceFor((one: Beyond): readonly Beyond[] => [one]);


/** The same at a port at which the one is to connect to the other, or the other to it; the answers go the same way. */
export const followExpected = (estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic): Path => followPacket(estate, expectations, from, to, expectedPort(expectations, from, to));

function expectedPort(expectations: Expectations, from: MachineNic, to: MachineNic): number {
  const flows = flowsIn(expectations);
  const port = (one: MachineNic, other: MachineNic): number | undefined => flows.ports.find((asked) => isExpected(flows, 'connect', one, other, asked));
  return port(from, to) ?? port(to, from) ?? expectations.sshPort;
}
