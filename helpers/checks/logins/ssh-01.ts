/** SSH-01: a login from a machine of each spoke to a machine of each other spoke lands there. The proof, beside what was read. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { sameAddress } from '../../estate/prefix';
import { keyOf } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import type { Title } from '../../findings/title';
import { title } from '../../findings/title';
import { followPacket } from '../../path/follow-packet';
import type { Endpoint } from '../../probe/endpoint';
import type { LoginOutcome } from '../../probe/outcome';
import type { Case, Judged, Judgement, ProbeCase, ProbeCheck, ProbeEnd } from '../check';
import { toCase } from '../define-check';
import { cannotTell, fail, pass, skip } from '../judgement';
import { machineRef, networkRef, routesRef } from '../reading-refs';
import type { Representative } from './representative';
import { representativeOf } from './representative';

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
  judge: (estate, expectations, probed, outcome) => {
    const { checkId, title: sentence, subjects, basis } = probed;
    return { checkId, title: sentence, subjects, basis, ...judgeLogin(probed, outcome, () => pathTo(estate, expectations, probed)) };
  },
} as const satisfies ProbeCheck;

function due(estate: Estate, expectations: Expectations): (ProbeCase | Case)[] {
  const representatives = estate.survey.spokeIds.map((spokeId) => representativeOf(estate, spokeId, expectations.sshPort));
  const pairs = representatives.flatMap((from) => representatives.filter((to) => to !== from).map((to) => pairOf(from, to)));
  if (pairs.length === 0) return [toCase(id, { title: title`no pair of spokes logs in to each other`, about: [], basis: [networkRef(estate.survey.hubId)], ...skip({ kind: 'fewer-than-two-spokes' }) })];
  return expectations.sshChecks ? pairs : pairs.map(({ checkId, title: sentence, subjects, basis }) => ({ checkId, title: sentence, subjects, basis, ...skip({ kind: 'switched-off', setting: 'SSH_CHECKS', value: 'off' }) }));
}

function pairOf(from: Representative, to: Representative): ProbeCase | Case {
  const source: Title = 'end' in from ? [{ id: from.end.vmId }] : ['a machine of ', { id: from.spokeId }];
  const target: Title = 'end' in to ? title`${{ id: to.end.vmId }} (${to.end.address})` : ['a machine of ', { id: to.spokeId }];
  const ends = [from, to];
  const common: Pick<Judged, 'title' | 'about' | 'basis'> = {
    title: title`${source} logs in to ${target}`,
    about: ends.map((end) => ('end' in end ? end.end.vmId : end.spokeId)),
    basis: ends.flatMap((end) => ('end' in end ? [machineRef(end.end.vmId), routesRef(end.end.nicId)] : [networkRef(end.spokeId)])),
  };
  if (!('end' in from && 'end' in to)) return toCase(id, { ...common, ...cannotTell(ends.flatMap((end) => ('why' in end ? end.why : []))) });
  return { checkId: id, title: common.title, basis: common.basis, subjects: common.about.map(keyOf), from: from.end, to: to.end };
}

type Ends = Pick<ProbeCase, 'from' | 'to'>;

/**
 * Comes to a verdict about one attempt; repeated attempts are the caller's.
 * @param why what the survey shows to be broken on the packet's way
 */
export function judgeLogin({ from, to }: Ends, outcome: LoginOutcome, why: () => readonly Finding[] = () => []): Judgement {
  if (outcome.kind === 'landed') return pass(...advisoriesOn({ from, to }, outcome));
  const because = ofNetwork.includes(outcome.kind) ? why() : [];
  const finding: Finding = { kind: 'login-failed', from: endpointOf(from), to: endpointOf(to), fromVmId: from.vmId, toVmId: to.vmId, outcome, ...(because.length > 0 && { because }) };
  return saysNothing.includes(outcome.kind) ? cannotTell(finding) : fail(finding);
}

/** Outcomes that say nothing of the network between the spokes. */
const saysNothing: readonly LoginOutcome['kind'][] = ['forwarding-forbidden', 'channel-lost', 'handshake-failed', 'command-failed', 'not-tried', 'access-path-failed'];

/** The outcomes that a network which drops packets can bring about; the others say that packets got through. */
const ofNetwork: readonly LoginOutcome['kind'][] = ['timed-out', 'unreachable', 'refused', 'channel-lost'];

function pathTo(estate: Estate, expectations: Expectations, { from, to }: Ends): readonly Finding[] {
  const [a, b] = [estate.nic(from.nicId), estate.nic(to.nicId)];
  if (!a || !b) return [];
  const path = followPacket(estate, expectations, a, b);
  switch (path.kind) {
    case 'arrives':
      return [];
    case 'breaks':
      return [path.finding];
    case 'unknown':
      // A rule in doubt is a cause of SG-01, not of a login that may have failed for another reason.
      return path.gap.kind === 'undecided-rule' || !path.gap.finding ? [] : [path.gap.finding];
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
