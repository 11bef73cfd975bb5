/** Whether a window may be followed by another: right after a deployment a rule may begin to block late, and a control or the way into A begin to work late. */
import type { TriedConnection, Watch } from '../checks/check';
import { hasArrived } from '../checks/flows/arrived';
import { mayStillSettle } from '../probe/may-still-settle';
import type { TcpOutcome } from '../probe/outcome';
import type { Standing } from './settle-probe';

/** What was blocked at first and got through later is no matter of waiting: what is blocked must stay so. */
export function standingOf({ from, to, control, contacts }: Watch): Standing {
  const [first] = contacts;
  const by = (outcome: TcpOutcome, target: TriedConnection['to'] = to): TriedConnection => ({ from, to: target, outcome });
  if (hasArrived(first.outcome)) return { by: by(first.outcome), mayStillSettle: true };
  const arrived = contacts.find(({ outcome }) => hasArrived(outcome));
  if (arrived) return { by: by(arrived.outcome), mayStillSettle: false };
  const unclear = contacts.find(({ outcome }) => outcome.kind !== 'timed-out');
  if (unclear) return { by: by(unclear.outcome), mayStillSettle: mayStillSettle(unclear.outcome) };
  const failed = contacts.flatMap((contact) => (contact.control && contact.control.kind !== 'connected' ? [contact.control] : []))[0];
  if (failed) return { by: by(failed, control), mayStillSettle: mayStillSettle(failed) };
  return { by: by(first.outcome), mayStillSettle: false };
}
