/** SSH-01: a login from a machine of each spoke to a machine of each other spoke lands there. The proof, beside what was read. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { flowsIn, isExpected, isOfAddress, mayBeIn, sshPortIn } from '../../estate/flows';
import type { MachineNic } from '../../estate/machines';
import { sameAddress } from '../../estate/prefix';
import { keyOf, sameId } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import type { FailedLogin } from '../../findings/machine-findings';
import type { Title } from '../../findings/title';
import { title } from '../../findings/title';
import { followPacket } from '../../path/follow-packet';
import type { LoginOutcome } from '../../probe/outcome';
import type { Case, Judged, Judgement, LoginCase, LoginCheck, ProbeEnd, ReadingRef, TriedLogin } from '../check';
import { toCase } from '../define-check';
import { namesNothing, noneNamed, titleOfNone } from '../flows/without-machine';
import { cannotTell, fail, pass, skip } from '../judgement';
import { notProbedBetween } from '../not-probed';
import { machineRef, networkRef, routesRef } from '../reading-refs';
import { endpointOf } from './endpoint-of';
import type { Explanation } from './explanation';
import { explanationOf, unexplained } from './explanation';
import { choosePairs } from './login-pairs';
import type { Representatives } from './representative';
import { representativesOf, titleOfSource } from './representative';

const id = 'SSH-01';

export const ssh01 = {
  kind: 'probe',
  probe: 'login',
  id,
  sentence: "a login from spoke A's VM to spoke B's VM lands on B, for every ordered pair (SSH_PAIRS)",
  due,
  isHopeless: (estate, expectations, { from, to }) => {
    const [a, b] = [estate.nic(from.nicId), estate.nic(to.nicId)];
    return a !== undefined && b !== undefined && followPacket(estate, expectations, a, b, to.port).kind === 'breaks';
  },
  judge: (estate, expectations, { checkId, title: sentence, subjects, basis }, login, before) => {
    const used = [login.from, login.to].flatMap(refsOf).filter((ref) => !basis.some(({ of, key }) => of === ref.of && key === ref.key));
    const judgement = judgeLogin(login, login.outcome, () => explanationOf(estate, expectations, login), before);
    const past = login.outcome.kind === 'landed' ? explanationOf(estate, expectations, login).beyond : [];
    return { checkId, title: sentence, subjects, basis: [...basis, ...used], ...judgement, ...(past.length > 0 && { past }) };
  },
} as const satisfies LoginCheck;

function due(estate: Estate, expectations: Expectations): (LoginCase | Case)[] {
  const { spokeIds } = estate.survey;
  const flows = flowsIn(expectations);
  const representatives = spokeIds.map((spokeId) => representativesOf(estate, expectations, spokeId));
  const isMeant = (a: number, b: number): boolean => isLoginMeant(estate, expectations, spokeIds[a] ?? '', spokeIds[b] ?? '');
  const chosen = choosePairs(representatives.map((side) => ({ spokeId: side.spokeId, isAble: 'ends' in side })), expectations.sshPairs, isMeant);
  const pairs = [
    ...chosen.flatMap(([a, b]) => {
      const [from, to] = [representatives[a], representatives[b]];
      if (!from || !to) return [];
      if (flows.isForAll('connect', from.spokeId, to.spokeId, sshPortIn(expectations, to.spokeId))) return [pairOf(from, to)];
      return [pairOf(...meantOf(estate, expectations, from.spokeId, to.spokeId))];
    }),
    ...namingNothing(estate, expectations),
  ];
  if (pairs.length === 0) return [toCase(id, { title: title`no pair of spokes logs in to each other`, about: [], basis: [networkRef(estate.survey.hubId)], ...skip({ kind: spokeIds.length < 2 ? 'fewer-than-two-spokes' : 'nothing-due' }) })];
  return expectations.sshChecks ? pairs : pairs.map(({ checkId, title: sentence, subjects, basis }) => ({ checkId, title: sentence, subjects, basis, ...skip({ kind: 'switched-off', setting: 'SSH_CHECKS', value: 'off' }) }));
}

/** Where a flow to the port of SSH names machines that are not there, no pair of spokes tells of it. */
function namingNothing(estate: Estate, expectations: Expectations): Case[] {
  const { spokeIds } = estate.survey;
  const flows = flowsIn(expectations);
  const cases = expectations.flows.filter(({ expect, to }) => expect === 'connect' && !isOfAddress(to)).flatMap((flow) =>
    spokeIds.filter((id) => mayBeIn(flow.from, id)).flatMap((from) => spokeIds.filter((id) => !sameId(id, from) && mayBeIn(flow.to, id)).flatMap((to): Case[] => {
      const port = sshPortIn(expectations, to);
      if (!flow.ports.some((one) => one === 'ssh' || one === port) || !flows.mayBe('connect', from, to, port)) return [];
      const why = [noneNamed(estate, from, flow.from, 'from'), noneNamed(estate, to, flow.to, 'to')].flatMap((finding) => finding ?? []);
      if (why.length === 0) return [];
      const isMistake = namesNothing(estate, from, flow.from) || namesNothing(estate, to, flow.to);
      const off = isMistake ? undefined : notProbedBetween(expectations, from, to);
      return [toCase(id, { title: title`${titleOfNone(flow.from, from)} logs in to ${titleOfNone(flow.to, to)}`, about: [from, to], basis: [networkRef(from), networkRef(to)], ...(off ?? cannotTell(why)) })];
    })),
  );
  return [...new Map(cases.map((one) => [JSON.stringify(one.title), one])).values()];
}

/** Whether some machine of the one spoke is to log in to some machine of the other. */
export function isLoginMeant(estate: Estate, expectations: Expectations, fromSpokeId: string, toSpokeId: string): boolean {
  const flows = flowsIn(expectations);
  const port = sshPortIn(expectations, toSpokeId);
  if (flows.isForAll('connect', fromSpokeId, toSpokeId, port)) return true;
  if (!flows.mayBe('connect', fromSpokeId, toSpokeId, port)) return false;
  const [from, to] = [estate.machinesIn(fromSpokeId), estate.machinesIn(toSpokeId)];
  // Where machines could not be read they may be among those that are meant.
  if (from.status === 'unread' || to.status === 'unread') return true;
  return from.value.nics.some((a) => to.value.nics.some((b) => isExpected(flows, 'connect', a, b, port)));
}

/** The representatives of two spokes, of whose machines some alone are to log in to some: those that may with most of them, so that one end fits the other. */
function meantOf(estate: Estate, expectations: Expectations, fromSpokeId: string, toSpokeId: string): [Representatives, Representatives] {
  const flows = flowsIn(expectations);
  const port = sshPortIn(expectations, toSpokeId);
  const isMeant = (a: MachineNic, b: MachineNic): boolean => isExpected(flows, 'connect', a, b, port);
  // Those that could not be read may be meant.
  const someIn = (id: string, fits: (nic: MachineNic) => boolean): boolean => estate.machinesIn(id).status === 'unread' || estate.nics.some((nic) => sameId(nic.spokeId, id) && fits(nic));
  const sources = representativesOf(estate, expectations, fromSpokeId, (a) => someIn(toSpokeId, (b) => isMeant(a, b)));
  const first = 'ends' in sources ? estate.nic(sources.ends[0].nicId) : undefined;
  const targets = representativesOf(estate, expectations, toSpokeId, (b) => (first ? isMeant(first, b) : someIn(fromSpokeId, (a) => isMeant(a, b))));
  const target = 'ends' in targets ? estate.nic(targets.ends[0].nicId) : undefined;
  // Further machines stand in for the first alone where they are meant with the other end, too.
  return [target ? representativesOf(estate, expectations, fromSpokeId, (a) => isMeant(a, target)) : sources, targets];
}

function pairOf(from: Representatives, to: Representatives): LoginCase | Case {
  const [source, target] = [titleOfSource(from), titleOfTarget(to)];
  const both = [from, to];
  const common: Pick<Judged, 'title' | 'about' | 'basis'> = {
    title: title`${source} logs in to ${target}`,
    about: both.map((side) => ('ends' in side ? side.ends[0].vmId : side.spokeId)),
    basis: both.flatMap((side) => ('ends' in side ? refsOf(side.ends[0]) : [networkRef(side.spokeId)])),
  };
  if (!('ends' in from && 'ends' in to)) {
    const why = both.flatMap((side) => ('why' in side ? side.why : []));
    const notProbed = why.find(({ kind }) => kind === 'not-probed');
    return toCase(id, { ...common, ...(notProbed ? skip(notProbed) : cannotTell(why)) });
  }
  const [[a, ...furtherA], [b, ...furtherB]] = [from.ends, to.ends];
  const further = furtherA.length + furtherB.length > 0 && { further: { from: furtherA, to: furtherB } };
  return { probe: 'login', checkId: id, title: common.title, basis: common.basis, subjects: common.about.map(keyOf), from: a, to: b, ...further };
}

function titleOfTarget(side: Representatives): Title {
  if (!('ends' in side)) return title`a machine of ${{ id: side.spokeId }}`;
  const [{ vmId, address }, ...others] = side.ends;
  const first = title`${{ id: vmId }} (${address})`;
  return others.length === 0 ? first : title`${first}, or another machine of ${{ id: side.spokeId }}`;
}

const refsOf = ({ vmId, nicId }: ProbeEnd): ReadingRef[] => [machineRef(vmId), routesRef(nicId)];

type Ends = Pick<LoginCase, 'from' | 'to'>;

/**
 * Comes to a verdict about one attempt; repeated attempts are the caller's.
 * @param why what the survey shows to be broken on the packet's way
 * @param before what was tried with other machines, into which there was no way
 */
export function judgeLogin(
  ends: Ends,
  outcome: LoginOutcome,
  why: () => Explanation = () => unexplained,
  before: readonly TriedLogin[] = [],
): Judgement {
  const [from, to] = [endpointOf(ends.from), endpointOf(ends.to)];
  const failedBefore = before.flatMap(failedLogin);
  if (outcome.kind === 'landed') {
    const afterOthers: Finding[] = failedBefore.length > 0 ? [{ kind: 'login-after-others', from, to, before: failedBefore }] : [];
    return pass(...afterOthers, ...advisoriesOn(ends, outcome));
  }
  const explained = ofNetwork.includes(outcome.kind) || ofHalves.includes(outcome.kind) ? why() : unexplained;
  const { because, beyond } = ofNetwork.includes(outcome.kind) ? explained : unexplained;
  const asymmetric = because.length === 0 && ofHalves.includes(outcome.kind) ? explained.asymmetric : undefined;
  const finding: Finding = {
    ...{ kind: 'login-failed', from, to, fromVmId: ends.from.vmId, toVmId: ends.to.vmId, outcome, beyond },
    ...(asymmetric && { asymmetric }),
    ...(failedBefore.length > 0 && { before: failedBefore }),
    ...(because.length > 0 && { because }),
  };
  return saysNothing.includes(outcome.kind) ? cannotTell(finding) : fail(finding);
}

const failedLogin = ({ from, to, outcome }: TriedLogin): FailedLogin[] =>
  outcome.kind === 'landed' ? [] : [{ from: endpointOf(from), to: endpointOf(to), outcome }];

/** Outcomes that say nothing of the network between the spokes. */
const saysNothing: readonly LoginOutcome['kind'][] = ['forwarding-forbidden', 'channel-lost', 'handshake-failed', 'command-failed', 'not-tried', 'access-path-failed'];

/** The outcomes that a network which drops packets can bring about; the others, a refusal too, say that packets got there and back. */
const ofNetwork: readonly LoginOutcome['kind'][] = ['timed-out', 'unreachable'];

/** What a stateful appliance that sees one half of a connection can bring about. */
const ofHalves: readonly LoginOutcome['kind'][] = ['no-banner', 'timed-out'];

function advisoriesOn(ends: Ends, { hostName, from: seen, compared, expected }: Extract<LoginOutcome, { kind: 'landed' }>): Finding[] {
  const [from, to] = [endpointOf(ends.from), endpointOf(ends.to)];
  const source: Finding[] =
    seen === undefined
      ? [{ kind: 'login-source-unknown', from, to }]
      : sameAddress(withoutMapping(seen), from.address)
        ? []
        : [{ kind: 'login-source-translated', from, to, seen }];
  return [
    ...source,
    ...(compared ? [] : [{ kind: 'login-rests-on-address', to, hostName } as const]),
    ...(expected === undefined ? [] : [{ kind: 'login-rests-on-host-key', to, hostName, expected } as const]),
  ];
}

/** A server with one socket for both families may write an IPv4 client as ::ffff:10.1.1.4. */
const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
