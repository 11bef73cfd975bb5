/** FLOW-01: what the flows name as expected opens, by TCP from A's machine to B's port. No login on B is needed; what goes to an SSH port is SSH-01's to prove. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { Finding } from '../../findings/finding';
import type { FailedConnection } from '../../findings/flow-findings';
import { title } from '../../findings/title';
import { followPacket } from '../../path/follow-packet';
import type { TcpOutcome } from '../../probe/outcome';
import type { Case, ConnectionCase, ConnectionCheck, Judgement, TriedConnection } from '../check';
import { cannotTell, fail, pass } from '../judgement';
import { endpointOf } from '../logins/endpoint-of';
import { explanationOf } from '../logins/explanation';
import type { FlowCases } from './flow-cases';
import { flowCases, moreRefs, nicsOf } from './flow-cases';
import { asksFor } from './flow-units';

const id = 'FLOW-01';

export const expectedFlows: FlowCases = { checkId: id, expect: 'connect', withSsh: false, hasStandIns: true, title: (from, to, port) => title`${from} connects to ${to} at TCP ${port}` };

export const flow01 = {
  kind: 'probe',
  probe: 'connection',
  id,
  sentence: 'each connection that is expected (EXPECTATIONS_FILE) opens, by TCP from a machine of A to the port of B',
  isAsked: (expectations) => asksFor(expectations, expectedFlows),
  due,
  isHopeless: (estate, expectations, probe) => {
    const ends = nicsOf(estate, probe);
    return ends !== undefined && followPacket(estate, expectations, ...ends, probe.to.port).kind === 'breaks';
  },
  judge: (estate, expectations, { checkId, title: sentence, subjects, basis }, connection, before) => {
    const judgement = judgeConnection(estate, expectations, connection, before);
    const ends = nicsOf(estate, connection);
    const past = ends && judgement.verdict === 'pass' ? followPacket(estate, expectations, ...ends, connection.to.port).beyond : [];
    return { checkId, title: sentence, subjects, basis: [...basis, ...moreRefs(basis, connection.from)], ...judgement, ...(past.length > 0 && { past }) };
  },
} as const satisfies ConnectionCheck;

function due(estate: Estate, expectations: Expectations): (ConnectionCase | Case)[] {
  return flowCases(estate, expectations, expectedFlows).map((one) => {
    if ('verdict' in one) return one;
    return { probe: 'connection', ...one.case, ...(one.others.length > 0 && { further: { from: one.others, to: [] } }) };
  });
}

function judgeConnection(estate: Estate, expectations: Expectations, { from, to, outcome }: TriedConnection, before: readonly TriedConnection[]): Judgement {
  const failedBefore = before.flatMap(failedConnection);
  const ends = { from: endpointOf(from), to: endpointOf(to) };
  if (outcome.kind === 'connected') return pass(...(failedBefore.length > 0 ? [{ kind: 'connection-after-others', ...ends, before: failedBefore } as const] : []));
  const { because, beyond } = ofNetwork.includes(outcome.kind) || outcome.kind === 'refused' ? explanationOf(estate, expectations, { from, to }) : { because: [], beyond: [] };
  const reasons = outcome.kind === 'refused' ? [] : because;
  const finding: Finding = {
    ...{ kind: 'connection-failed', ...ends, fromVmId: from.vmId, ...(to.vmId !== undefined && { toVmId: to.vmId }), outcome, beyond },
    ...(failedBefore.length > 0 && { before: failedBefore }),
    ...(reasons.length > 0 && { because: reasons }),
  };
  return saysNothing.includes(outcome.kind) ? cannotTell(finding) : fail(finding);
}

const failedConnection = ({ from, to, outcome }: TriedConnection): FailedConnection[] => (outcome.kind === 'connected' ? [] : [{ from: endpointOf(from), to: endpointOf(to), outcome }]);

/** Outcomes that say nothing of the network between the spokes. */
const saysNothing: readonly TcpOutcome['kind'][] = ['forwarding-forbidden', 'channel-lost', 'access-path-failed'];

/** The outcomes that a network which drops packets can bring about; a refusal says that packets got there and back. */
const ofNetwork: readonly TcpOutcome['kind'][] = ['timed-out', 'unreachable'];
