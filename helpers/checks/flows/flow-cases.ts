/** The cases of FLOW-01 and FLOW-02: which of what the flows name is probed (SSH_PAIRS), from which machine, and what is judged without a probe. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { flowsIn, isEnd, isOfAddress } from '../../estate/flows';
import type { MachineNic } from '../../estate/machines';
import { onceFor } from '../../estate/prefix-lookup';
import { keyOf } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import type { Title } from '../../findings/title';
import { title } from '../../findings/title';
import type { Case, ConnectionCase, Judged, ProbeEnd, ProbeTarget, ReadingRef } from '../check';
import { toCase } from '../define-check';
import { cannotTell, skip } from '../judgement';
import { choosePairs, drawn, mostByItself } from '../logins/login-pairs';
import type { Representatives } from '../logins/representative';
import { representativesOf, titleOfSource } from '../logins/representative';
import { notProbedFinding } from '../not-probed';
import { machineRef, networkRef, routesRef, rulesRef } from '../reading-refs';
import type { Asked, FlowTarget, FlowUnit } from './flow-units';
import { flowUnits, holdsFrom, nicsIn, unitKey } from './flow-units';
import { flowWithoutMachine, namesNothing, noneNamed, titleOfNone } from './without-machine';

/** What a case of either check is made of, where both ends are there. */
export interface FlowProbe {
  readonly case: Omit<ConnectionCase, 'probe' | 'further'>;
  /** Further machines that the flow holds from as well. */
  readonly others: readonly ProbeEnd[];
}

export interface FlowCases extends Asked {
  readonly checkId: string;
  readonly title: (from: Title, to: Title, port: number) => Title;
  /** Whether another machine of the source stands in for the first where there is no way into it. */
  readonly hasStandIns: boolean;
}

/** @returns none where the flows name nothing of the kind between two spokes */
export function flowCases(estate: Estate, expectations: Expectations, asked: FlowCases): (FlowProbe | Case)[] {
  return chosenUnits(estate, expectations, asked).chosen.map((unit) => {
    const made = caseOf(estate, expectations, asked, unit);
    if ('verdict' in made || expectations.sshChecks) return made;
    const { checkId, title: sentence, subjects, basis } = made.case;
    return { checkId, title: sentence, subjects, basis, ...skip({ kind: 'switched-off', setting: 'SSH_CHECKS', value: 'off' }) };
  });
}

export interface ChosenUnits {
  readonly chosen: readonly FlowUnit[];
  /** How many SSH_PAIRS leaves out. */
  readonly leftOut: number;
}

/** Of the spokes' pairs those that SSH_PAIRS chooses; of what the flows name between them all, but for `auto` and `sample`, whose numbers bound it. */
export function chosenUnits(estate: Estate, expectations: Expectations, asked: Asked): ChosenUnits {
  const units = flowUnits(estate, expectations, asked);
  const { sshPairs } = expectations;
  const most = sshPairs.kind === 'auto' ? mostByItself : sshPairs.kind === 'sample' ? sshPairs.size : Infinity;
  if (sshPairs.kind !== 'ring' && units.length <= most) return { chosen: units, leftOut: 0 };
  const { spokeIds } = estate.survey;
  const between = new Set(units.map(({ fromSpokeId, toSpokeId }) => `${keyOf(fromSpokeId)} ${keyOf(toSpokeId)}`));
  const keyBetween = (a: number, b: number): string => `${keyOf(spokeIds[a] ?? '')} ${keyOf(spokeIds[b] ?? '')}`;
  const participants = spokeIds.map((spokeId) => ({ spokeId, isAble: 'ends' in representativesOf(estate, expectations, spokeId) }));
  const pairs = new Set(choosePairs(participants, sshPairs, (a, b) => between.has(keyBetween(a, b))).map(([a, b]) => keyBetween(a, b)));
  const ofPairs = units.filter(({ fromSpokeId, toSpokeId }) => pairs.has(`${keyOf(fromSpokeId)} ${keyOf(toSpokeId)}`));
  const taken = new Set(ofPairs.length <= most ? ofPairs : drawn(ofPairs, unitKey, sshPairs.seed, most));
  // What names nothing that is there costs no probe, and is told whatever is chosen.
  const isMistake = ({ flow, fromSpokeId, toSpokeId, target }: FlowUnit): boolean => 'why' in target || namesNothing(estate, fromSpokeId, flow.from) || namesNothing(estate, toSpokeId, flow.to);
  const chosen = units.filter((unit) => taken.has(unit) || isMistake(unit));
  return { chosen, leftOut: units.length - chosen.length };
}

function caseOf(estate: Estate, expectations: Expectations, { checkId, title: sentence, hasStandIns }: FlowCases, unit: FlowUnit): FlowProbe | Case {
  const { port, target } = unit;
  const found = sourceOf(estate, expectations, unit);
  const from: Representatives = hasStandIns || 'why' in found ? found : { ...found, ends: [found.ends[0]] };
  const common: Pick<Judged, 'title' | 'about' | 'basis'> = {
    title: sentence('ends' in from ? titleOfSource(from) : titleOfNoSource(unit), 'why' in target ? titleOfNoTarget(unit) : titleOfTarget(target), port),
    about: ['ends' in from ? from.ends[0].vmId : unit.fromSpokeId, 'why' in target ? unit.toSpokeId : (target.end.vmId ?? unit.toSpokeId)],
    basis: [...('ends' in from ? endRefs(from.ends[0]) : [networkRef(unit.fromSpokeId)]), ...('why' in target ? [networkRef(unit.toSpokeId)] : endRefs(target.end))],
  };
  // What names nothing that is there is a mistake, probed or not.
  const isMistake = namesNothing(estate, unit.fromSpokeId, unit.flow.from) || namesNothing(estate, unit.toSpokeId, unit.flow.to);
  // An address that is no machine's is no machine that is not to be probed.
  const asked = 'why' in target || target.end.vmId !== undefined ? [unit.fromSpokeId, unit.toSpokeId] : [unit.fromSpokeId];
  const notProbed = asked.flatMap((id) => notProbedFinding(expectations, id) ?? [])[0];
  if (notProbed && !isMistake) return toCase(checkId, { ...common, ...skip(notProbed) });
  if ('why' in from || 'why' in target) return toCase(checkId, { ...common, ...cannotTell(isMistake ? noneNamedAt(estate, unit) : [from, target].flatMap((side) => ('why' in side ? side.why : []))) });
  const [first, ...others] = from.ends;
  return { case: { checkId, title: common.title, subjects: common.about.map(keyOf), basis: common.basis, from: first, to: target.end }, others };
}

function noneNamedAt(estate: Estate, { flow, fromSpokeId, toSpokeId }: FlowUnit): Finding[] {
  return [noneNamed(estate, fromSpokeId, flow.from, 'from'), noneNamed(estate, toSpokeId, flow.to, 'to')].flatMap((finding) => finding ?? []);
}

/** The machines of the spoke that the flow starts at, may be logged in to, and from which it is this flow that holds. */
function sourceOf(estate: Estate, expectations: Expectations, unit: FlowUnit): Representatives {
  const { flow, fromSpokeId, target } = unit;
  const holds = 'why' in target ? (): boolean => true : holdsFrom(flowsIn(expectations), expectations, unit, target);
  const isWhole = flow.from.kind === 'any' || (flow.from.machine === undefined && flow.from.subnet === undefined);
  const own = nicsIn(estate, fromSpokeId);
  if (isWhole && own.every(holds)) return ofWholeSpoke(estate, expectations, fromSpokeId);
  const found = representativesOf(estate, expectations, fromSpokeId, (nic) => isEnd(flow.from, nic) && holds(nic));
  const [why] = 'why' in found ? found.why : [];
  if (why?.kind !== 'no-participant' && why?.kind !== 'no-linux-machine') return found;
  const machines = estate.machinesIn(fromSpokeId);
  const fitting = own.filter((nic) => isEnd(flow.from, nic) && holds(nic));
  return { spokeId: fromSpokeId, why: [flowWithoutMachine(machines.status === 'read' ? machines.value : { unread: [] }, fromSpokeId, flow.from, 'from', fitting)] };
}

/** Ranking the machines of a spoke looks at all the others, and every flow asks for it. */
const ranked = onceFor<Estate, WeakMap<Expectations, Map<string, Representatives>>>(() => new WeakMap());

function ofWholeSpoke(estate: Estate, expectations: Expectations, spokeId: string): Representatives {
  const known = ranked(estate).get(expectations) ?? new Map<string, Representatives>();
  ranked(estate).set(expectations, known);
  const found = known.get(keyOf(spokeId)) ?? representativesOf(estate, expectations, spokeId);
  known.set(keyOf(spokeId), found);
  return found;
}

function titleOfTarget({ end: { vmId, address, spokeId }, isFirstOfSeveral }: FlowTarget): Title {
  if (vmId === undefined) return title`${address} of ${{ id: spokeId }}`;
  const machine = title`${{ id: vmId }} (${address})`;
  return isFirstOfSeveral ? title`${machine}, which stands for ${{ id: spokeId }},` : machine;
}

const titleOfNoSource = ({ flow: { from }, fromSpokeId }: FlowUnit): Title => titleOfNone(from, fromSpokeId);

const titleOfNoTarget = ({ flow: { to }, toSpokeId }: FlowUnit): Title => (isOfAddress(to) ? title`${to.address} of ${{ id: toSpokeId }}` : titleOfNone(to, toSpokeId));

const endRefs = ({ vmId, nicId, spokeId }: ProbeTarget): ReadingRef[] =>
  vmId === undefined || nicId === undefined ? [networkRef(spokeId)] : [machineRef(vmId), routesRef(nicId), rulesRef(nicId)];

/** The two NICs of a probe; undefined where an end is an address that is no machine's. */
export function nicsOf(estate: Estate, { from, to }: { readonly from: Pick<ProbeEnd, 'nicId'>; readonly to: Pick<ProbeTarget, 'nicId'> }): readonly [MachineNic, MachineNic] | undefined {
  const [a, b] = [estate.nic(from.nicId), to.nicId === undefined ? undefined : estate.nic(to.nicId)];
  return a && b ? [a, b] : undefined;
}

/** The readings of a machine that stands in for the first, beside those that the case rests on already. */
export const moreRefs = (basis: readonly ReadingRef[], from: ProbeEnd): ReadingRef[] => endRefs(from).filter((ref) => !basis.some(({ of, key }) => of === ref.of && key === ref.key));
