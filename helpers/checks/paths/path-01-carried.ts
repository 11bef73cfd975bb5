/**
 * PATH-01: every pair of NICs, followed hop by hop over what was read: routes, peerings and what they synced, IP forwarding, power state, rules, tables of the
 * hops. It passes only as far as it was followed: what a guest, a firewall or an appliance makes of the packet is told as not looked at.
 */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import { flowsIn, isPairOf } from '../../estate/flows';
import type { MachineNic } from '../../estate/machines';
import { sameId } from '../../estate/resource-id';
import { observationOf } from '../../estate/nic-observation';
import type { Finding } from '../../findings/finding';
import type { Beyond } from '../../findings/path-findings';
import { title } from '../../findings/title';
import { followPacket } from '../../path/follow-packet';
import { strayHop } from '../../path/stray-hop';
import type { Judgement } from '../check';
import { defineCheck } from '../define-check';
import type { PairJudgement } from '../judge-pairs';
import { judgePairs } from '../judge-pairs';
import { cannotTell, fail, pass, skip } from '../judgement';
import { mayStillChange } from '../may-still-change';
import { notProbedBetween } from '../not-probed';
import { routesRef, rulesRef } from '../reading-refs';
import { needsEvidence, shownByLogins } from './shown-by-logins';

export const path01 = defineCheck('PATH-01', "what is configured carries TCP 22 (SSH_PORT) from each spoke's VM to each other spoke's VM, and the answer back", (estate, expectations) => {
  const isShown = shownByLogins(estate, expectations);
  const flows = flowsIn(expectations);
  return flows.ports.flatMap((port) =>
    judgePairs(estate, {
      isDue: isPairOf(flows, 'connect', estate.survey.spokeIds, port),
      title: (from, to) => title`what is configured carries TCP ${port} from ${from} to ${to}, and the answer back`,
      titleOfAll: (nic) => title`what is configured at ${nic}, and on the way of what it sends, carries TCP ${port} to and from each machine of the other spokes`,
      basis: (from, to) => [from, to].flatMap(({ nic }) => [routesRef(nic.id), rulesRef(nic.id)]),
      judge: (from, to) => idle(estate, from) ?? idle(estate, to) ?? judge(estate, expectations, from, to, port, isShown),
    }),
  );
});

/** Azure computes nothing for the NIC of a machine that does not run; ER-01 says whether another one speaks for it. */
function idle({ survey }: Estate, end: MachineNic): Judgement | undefined {
  const observation = observationOf(survey.effectiveRoutes, end);
  if (observation.kind !== 'not-running') return undefined;
  const { vmId, powerState } = observation;
  return skip({ kind: 'nic-idle', vmId, ...(powerState !== undefined && { powerState }) });
}

function judge(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, port: number, isShown: (beyond: Beyond) => boolean): PairJudgement {
  const path = followPacket(estate, expectations, from, to, port);
  const connection = { from: from.ref, to: to.ref, port };
  switch (path.kind) {
    case 'breaks':
      return { ...fail({ kind: 'path-breaks', ...connection, way: path.way, beyond: path.beyond, because: [path.finding, ...path.others] }, mayStillChange(path.finding)), ...(path.way === 'back' || isAt(path.finding, to) ? lostByTarget : {}) };
    case 'unknown':
      return { ...cannotTell(path.gap.finding), ...(path.way === 'back' || isAt(path.gap.finding, to) ? lostByTarget : {}) };
    case 'arrives': {
      const stray = strayHop(estate, expectations, from, to, path);
      const doubt = path.beyond.find((beyond) => needsEvidence(beyond) && ((stray !== undefined && beyond.kind === 'unseen') || !isShown(beyond)));
      if (!doubt) return pass();
      return notProbedBetween(expectations, from.spokeId, to.spokeId) ?? cannotTell({ kind: 'path-without-evidence', ...connection, beyond: doubt, ...(stray && { because: [stray] }) });
    }
  }
}

const lostByTarget = { lostBy: 'to' } as const;

/** Whether it speaks of this very machine: its rules, or that it is off. */
function isAt(finding: Finding, { nic, vmId }: MachineNic): boolean {
  switch (finding.kind) {
    case 'rule-denies':
    case 'rule-undecided':
      return sameId(finding.at.nicId, nic.id);
    case 'admin-rule-denies':
    case 'admin-rule-undecided':
      return sameId(finding.nicId, nic.id);
    case 'machine-off':
      return sameId(finding.vmId, vmId);
    case 'not-read':
      return 'id' in finding.what && sameId(finding.what.id, nic.id);
    default:
      return false;
  }
}

/** A guest or a firewall that is there and meant to forward is not looked into; of these nothing says that they forward at all. */
