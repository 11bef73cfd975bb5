/** Why something could not be told: one cause for each right that is missing, each service that fails, each answer that makes no sense. */
import type { Deployment } from '../estate/deployment';
import { problemWords } from '../estate/problem-words';
import type { Problem, Reading } from '../estate/reading';
import { parseResourceId } from '../estate/resource-id';
import type { Survey } from '../estate/survey';
import type { Draft } from './cause';
import { rank } from './cause';

/** Every problem that the survey holds. */
export function problemsIn(survey: Survey): Problem[] {
  const routeServer = survey.routeServer.status === 'read' ? survey.routeServer.value : null;
  const connections = routeServer?.bgpConnections.status === 'read' ? routeServer.bgpConnections.value : [];
  const readings: Reading<unknown>[] = [
    survey.routeServer,
    ...(routeServer ? [routeServer.bgpConnections, ...connections.map(({ learnedRoutes }) => learnedRoutes)] : []),
    ...[survey.virtualNetworks, survey.gateways, survey.routeTables, survey.networkInterfaces, survey.virtualMachines, survey.effectiveRoutes, survey.effectiveSecurityGroups].flatMap(
      (map): Reading<unknown>[] => Object.values(map),
    ),
  ];
  return readings.flatMap((reading) => (reading.status === 'unread' ? [reading.problem] : []));
}

/** The causes of a case that could not be told, by the problems that its reason quotes. */
export function readingDrafts({ survey }: Deployment, reason: string): Draft[] {
  return problemsIn(survey).filter((problem) => reason.includes(problemWords(problem))).map(problemDraft);
}

/** `Microsoft.Network/networkInterfaces/effectiveRouteTable/action` and the like are in no built-in reading role. */
const readerSuffices = (action: string): boolean => action.endsWith('/read');

export function problemDraft(problem: Problem): Draft {
  const subscription = subscriptionOf(problem.request);
  const of = subscription === undefined ? '' : ` in subscription ${subscription}`;
  const draft = (key: string, sentence: string, mend?: string): Draft => ({ key: `reading ${key}`, rank: rank.reading, sentence, ...(mend !== undefined && { mend }) });
  switch (problem.kind) {
    case 'unauthenticated':
      return draft('unauthenticated', `Azure does not accept the token: ${problemWords(problem)}`);
    case 'forbidden': {
      const action = problem.missingAction ?? 'an action';
      const role = readerSuffices(action) ? 'Reader' : "'spokecheck effective routes'";
      const scope = subscription === undefined ? '<scope>' : `/subscriptions/${subscription}`;
      return draft(`forbidden ${action} ${subscription ?? ''}`, `${action} is not granted${of}: ${problemWords(problem)}`, `az role assignment create --assignee <client id> --role ${role} --scope ${scope}`);
    }
    case 'throttled':
      return draft(`throttled ${subscription ?? ''}`, `Azure Resource Manager throttles the requests${of}: ${problemWords(problem)}`);
    case 'nic-not-running':
      return draft(`nic ${problem.request}`, problemWords(problem));
    case 'not-found':
    case 'conflict':
    case 'server-error':
    case 'connection':
    case 'timeout':
    case 'malformed':
    case 'operation-failed':
    case 'rejected':
      return draft(`${problem.kind} ${resourceOf(problem.request)}`, problemWords(problem));
  }
}

/** The request without its last call, so that one resource that fails in several ways is one cause. */
const resourceOf = (request: string): string => (request.split(' ')[1] ?? request).toLowerCase();

function subscriptionOf(request: string): string | undefined {
  const path = request.split(' ')[1] ?? '';
  return parseResourceId(path)?.subscriptionId ?? /\/subscriptions\/([^/]+)/i.exec(path)?.[1];
}
