/** What could not be read, and what is absent or not due, in words. */
import type { Problem } from '../estate/reading';
import { parseResourceId } from '../estate/resource-id';
import { routeServerSubnetName } from '../estate/route-server-seat';
import type { Label } from '../estate/survey-labels';
import type { FactOf } from '../findings/finding';
import type { ReadingFinding, Subject } from '../findings/reading-findings';
import { labelsFor } from '../estate/labels';
import { list } from './aligned';
import { couldNotRead, problemWords } from './problem-words';
import type { Writers } from './words';

export function subjectWords(what: Subject, label: Label): string {
  switch (what.of) {
    case 'network':
    case 'nic':
    case 'machine':
      return label(what.id);
    case 'route-table':
      return `route table ${label(what.id)}`;
    case 'effective-routes':
      return `the effective routes of ${label(what.id)}`;
    case 'effective-rules':
      return `the effective security rules of ${label(what.id)}`;
    case 'firewall':
      return `Azure Firewall ${label(what.id)}`;
    case 'load-balancer':
      return `load balancer ${label(what.id)}`;
    case 'routing-appliance':
      return `routing appliance ${label(what.id)}`;
    case 'admin-rules':
      return `the security admin rules of ${label(what.id)}`;
    case 'route-server':
      return `the Route Server of ${label(what.id)}`;
    case 'gateway':
      return `the gateway of ${label(what.id)}`;
    case 'bgp-peers':
      return `the BGP peers of Route Server ${what.name}`;
    case 'learned-routes':
      return `what the Route Server has learned from BGP peer ${what.name} (${what.peerIp})`;
  }
}

function mattersWords({ matters }: FactOf<'not-read'>, label: Label): string {
  switch (matters?.kind) {
    case 'names-the-spokes':
      return ', whose peerings name the spokes,';
    case 'machine-in-subnet':
      return `, perhaps of a machine in ${label(matters.subnetId)},`;
    case undefined:
      return '';
  }
}

/** `spoke1vm is deallocated`. */
export const idleWords = ({ vmId, powerState }: { readonly vmId: string; readonly powerState?: string }, label: Label): string =>
  powerState === undefined ? `Azure says that ${label(vmId)} does not run` : `${label(vmId)} is ${powerState}`;

export const readingWriters: Writers<ReadingFinding['kind']> = {
  'not-read': (finding, label) => ({ fact: couldNotRead(subjectWords(finding.what, label) + mattersWords(finding, label), finding.problem), ...problemCause(finding.problem) }),
  'setting-names-nothing': ({ setting, id, instead }) => {
    const exact = labelsFor([id, ...instead]);
    const what = setting === 'ROUTE_SERVER_ID' ? 'Route Servers' : 'virtual networks';
    const others = instead.length === 0 ? `no ${what} are to be seen there` : `there are ${list(instead.slice(0, 8).map(exact))}${instead.length > 8 ? ` and ${String(instead.length - 8)} more` : ''}`;
    return { fact: `${setting} names ${id}, which does not exist, or this identity may not see it: ${others}` };
  },
  'hangs-on-setting': ({ setting, see }) => ({ fact: `it hangs on ${setting} (see ${see})` }),
  'absent-route-server-subnet': ({ hubId }, label) => ({ fact: `${label(hubId)} has no ${routeServerSubnetName} (see RS-01)` }),
  'absent-route-server': ({ hubId }, label) => ({ fact: `${label(hubId)} has no Route Server (see RS-04)` }),
  'absent-instance-addresses': ({ name }) => ({ fact: `Route Server ${name} has no instance addresses (see RS-05)` }),
  'absent-peering': ({ owner, remote, ownerIsHub }, label) => ({ fact: `${label(owner)} has no peering to ${label(remote)} (see ${ownerIsHub ? 'PE-01' : 'PE-03'})` }),
  'absent-route-table': ({ subnetId }, label) => ({ fact: `subnet ${label(subnetId)} has no route table (see RT-01)` }),
  'no-other-machines': () => ({ fact: 'no other spoke has a virtual machine (see ER-01)' }),
  'nic-idle': (finding, label) => ({ fact: idleWords(finding, label) + (finding.instead === undefined ? ' (see ER-01)' : `; another NIC in ${label(finding.instead)} is read`) }),
  'subnet-peering-synced-in-part': ({ owner, name }, label) => ({ fact: `${name} of ${label(owner)} is a subnet peering, which does not carry the whole address space` }),
  'permitted': ({ setting }) => ({ fact: `${setting} permits it` }),
  'switched-off': ({ setting, value }) => ({ fact: `${setting} is ${value}` }),
  'left-open': ({ id }, label) => ({ fact: `what is expected of ${label(id)} leaves it open` }),
  'not-probed': ({ spokeId, why }, label) => ({ fact: `the machines of ${label(spokeId)} are not probed: ${why}` }),
  'fewer-than-two-spokes': () => ({ fact: 'there are not two spokes' }),
  'told-at-the-others': () => ({ fact: 'what is wrong with each of its pairs is at the other machine, and told there' }),
  'nothing-due': () => ({ fact: 'the deployment has nothing that this check speaks of' }),
  'check-broke': ({ checkId, message }) => ({ fact: `check ${checkId} itself broke: ${message}` }),
};

/** `Microsoft.Network/networkInterfaces/effectiveRouteTable/action` and the like are in no built-in reading role. */
const readerSuffices = (action: string): boolean => action.endsWith('/read');

/** Why something could not be read: the right that is missing, the service that fails, the answer that makes no sense. */
export function problemCause(problem: Problem): { readonly cause: string; readonly fix?: string } {
  const subscription = subscriptionOf(problem.request);
  const where = subscription === undefined ? '' : ` in subscription ${subscription}`;
  switch (problem.kind) {
    case 'unauthenticated':
      // Without a status no request was sent: there was no token to send with it.
      return { cause: `${problem.status === undefined ? 'there is no token for Azure' : 'Azure does not accept the token'}: ${problemWords(problem)}` };
    case 'forbidden': {
      const action = problem.missingAction ?? 'an action';
      const role = readerSuffices(action) ? 'Reader' : "'spokecheck effective routes'";
      const scope = subscription === undefined ? '<scope>' : `/subscriptions/${subscription}`;
      return { cause: `${action} is not granted${where}: ${problemWords(problem)}`, fix: `az role assignment create --assignee <client id> --role ${role} --scope ${scope}` };
    }
    case 'throttled':
      return { cause: `Azure Resource Manager throttles the requests${where}: ${problemWords(problem)}` };
    default:
      return { cause: problemWords(problem) };
  }
}

function subscriptionOf(request: string): string | undefined {
  const path = request.split(' ')[1] ?? '';
  return parseResourceId(path)?.subscriptionId ?? /\/subscriptions\/([^/]+)/i.exec(path)?.[1];
}
