/**
 * SG-01: security rules are judged where the packet leaves and where it arrives, by what Azure says is effective on the two NICs. Whether the
 * tag VirtualNetwork covers the other spoke is taken from Azure's own expansion, never assumed.
 */
import type { Estate } from '../../estate/estate';
import type { MachineNic } from '../../estate/machines';
import { observationOf } from '../../estate/nic-observation';
import type { Connection } from '../../estate/rule-selection';
import { title } from '../../findings/title';
import { passRules } from '../../path/pass-rules';
import type { Judgement, VerdictKind } from '../check';
import { defineCheck } from '../define-check';
import type { PairJudgement } from '../judge-pairs';
import { judgePairs } from '../judge-pairs';
import { cannotTell, fail, notRead, pass, skip } from '../judgement';
import { mayStillChange } from '../may-still-change';
import { rulesRef } from '../reading-refs';

export const sg01 = defineCheck('SG-01', "the effective security rules let TCP 22 (SSH_PORT) out of one spoke's VM and into the other's", (estate, { sshPort, sshChecks }) =>
  judgePairs(estate, {
    title: (from, to) => title`security rules let TCP ${sshPort} from ${from} to ${to}`,
    titleOfAll: (nic) => title`the security rules of ${nic} let TCP ${sshPort} out to each machine of the other spokes, and in from it`,
    basis: (from, to) => [rulesRef(from.nic.id), rulesRef(to.nic.id)],
    // The port is asked for the logins' sake; what is configured for it is followed by PATH-01 in any case.
    judge: (from, to) => !sshChecks ? skip({ kind: 'switched-off', setting: 'SSH_CHECKS', value: 'off' }) : worseOf(judgeEnd(estate, sshPort, from, to, 'Outbound'), judgeEnd(estate, sshPort, from, to, 'Inbound')),
  }),
);

const severity: Readonly<Record<VerdictKind, number>> = { 'fail': 0, 'cannot-tell': 1, 'skip': 2, 'pass': 3 };

/** Both ends must let the connection through; what is known to be wrong counts before what is not known. */
const worseOf = (out: Judgement, into: Judgement): PairJudgement => (severity[into.verdict] < severity[out.verdict] ? { ...into, lostBy: 'to' } : out);

/** Outbound rules are those of the machine that connects, inbound rules those of the one that is connected to. */
function judgeEnd(estate: Estate, port: number, from: MachineNic, to: MachineNic, direction: Connection['direction']): Judgement {
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
      return judgeRules(estate, port, from, to, direction);
  }
}

function judgeRules(estate: Estate, port: number, from: MachineNic, to: MachineNic, direction: Connection['direction']): Judgement {
  const { break: finding, gap } = passRules(estate, port, from, to, direction);
  if (finding) return fail(finding, mayStillChange(finding));
  return gap ? cannotTell(gap.finding) : pass();
}
