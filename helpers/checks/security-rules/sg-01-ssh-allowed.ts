/**
 * SG-01: security rules are judged where the packet leaves and where it arrives, by what Azure says is effective on the two NICs. Whether the
 * tag VirtualNetwork covers the other spoke is taken from Azure's own expansion, never assumed.
 */
import type { Estate } from '../../estate/estate';
import type { MachineNic } from '../../estate/machines';
import type { Expectations } from '../../estate/expectations';
import { flowsIn, isPairOf, sshPortIn } from '../../estate/flows';
import { observationOf } from '../../estate/nic-observation';
import { readingIn } from '../../estate/reading-in';
import { decidingRoutes } from '../../estate/route-selection';
import type { Connection } from '../../estate/rule-selection';
import type { Finding } from '../../findings/finding';
import { title } from '../../findings/title';
import { followExpected } from '../../path/follow-packet';
import { reasonIn } from '../../path/misrouted';
import { passRules } from '../../path/pass-rules';
import type { Judgement, VerdictKind } from '../check';
import { defineCheck } from '../define-check';
import type { PairJudgement } from '../judge-pairs';
import { judgePairs } from '../judge-pairs';
import { cannotTell, fail, notRead, pass, skip } from '../judgement';
import { mayStillChange } from '../may-still-change';
import { rulesRef } from '../reading-refs';

export const sg01 = defineCheck('SG-01', "the effective security rules let TCP 22 (SSH_PORT) out of one spoke's VM and into the other's", (estate, expectations) => {
  const flows = flowsIn(expectations);
  return flows.ports.flatMap((port) =>
    judgePairs(estate, {
      isDue: isPairOf(flows, 'connect', estate.survey.spokeIds, port),
      title: (from, to) => title`security rules let TCP ${port} from ${from} to ${to}`,
      titleOfAll: (nic) => title`the security rules of ${nic} let TCP ${port} out to each machine of the other spokes, and in from it`,
      basis: (from, to) => [rulesRef(from.nic.id), rulesRef(to.nic.id)],
      judge: (from, to) =>
        isForLogins(expectations, to, port)
          ? skip({ kind: 'switched-off', setting: 'SSH_CHECKS', value: 'off' })
          : worseOf(judgeEnd(estate, expectations, from, to, port, 'Outbound'), judgeEnd(estate, expectations, from, to, port, 'Inbound')),
    }),
  );
});

/** The port of SSH is asked for the logins' sake; what is configured for it is followed by PATH-01 in any case. */
const isForLogins = (expectations: Expectations, to: MachineNic, port: number): boolean => !expectations.sshChecks && port === sshPortIn(expectations, to.spokeId);

const severity: Readonly<Record<VerdictKind, number>> = { 'fail': 0, 'cannot-tell': 1, 'skip': 2, 'pass': 3 };

/** Both ends must let the connection through; what is known to be wrong counts before what is not known. */
const worseOf = (out: Judgement, into: Judgement): PairJudgement => (severity[into.verdict] < severity[out.verdict] ? { ...into, lostBy: 'to' } : out);

/** Outbound rules are those of the machine that connects, inbound rules those of the one that is connected to. */
function judgeEnd(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, port: number, direction: Connection['direction']): Judgement {
  const end = direction === 'Outbound' ? from : to;
  const observation = observationOf(estate.survey.effectiveSecurityGroups, end);
  switch (observation.kind) {
    case 'not-running': {
      const { vmId, powerState } = observation;
      return skip({ kind: 'nic-idle', vmId, ...(powerState !== undefined && { powerState }) });
    }
    case 'unread':
      return notRead({ of: 'effective-rules', id: end.nic.id }, observation.problem, rulesRef(end.nic.id));
    case 'read':
      return judgeRules(estate, expectations, from, to, port, direction);
  }
}

function judgeRules(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, port: number, direction: Connection['direction']): Judgement {
  const { break: finding, gap } = passRules(estate, port, from, to, direction);
  if (finding) {
    const because = direction === 'Outbound' ? lacksRoute(estate, expectations, finding, from, to) : lacksRoute(estate, expectations, finding, to, from);
    return fail(because ? { ...finding, because: [because] } : finding, mayStillChange(finding));
  }
  return gap ? cannotTell(gap.finding) : pass();
}

/**
 * The tag VirtualNetwork has the prefixes of a NIC's routes to other networks ("Virtual network service tags", Microsoft). So where nothing but the last rule denies, which
 * comes after the one that allows the tag, and no route leads to the other machine, the route is what is missing.
 */
function lacksRoute(estate: Estate, expectations: Expectations, finding: Finding, own: MachineNic, other: MachineNic): Finding | undefined {
  if (finding.kind !== 'rule-denies' || finding.rule.rule.priority !== lastPriority || !/DenyAll(?:In|Out)Bound$/i.test(finding.rule.rule.name)) return undefined;
  const routes = readingIn(estate.survey.effectiveRoutes, own.nic.id);
  if (routes.status === 'unread' || !decidingRoutes(routes.value, other.address).every(({ route }) => route.source.toLowerCase() === 'default' && route.nextHopType.toLowerCase() === 'none')) return undefined;
  const reason = reasonIn(estate, expectations, own, other, (a, b) => followExpected(estate, expectations, a, b).kind === 'breaks');
  return ['route-missing', 'subnet-without-table', 'bgp-kept-out'].includes(reason.kind) ? reason : undefined;
}

/** Of the rules that every group ends with. */
const lastPriority = 65_500;
