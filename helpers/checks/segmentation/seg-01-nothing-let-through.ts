/**
 * SEG-01: where flows are to be blocked, every packet from any machine's NIC or free address of a subnet to any other is judged by what is configured, and not what a probe
 * meets: cut into cells in which every rule and route decides alike, and one packet followed of each cell. It speaks of the source's own address; that
 * an appliance may send it on under another is told as an advisory.
 */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { Flows } from '../../estate/flows';
import { flowsIn, isOfAddress } from '../../estate/flows';
import type { MachineNic } from '../../estate/machines';
import { keyOf, sameId } from '../../estate/resource-id';
import { placeOf } from '../../findings/cause-place';
import type { Finding } from '../../findings/finding';
import type { Beyond } from '../../findings/path-findings';
import { title } from '../../findings/title';
import type { Title } from '../../findings/title';
import type { Judged, Judgement, SurveyCheck } from '../check';
import { defineCheck } from '../define-check';
import { mostPairCases } from '../judge-pairs';
import { cannotTell, fail, notRead, pass, skip } from '../judgement';
import { notProbedBetween } from '../not-probed';
import { shownByLogins } from '../paths/shown-by-logins';
import { networkRef, routesRef, rulesRef } from '../reading-refs';
import { leaksBetween } from './judge-spokes';
import type { Places } from './places';
import { placesIn } from './places';

const sentence = 'nothing that is configured lets a packet through where the flows say blocked, from no machine or free address of a subnet to another';

/** Due where the expectations ask for it alone. */
export const seg01: SurveyCheck<'SEG-01', typeof sentence> = {
  ...defineCheck('SEG-01', sentence, judgeSpokes),
  isAsked: ({ flows }) => flows.some(({ expect, to }) => expect === 'blocked' && !isOfAddress(to)),
};

/** The packet from one machine's NIC to another's that gets through at a port, by what is configured, as a finding; undefined where none is known to. */
export function leakBetween(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, port: number): Finding | undefined {
  const [source, target] = [from, to].map((nic) => placesOfNic(estate, nic));
  return source && target && leaksBetween(estate, expectations, source, target, port, passedIn(estate, expectations)).through;
}

/** The addresses of one NIC. */
function placesOfNic(estate: Estate, { spokeId, nic }: MachineNic): Places | undefined {
  const read = placesIn(estate)(spokeId);
  if (read.status !== 'read') return undefined;
  const isOf = ({ machine }: Places['places'][number]['members'][number]): boolean => machine !== undefined && sameId(machine.nic.id, nic.id);
  return { leftOut: [], places: read.value.places.filter(({ members }) => members.some(isOf)).map((place) => ({ ...place, members: place.members.filter(isOf) })) };
}

/** A Route Server has no rules; whether it forwards at all, a login of this run shows. */
function passedIn(estate: Estate, expectations: Expectations): (beyond: Beyond) => boolean {
  const isShown = shownByLogins(estate, expectations);
  return (beyond) => beyond.kind === 'route-server' && isShown(beyond);
}

interface SpokePair {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly number[];
}

/** A case for each ordered pair of spokes; where these are many, one for each spoke that they lead to. */
function judgeSpokes(estate: Estate, expectations: Expectations): Judged[] {
  const flows = flowsIn(expectations);
  const pairs = pairsOfSpokes(flows, estate.survey.spokeIds);
  const isPassed = passedIn(estate, expectations);
  const judge = (pair: SpokePair): Judgement => judgePair(estate, expectations, isPassed, pair);
  if (pairs.length <= mostPairCases) return pairs.map((pair) => ({ title: titleOf(pair.ports, title`from ${{ id: pair.from }} to ${{ id: pair.to }}`), about: [pair.from, pair.to], basis: basisOf(estate, [pair]), ...judge(pair) }));
  return estate.survey.spokeIds.flatMap((to): Judged[] => {
    const ofTarget = pairs.filter((pair) => sameId(pair.to, to));
    if (ofTarget.length === 0) return [];
    const ports = [...new Set(ofTarget.flatMap((pair) => pair.ports))].sort((a, b) => a - b);
    return [{ title: titleOf(ports, title`from any other spoke to ${{ id: to }}`), about: [to], basis: basisOf(estate, ofTarget), ...allOf(ofTarget.map(judge)) }];
  });
}

function pairsOfSpokes(flows: Flows, spokeIds: readonly string[]): SpokePair[] {
  const pairs = spokeIds.flatMap((from) => spokeIds.filter((to) => to !== from).map((to) => ({ from, to, ports: flows.ports.filter((port) => flows.mayBe('blocked', from, to, port)) })));
  return pairs.filter(({ ports }) => ports.length > 0);
}

const titleOf = (ports: readonly number[], between: Title): Title => title`no TCP ${ports.join(', ')} that is to be blocked gets ${between}, by what is configured`;

function basisOf(estate: Estate, pairs: readonly SpokePair[]): Judged['basis'] {
  const ids = [...new Map(pairs.flatMap(({ from, to }) => [from, to]).map((id) => [keyOf(id), id])).values()];
  return ids.flatMap((id) => {
    const machines = estate.machinesIn(id);
    const nics = machines.status === 'read' ? machines.value.nics : [];
    return [networkRef(id), ...nics.flatMap(({ nic }) => [routesRef(nic.id), rulesRef(nic.id)])];
  });
}

function judgePair(estate: Estate, expectations: Expectations, isPassed: (beyond: Beyond) => boolean, { from, to, ports }: SpokePair): Judgement {
  const [source, target] = [from, to].map(placesIn(estate));
  for (const [id, places] of [[from, source], [to, target]] as const) if (places?.status === 'unread') return notRead({ of: 'network', id }, places.problem, networkRef(id));
  if (source?.status !== 'read' || target?.status !== 'read') return skip({ kind: 'nothing-to-block', fromSpokeId: from, toSpokeId: to });
  const leaks = ports.map((port) => leaksBetween(estate, expectations, source.value, target.value, port, isPassed));
  const through = leaks.flatMap((one) => one.through ?? []);
  if (through.length > 0) return fail(through);
  const untold = leaks.flatMap((one) => one.untold ?? []);
  if (untold.length > 0) return cannotTell(untold, untold.flatMap(({ because = [] }) => because.flatMap(unsettledBy)));
  const open = leaks.flatMap(({ beyond }) => beyond ?? []);
  if (open.length > 0) {
    // No probe settles it either: one that dies there dies as it would in a guest that drops it.
    return notProbedBetween(expectations, from, to) ?? cannotTell(open);
  }
  if (!leaks.some(({ isDue }) => isDue)) return skip({ kind: 'nothing-to-block', fromSpokeId: from, toSpokeId: to });
  return pass(...leftOut(source.value, target.value), ...leaks.flatMap(({ translated }) => translated ?? []));
}

function leftOut(...places: readonly Places[]): Finding[] {
  const subnetIds = places.flatMap((one) => one.leftOut.map(({ id }) => id));
  return subnetIds.length > 0 ? [{ kind: 'subnets-left-out', subnetIds }] : [];
}

const unsettledBy = (finding: Finding): Judgement['unsettled'] => {
  if (finding.kind !== 'not-read' || !('id' in finding.what)) return [];
  const { what, problem } = finding;
  if (what.of === 'effective-rules') return notRead(what, problem, rulesRef(what.id)).unsettled;
  return what.of === 'effective-routes' ? notRead(what, problem, routesRef(what.id)).unsettled : [];
};

/** What configuration does not settle is no pass, and where there is nothing to block there is none missing. */
const severity = ({ verdict, findings }: Judgement): number => ['fail', 'cannot-tell', 'skip', 'pass'].indexOf(verdict) + (findings.some(({ kind }) => kind === 'nothing-to-block') ? 2 : 0);

/** The worst speaks: of its findings one for each cause, with how many other spokes have the like. */
function allOf(judgements: readonly Judgement[]): Judgement {
  const worst = Math.min(...judgements.map(severity));
  const speaking = judgements.filter((one) => severity(one) === worst);
  const verdict = speaking[0]?.verdict ?? 'skip';
  const found = new Map<string, { readonly finding: Finding; others: number }>();
  for (const finding of speaking.flatMap(({ findings }) => findings)) {
    const key = `${placeOf(finding.because?.[0] ?? finding).key} ${'packet' in finding ? String(finding.packet.port) : ''}`;
    const known = found.get(key);
    if (known) known.others += 1;
    else found.set(key, { finding, others: 0 });
  }
  const findings = [...found.values()].map(({ finding, others }) => ('packet' in finding && others > 0 ? { ...finding, alike: others } : finding));
  const advisories = new Map(speaking.flatMap((one) => one.advisories).map((one) => [JSON.stringify(one), one]));
  return { verdict, findings: verdict === 'skip' ? findings.slice(0, 1) : findings, advisories: [...advisories.values()], unsettled: speaking.flatMap((one) => one.unsettled) };
}
