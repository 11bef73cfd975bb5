/** Why a login from spoke to spoke did not succeed: where the packet breaks, or, where everything that can be read is in order, what SSH saw. */
import { describeWayInFailure } from '../checks/ssh-01-evidence';
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { machinesIn } from '../estate/machines';
import { sameAddress } from '../estate/prefix';
import { keyOf } from '../estate/resource-id';
import type { Label } from '../estate/survey-labels';
import type { LoginOutcome } from '../probe/outcome';
import { breakDraft } from './break-cause';
import type { Draft, Login } from './cause';
import { rank } from './cause';
import { followPacket } from './follow-packet';
import { problemDraft } from './reading-cause';
import { routeDraft, targetOf } from './route-cause';
import type { Gap } from './walk';

/** The outcomes that a network which drops packets can bring about; the others say that packets got through. */
const ofNetwork: readonly LoginOutcome['kind'][] = ['timed-out', 'unreachable', 'refused', 'channel-lost'];

export function loginDrafts(deployment: Deployment, login: Login, label: Label): Draft[] {
  const from = nicById(deployment, login.fromNicId);
  const to = nicById(deployment, login.toNicId);
  const { outcome } = login;
  if (!from || !to || !ofNetwork.includes(outcome.kind)) return [sshDraft(login, from, to, label)];
  const walk = followPacket(deployment, from, to);
  switch (walk.kind) {
    case 'breaks':
      return [breakDraft(deployment, walk.at, label)];
    case 'unknown':
      return [gapDraft(deployment, walk.gap, label) ?? sshDraft(login, from, to, label)];
    case 'arrives':
      return [sshDraft(login, from, to, label)];
  }
}

/** A next hop that nobody knows explains a lost packet only where it is not the transit that is meant. */
function gapDraft(deployment: Deployment, gap: Gap, label: Label): Draft | undefined {
  switch (gap.kind) {
    case 'unread':
      return problemDraft(gap.problem);
    case 'unseen-next-hop': {
      const target = targetOf(deployment);
      const isMeant = target?.kind === 'addresses' && target.addresses.some((address) => sameAddress(address, gap.address));
      return isMeant ? undefined : routeDraft(deployment, gap.nic, gap.destination, label);
    }
    case 'undecided-rule':
      return undefined;
  }
}

/** True where the survey alone shows that a login cannot work: then it is tried once, and not waited for. */
export function isBroken(deployment: Deployment, { from, to }: { readonly from: { readonly nicId: string }; readonly to: { readonly nicId: string } }): boolean {
  const [a, b] = [nicById(deployment, from.nicId), nicById(deployment, to.nicId)];
  return a !== undefined && b !== undefined && followPacket(deployment, a, b).kind === 'breaks';
}

function nicById({ survey }: Deployment, id: string): MachineNic | undefined {
  return survey.spokeIds
    .flatMap((spokeId) => {
      const machines = machinesIn(survey, spokeId);
      return machines.status === 'read' ? machines.value.nics : [];
    })
    .find(({ nic }) => keyOf(nic.id) === keyOf(id));
}

/** Keyed by the machine at fault, so that what all pairs see of it is one cause. */
function sshDraft({ outcome, verdict }: Login, from: MachineNic | undefined, to: MachineNic | undefined, label: Label): Draft {
  const draft = (key: string, sentence: string): Draft => ({ key: `login ${outcome.kind} ${key}`, rank: rank.login, sentence });
  const a = from ? label(from.vmId) : 'the first machine';
  const b = to ? `${label(to.vmId)} (${to.address})` : 'the second machine';
  const toKey = to ? keyOf(to.vmId) : '';
  switch (outcome.kind) {
    case 'access-path-failed':
      return draft(outcome.hop, `the way in failed at ${outcome.hop}: ${describeWayInFailure(outcome.failure)}; nothing is known of the way between the spokes`);
    case 'forwarding-forbidden':
      return draft(from ? keyOf(from.vmId) : '', `the sshd of ${a} does not forward connections (AllowTcpForwarding), so no login can start there`);
    case 'timed-out':
    case 'unreachable':
      return draft(toKey, `everything that can be read is in order, and yet ${b} does not answer: what cannot be read is the guest's firewall and sshd, and whether the transit forwards (Microsoft documents that a Route Server forwards no data traffic)`);
    case 'refused':
      return draft(toKey, `packets reach ${b}, and it refuses connections to port 22: its sshd does not run or listens elsewhere`);
    default:
      return draft(toKey, factOf(verdict));
  }
}

const factOf = (verdict: Login['verdict']): string => (verdict.verdict === 'fail' ? verdict.fact : verdict.verdict === 'cannot-tell' ? verdict.reason : '');
