/** SSH-01: a login from a machine of each spoke to a machine of each other spoke lands there. The proof, beside what was read. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { sameAddress } from '../../estate/prefix';
import { keyOf } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import type { Beyond } from '../../findings/path-findings';
import type { Title } from '../../findings/title';
import { title } from '../../findings/title';
import { followPacket } from '../../path/follow-packet';
import { strayHop } from '../../path/stray-hop';
import type { Endpoint } from '../../probe/endpoint';
import type { LoginOutcome } from '../../probe/outcome';
import type { Case, Judged, Judgement, ProbeCase, ProbeCheck, ProbeEnd, ReadingRef, TriedLogin } from '../check';
import { toCase } from '../define-check';
import { cannotTell, fail, pass, skip } from '../judgement';
import { machineRef, networkRef, routesRef } from '../reading-refs';
import type { Representatives } from './representative';
import { representativesOf } from './representative';

const id = 'SSH-01';

export const ssh01 = {
  kind: 'probe',
  id,
  sentence: "a login from spoke A's VM to spoke B's VM lands on B, for every ordered pair",
  due,
  isHopeless: (estate, expectations, { from, to }) => {
    const [a, b] = [estate.nic(from.nicId), estate.nic(to.nicId)];
    return a !== undefined && b !== undefined && followPacket(estate, expectations, a, b).kind === 'breaks';
  },
  judge: (estate, expectations, { checkId, title: sentence, subjects, basis }, login, before) => {
    const used = [login.from, login.to].flatMap(refsOf).filter((ref) => !basis.some(({ of, key }) => of === ref.of && key === ref.key));
    return { checkId, title: sentence, subjects, basis: [...basis, ...used], ...judgeLogin(login, login.outcome, () => pathTo(estate, expectations, login), before) };
  },
} as const satisfies ProbeCheck;

function due(estate: Estate, expectations: Expectations): (ProbeCase | Case)[] {
  const representatives = estate.survey.spokeIds.map((spokeId) => representativesOf(estate, spokeId, expectations.sshPort));
  const pairs = representatives.flatMap((from) => representatives.filter((to) => to !== from).map((to) => pairOf(from, to)));
  if (pairs.length === 0) return [toCase(id, { title: title`no pair of spokes logs in to each other`, about: [], basis: [networkRef(estate.survey.hubId)], ...skip({ kind: 'fewer-than-two-spokes' }) })];
  return expectations.sshChecks ? pairs : pairs.map(({ checkId, title: sentence, subjects, basis }) => ({ checkId, title: sentence, subjects, basis, ...skip({ kind: 'switched-off', setting: 'SSH_CHECKS', value: 'off' }) }));
}

function pairOf(from: Representatives, to: Representatives): ProbeCase | Case {
  const orNext = (side: Representatives): Title => ('ends' in side && side.ends.length > 1 ? [', or another machine of ', { id: side.spokeId }] : []);
  const source: Title = 'ends' in from ? [{ id: from.ends[0].vmId }, ...orNext(from), ...(from.ends.length > 1 ? [','] : [])] : ['a machine of ', { id: from.spokeId }];
  const target: Title = 'ends' in to ? title`${{ id: to.ends[0].vmId }} (${to.ends[0].address})${orNext(to)}` : ['a machine of ', { id: to.spokeId }];
  const both = [from, to];
  const common: Pick<Judged, 'title' | 'about' | 'basis'> = {
    title: title`${source} logs in to ${target}`,
    about: both.map((side) => ('ends' in side ? side.ends[0].vmId : side.spokeId)),
    basis: both.flatMap((side) => ('ends' in side ? refsOf(side.ends[0]) : [networkRef(side.spokeId)])),
  };
  if (!('ends' in from && 'ends' in to)) return toCase(id, { ...common, ...cannotTell(both.flatMap((side) => ('why' in side ? side.why : []))) });
  const [[a, ...furtherA], [b, ...furtherB]] = [from.ends, to.ends];
  const further = furtherA.length + furtherB.length > 0 && { further: { from: furtherA, to: furtherB } };
  return { checkId: id, title: common.title, basis: common.basis, subjects: common.about.map(keyOf), from: a, to: b, ...further };
}

const refsOf = ({ vmId, nicId }: ProbeEnd): ReadingRef[] => [machineRef(vmId), routesRef(nicId)];

type Ends = Pick<ProbeCase, 'from' | 'to'>;

/**
 * Comes to a verdict about one attempt; repeated attempts are the caller's.
 * @param why what the survey shows to be broken on the packet's way
 * @param before what was tried with other machines, into which there was no way
 */
export function judgeLogin({ from, to }: Ends, outcome: LoginOutcome, why: () => Explanation = () => unexplained, before: readonly TriedLogin[] = []): Judgement {
  const failedBefore = before.flatMap((login) => (login.outcome.kind === 'landed' ? [] : [{ from: endpointOf(login.from), to: endpointOf(login.to), outcome: login.outcome }]));
  if (outcome.kind === 'landed') return pass(...(failedBefore.length === 0 ? [] : [{ kind: 'login-after-others', from: endpointOf(from), to: endpointOf(to), before: failedBefore } as const]), ...advisoriesOn({ from, to }, outcome));
  const { because, beyond } = ofNetwork.includes(outcome.kind) ? why() : unexplained;
  const finding: Finding = {
    kind: 'login-failed',
    ...{ from: endpointOf(from), to: endpointOf(to), fromVmId: from.vmId, toVmId: to.vmId, outcome, beyond },
    ...(failedBefore.length > 0 && { before: failedBefore }),
    ...(because.length > 0 && { because }),
  };
  return saysNothing.includes(outcome.kind) ? cannotTell(finding) : fail(finding);
}

/** Outcomes that say nothing of the network between the spokes. */
const saysNothing: readonly LoginOutcome['kind'][] = ['forwarding-forbidden', 'channel-lost', 'handshake-failed', 'command-failed', 'not-tried', 'access-path-failed'];

/** The outcomes that a network which drops packets can bring about; the others, a refusal too, say that packets got there and back. */
const ofNetwork: readonly LoginOutcome['kind'][] = ['timed-out', 'unreachable'];

/** What the survey shows of the packet's way. */
interface Explanation {
  readonly because: readonly Finding[];
  /** What lies on it and was not looked at. */
  readonly beyond: readonly Beyond[];
}

const unexplained: Explanation = { because: [], beyond: [] };

function pathTo(estate: Estate, expectations: Expectations, { from, to }: Ends): Explanation {
  const [a, b] = [estate.nic(from.nicId), estate.nic(to.nicId)];
  if (!a || !b) return unexplained;
  const path = followPacket(estate, expectations, a, b);
  const { beyond } = path;
  switch (path.kind) {
    case 'arrives': {
      const stray = strayHop(estate, expectations, a, b, path);
      return { because: stray ? [stray] : [], beyond };
    }
    case 'breaks':
      return { because: [path.finding, ...path.others], beyond };
    case 'unknown':
      // A rule in doubt is a cause of SG-01, not of a login that may have failed for another reason.
      return { because: path.gap.kind === 'unread' ? [path.gap.finding] : [], beyond };
  }
}

const endpointOf = ({ name, address, port, computerName, guestName }: ProbeEnd): Endpoint => ({
  name,
  address,
  port,
  ...(computerName !== undefined && { computerName }),
  ...(guestName !== undefined && { guestName }),
});

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
