/** Which TCP connections are expected between which machines: the flows of the expectations, looked up by pair and port. */
import type { Expectations, Flow, FlowEnd, FlowPort } from './expectations';
import type { MachineNic } from './machines';
import { fitsName } from './name-pattern';
import type { NicPair } from './nic-pairs';
import { keyOf, nameOf, sameId } from './resource-id';
import type { Subnet } from './survey';

export type Expected = Flow['expect'];

/** What a flow may start at or lead to: a machine's NIC, or, without a machine, addresses of a subnet that no machine has. */
export interface FlowMember {
  readonly spokeId: string;
  readonly subnet: Subnet;
  readonly vmId?: string;
}

export interface Flows {
  /** The TCP ports that any flow speaks of, ascending. */
  readonly ports: readonly number[];
  /** The flow that holds from this machine to that one; undefined where nothing is expected. */
  between(from: FlowMember, to: FlowMember, port: number): Flow | undefined;
  /** Whether a flow may hold from some machine of the one spoke to some of the other; of machines that are not known, no more can be said. */
  mayBe(expect: Expected, fromSpokeId: string, toSpokeId: string, port: number): boolean;
  /** Whether every machine of the one spoke is to connect to every one of the other. */
  isForAll(expect: Expected, fromSpokeId: string, toSpokeId: string, port: number): boolean;
}

/** One table for the expectations of a run. */
export function flowsIn(expectations: Expectations): Flows {
  const made = known.get(expectations) ?? build(expectations);
  known.set(expectations, made);
  return made;
}

const known = new WeakMap<Expectations, Flows>();

/** The port of a spoke's SSH servers. */
export const sshPortIn = ({ sshPort, spokes }: Pick<Expectations, 'sshPort' | 'spokes'>, spokeId: string): number => spokes[keyOf(spokeId)]?.sshPort ?? sshPort;

function build(expectations: Expectations): Flows {
  const { flows, spokes, sshPort } = expectations;
  const isAt = (flow: Flow, toSpokeId: string, port: number): boolean => flow.ports.some((one) => (one === 'ssh' ? sshPortIn(expectations, toSpokeId) : one) === port);
  const ofSpokes = new Map<number, Map<string, Map<string, readonly Flow[]>>>();
  /** Those that may speak of machines of these spokes, the last first, down to the one that speaks of all. */
  const flowsBetween = (fromSpokeId: string, toSpokeId: string, port: number): readonly Flow[] => {
    const ofPort = ofSpokes.get(port) ?? new Map<string, Map<string, readonly Flow[]>>();
    ofSpokes.set(port, ofPort);
    const ofSource = ofPort.get(fromSpokeId) ?? new Map<string, readonly Flow[]>();
    ofPort.set(fromSpokeId, ofSource);
    const found = ofSource.get(toSpokeId);
    if (found) return found;
    const fitting = flows.filter((flow) => isAt(flow, toSpokeId, port) && mayBeIn(flow.from, fromSpokeId) && mayBeIn(flow.to, toSpokeId) && !isOfAddress(flow.to)).reverse();
    const whole = fitting.findIndex(isOfSpokes);
    const made = whole < 0 ? fitting : fitting.slice(0, whole + 1);
    ofSource.set(toSpokeId, made);
    return made;
  };
  const sshPorts = [sshPort, ...Object.values(spokes).flatMap((spoke) => spoke.sshPort ?? [])];
  const numbers = (port: FlowPort): readonly number[] => (port === 'ssh' ? sshPorts : [port]);
  return {
    ports: [...new Set(flows.filter(({ to }) => !isOfAddress(to)).flatMap(({ ports }) => ports.flatMap(numbers)))].sort((a, b) => a - b),
    between: (from, to, port) => flowsBetween(from.spokeId, to.spokeId, port).find((flow) => isEnd(flow.from, from) && isEnd(flow.to, to)),
    mayBe: (expect, fromSpokeId, toSpokeId, port) => flowsBetween(fromSpokeId, toSpokeId, port).some((flow) => flow.expect === expect),
    isForAll: (expect, fromSpokeId, toSpokeId, port) => {
      const found = flowsBetween(fromSpokeId, toSpokeId, port);
      const last = found.at(-1);
      return last !== undefined && isOfSpokes(last) && found.every((flow) => flow.expect === expect);
    },
  };
}

const isOfSpokes = ({ from, to }: Flow): boolean => [from, to].every((end) => end.kind === 'any' || (end.machine === undefined && end.subnet === undefined));

export const isOfAddress = (end: FlowEnd): end is FlowEnd & { readonly kind: 'spoke'; readonly address: string } => end.kind === 'spoke' && end.address !== undefined;

export const mayBeIn = (end: FlowEnd, spokeId: string): boolean => end.kind === 'any' || sameId(end.spokeId, spokeId);

/** Whether a machine's NIC is among those of the end, given that its spoke is. */
export const isEnd = (end: FlowEnd, { vmId, subnet }: FlowMember): boolean =>
  end.kind === 'any' || ((end.machine === undefined || (vmId !== undefined && fitsName(end.machine, nameOf(vmId)))) && (end.subnet === undefined || fitsName(end.subnet, subnet.name)));

/** @param port where not given, any */
export const isExpected = (flows: Flows, expect: Expected, from: MachineNic, to: MachineNic, port?: number): boolean =>
  port === undefined ? flows.ports.some((one) => flows.between(from, to, one)?.expect === expect) : flows.between(from, to, port)?.expect === expect;

/**
 * Whether a pair is to be judged for what is expected to connect, or to be blocked. Where machines could not be read it is if it may be.
 * @param port where not given, any
 */
export function isPairOf({ ports, ...flows }: Flows, expect: Expected, spokeIds: readonly string[], port?: number): (pair: NicPair) => boolean {
  const asked = port === undefined ? ports : [port];
  const mayBe = (from: string, to: string): boolean => asked.some((one) => flows.mayBe(expect, from, to, one));
  return (pair) => {
    switch (pair.kind) {
      case 'pair':
        return isExpected({ ports, ...flows }, expect, pair.from, pair.to, port);
      case 'unknown-source':
        return spokeIds.some((to) => !sameId(to, pair.spokeId) && mayBe(pair.spokeId, to));
      case 'unknown-target':
        return mayBe(pair.from.spokeId, pair.spokeId);
    }
  };
}

/** Whether one of a pair is to connect to the other, whichever: packets go both ways then. */
export function isEitherWay(flows: Flows, spokeIds: readonly string[]): (pair: NicPair) => boolean {
  const mayBe = (from: string, to: string): boolean => flows.ports.some((port) => flows.mayBe('connect', from, to, port));
  const mayMeet = (one: string, other: string): boolean => mayBe(one, other) || mayBe(other, one);
  return (pair) => {
    switch (pair.kind) {
      case 'pair':
        return isExpected(flows, 'connect', pair.from, pair.to) || isExpected(flows, 'connect', pair.to, pair.from);
      case 'unknown-source':
        return spokeIds.some((id) => !sameId(id, pair.spokeId) && mayMeet(pair.spokeId, id));
      case 'unknown-target':
        return mayMeet(pair.from.spokeId, pair.spokeId);
    }
  };
}
