/**
 * FLOW-02: what the flows name as blocked is blocked by the network, for a whole window. Silence alone proves nothing: B may be down, nothing may listen that would be
 * heard, B's guest may drop, and the probe may never have left A. So it is green only where all of this holds:
 *
 * - each try of the window stays without any answer. An answer, a refusal too, says that the packet arrived;
 * - the control beside each try connects, from the same A at the same moment: what A sends leaves it;
 * - the configuration that was read lets the packet die before B, for certain, and says where (`blockedBy`). Whoever drops behind that is not told apart: where the
 *   configuration lets it through, or something on the way was not looked at, a silent B and a silent network look alike.
 *
 * "Unreachable" is no proof either: Azure's network drops in silence, so whoever says it is a guest: A's own, and the probe never left; an appliance's; or B's, and it arrived.
 */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { FactOf, Finding } from '../../findings/finding';
import { title } from '../../findings/title';
import type { Case, Judgement, Watch, WatchCase, WatchCheck } from '../check';
import { cannotTell, fail, pass } from '../judgement';
import { endpointOf } from '../logins/endpoint-of';
import { hasArrived } from './arrived';
import type { Blocking } from './blocked-by';
import { blockedBy } from './blocked-by';
import { controlFor, controlsIn } from './controls';
import type { FlowCases } from './flow-cases';
import { flowCases, nicsOf } from './flow-cases';
import { leakBetween } from '../segmentation/seg-01-nothing-let-through';
import { asksFor } from './flow-units';

const id = 'FLOW-02';

export const blockedFlows: FlowCases = { checkId: id, expect: 'blocked', withSsh: true, hasStandIns: false, title: (from, to, port) => title`${from} is kept from connecting to ${to} at TCP ${port}` };

export const flow02 = {
  kind: 'probe',
  probe: 'watch',
  id,
  sentence: 'each connection that is to be blocked (EXPECTATIONS_FILE) dies in the network for a whole window (BLOCKED_WINDOW), while a control beside it connects',
  isAsked: (expectations) => asksFor(expectations, blockedFlows),
  due,
  // Only what the configuration blocks can be shown to be blocked.
  isHopeless: (estate, expectations, probe) => blockedBy(estate, expectations, nicsOf(estate, probe), probe.to.port).kind !== 'blocked',
  judge: (estate, expectations, { checkId, title: sentence, subjects, basis }, watch) => ({
    checkId,
    title: sentence,
    subjects,
    basis,
    ...judgeWatch(watch, blockedBy(estate, expectations, nicsOf(estate, watch), watch.to.port), () => leakOf(estate, expectations, watch)),
  }),
} as const satisfies WatchCheck;

function due(estate: Estate, expectations: Expectations): (WatchCase | Case)[] {
  const controls = controlsIn(estate, expectations);
  return flowCases(estate, expectations, blockedFlows).map((one) => {
    if ('verdict' in one) return one;
    // No other machine stands in for A: it would need a control of its own, and what blocks it may be another rule.
    const control = controlFor(estate, expectations, controls, one.case.from, one.case.to);
    return { probe: 'watch', ...one.case, ...(control && { control }) };
  });
}

/** @param blocking what the configuration makes of it. @param leak what lets it through, where that is known */
export function judgeWatch({ from, to, control, contacts }: Watch, blocking: Blocking, leak: () => Finding | undefined = () => undefined): Judgement {
  const ends = { from: endpointOf(from), to: endpointOf(to), fromVmId: from.vmId, ...(to.vmId !== undefined && { toVmId: to.vmId }) };
  const arrival = contacts.find(({ outcome }) => hasArrived(outcome));
  if (arrival && hasArrived(arrival.outcome)) {
    const wasSilent = contacts.indexOf(arrival) > 0 && contacts[0].outcome.kind === 'timed-out';
    const by = blocking.kind === 'blocked' || blocking.kind === 'perhaps' ? { blockedBy: blocking.by } : {};
    return fail({ kind: 'flow-let-through', ...ends, outcome: arrival.outcome, ...(wasSilent && { afterSeconds: arrival.seconds }), ...by, ...(blocking.kind === 'let-through' && { beyond: blocking.beyond, ...becauseOf(leak()) }) });
  }
  const unproven = (why: FactOf<'flow-unproven'>['why'], because?: Finding): Judgement => cannotTell({ kind: 'flow-unproven', ...ends, why, ...(because && { because: [because] }) });
  const unclear = contacts.find(({ outcome }) => outcome.kind !== 'timed-out');
  if (unclear && unclear.outcome.kind !== 'connected') return unproven({ kind: 'probe-failed', outcome: unclear.outcome });
  if (blocking.kind === 'off') return unproven({ kind: 'machine-off' }, blocking.finding);
  if (!control) return unproven({ kind: 'no-control' });
  const failed = contacts.flatMap((contact) => (contact.control === undefined || contact.control.kind === 'connected' ? [] : [contact.control]))[0];
  if (failed) return unproven({ kind: 'control-failed', control: endpointOf(control), outcome: failed });
  switch (blocking.kind) {
    case 'blocked':
      return pass({ kind: 'flow-blocked', ...ends, by: blocking.by });
    case 'let-through':
      return unproven({ kind: 'let-through', beyond: blocking.beyond }, leak());
    case 'perhaps':
      return unproven({ kind: 'perhaps', by: blocking.by, why: blocking.why });
    case 'unread':
      return unproven({ kind: 'unread' }, blocking.finding);
    case 'not-followed':
      return unproven({ kind: 'not-followed' });
  }
}

function leakOf(estate: Estate, expectations: Expectations, watch: Watch): Finding | undefined {
  const ends = nicsOf(estate, watch);
  return ends && leakBetween(estate, expectations, ...ends, watch.to.port);
}

const becauseOf = (finding: Finding | undefined): { readonly because?: readonly Finding[] } => (finding ? { because: [finding] } : {});
