/** What becomes of all packets that are to be blocked from one spoke to another: the first that gets through, or that none does. */
import type { Range } from '../../estate/address-cells';
import { addressesOfCells, cellsOfPorts, firstOfClients } from '../../estate/address-cells';
import type { Estate } from '../../estate/estate';
import type { Expectations, Flow } from '../../estate/expectations';
import type { Flows } from '../../estate/flows';
import { flowsIn } from '../../estate/flows';
import { onceFor } from '../../estate/prefix-lookup';
import type { Subnet } from '../../estate/survey';
import type { BlockedPacket, PacketEndRef, SegmentationFinding } from '../../findings/segmentation-findings';
import type { Finding } from '../../findings/finding';
import type { Beyond } from '../../findings/path-findings';
import type { LetThrough, Packet, PacketEnd } from '../../path/let-through';
import { answerLost, letThrough, translatorOf } from '../../path/let-through';
import { boundariesOfGroups, boundariesOfRoutes, boundariesOnTheWay, joined } from './boundaries';
import type { Member, Place, Places } from './places';
import { endAt, estateOfPlaces } from './places';

/** What packets at one port came to; of each kind the first. */
export interface Leaks {
  readonly port: number;
  /** Whether there was anything to judge. */
  readonly isDue: boolean;
  readonly through?: Finding;
  readonly untold?: Finding;
  readonly beyond?: Finding & { readonly kind: 'blocked-beyond' };
  /** Of what is stopped by the address that it comes from alone: what may give it another. */
  readonly translated?: Finding;
}

/** Members whose packets to these others are to be blocked. */
interface Blocked {
  readonly from: readonly Member[];
  readonly to: readonly Member[];
}

/** @param isPassed tells of what was not looked at whether it filters nothing and is shown to forward */
export function leaksBetween(estate: Estate, expectations: Expectations, from: Places, to: Places, port: number, isPassed: (beyond: Beyond) => boolean): Leaks {
  const flows = flowsIn(expectations);
  let [isDue, untold, beyond, translated]: [boolean, Leaks['untold'], Leaks['beyond'], Leaks['translated']] = [false, undefined, undefined, undefined];
  for (const source of from.places) {
    for (const target of to.places) {
      for (const blocked of blockedBetween(flows, source, target, port)) {
        isDue = true;
        let isSought = translated === undefined;
        for (const { packet, sourcePorts } of packetsOf(estate, source, target, blocked, port)) {
          const result = letThrough(estateOfPlaces(estate), expectations, packet, isPassed);
          if (result.kind === 'stopped') {
            if (!isSought || !result.atTarget) continue;
            isSought = false;
            const translator = translatorOf(estateOfPlaces(estate), expectations, packet);
            translated = translator && { kind: 'may-be-translated', toSpokeId: packet.to.nic.spokeId, port, beyond: translator };
            continue;
          }
          const told = blockedPacket(flows, packet, sourcePorts);
          if (result.kind === 'through') return { port, isDue, through: throughFinding(estate, expectations, packet, told, result) };
          if (result.kind === 'untold') untold ??= untoldFinding(told, result.doubt);
          else beyond ??= { kind: 'blocked-beyond', packet: told, beyond: result.beyond };
        }
      }
    }
  }
  return { port, isDue, ...(untold && { untold }), ...(beyond && { beyond }), ...(translated && { translated }) };
}

/** Sources that are to be kept from the same targets are judged together. */
function blockedBetween(flows: Flows, source: Place, target: Place, port: number): Blocked[] {
  const [[one], [other]] = [source.members, target.members];
  if (one && other && flows.isForAll('blocked', one.of.spokeId, other.of.spokeId, port)) return [{ from: source.members, to: target.members }];
  const found = new Map<string, { readonly from: Member[]; readonly to: readonly Member[] }>();
  for (const member of source.members) {
    const to = target.members.filter((each) => flows.between(member.of, each.of, port)?.expect === 'blocked');
    if (to.length === 0) continue;
    const key = to.map((each) => target.members.indexOf(each)).join(' ');
    const known = found.get(key) ?? { from: [], to };
    known.from.push(member);
    found.set(key, known);
  }
  return [...found.values()];
}

/** One packet of each cell, with the source ports of the cell. */
function* packetsOf(estate: Estate, source: Place, target: Place, { from, to }: Blocked, port: number): Generator<{ readonly packet: Packet; readonly sourcePorts: Range }> {
  const { sources, destinations, sourcePorts } = joined(boundariesOnTheWay(estate), boundariesOfRoutes(source.routes), boundariesOfGroups(source.groups), boundariesOfGroups(target.groups));
  const [origins, ends] = [addressesOfCells(rangesOf(from), sources), addressesOfCells(rangesOf(to), destinations)];
  for (const cell of cellsOfPorts(sourcePorts)) {
    const sourcePort = cell.last < firstOfClients ? cell.first : Math.max(cell.first, firstOfClients);
    for (const origin of origins) for (const end of ends) yield { packet: { from: endAt(source, origin), to: endAt(target, end), sourcePort, port }, sourcePorts: cell };
  }
}

const rangesOf: (members: readonly Member[]) => readonly Range[] = onceFor((members) => members.flatMap(({ ranges }) => ranges));

function blockedPacket(flows: Flows, { from, to, port, sourcePort }: Packet, { first, last }: Range): BlockedPacket {
  const flow: Flow | undefined = flows.between(memberOf(from), memberOf(to), port);
  const isAnyClients = first <= firstOfClients && last === 65_535;
  return { from: refOf(from), to: refOf(to), port, ...(!isAnyClients && { sourcePort }), ...(flow?.line !== undefined && { line: flow.line }) };
}

const memberOf = ({ isMachine, nic: { spokeId, subnet, vmId } }: PacketEnd): { readonly spokeId: string; readonly subnet: Subnet; readonly vmId?: string } => ({ spokeId, subnet, ...(isMachine && { vmId }) });

const refOf = ({ isMachine, nic: { spokeId, subnet, vmId, address } }: PacketEnd): PacketEndRef => ({ spokeId, subnetId: subnet.id, address, ...(isMachine && { vmId }) });

function throughFinding(estate: Estate, expectations: Expectations, packet: Packet, told: BlockedPacket, { out, into, deciding, past }: Extract<LetThrough, { kind: 'through' }>): Finding {
  const lost = packet.to.unrouted ? undefined : answerLost(estateOfPlaces(estate), expectations, packet);
  return { kind: 'lets-through', packet: told, out, into, deciding, ...(past && { past }), ...(lost && { answerLost: lost }) };
}

function untoldFinding(packet: BlockedPacket, doubt: Extract<LetThrough, { kind: 'untold' }>['doubt']): Finding {
  const finding: SegmentationFinding = { kind: 'blocked-untold', packet, ...(doubt.of !== 'finding' && { doubt }) };
  return doubt.of === 'finding' ? { ...finding, because: [doubt.finding] } : finding;
}
