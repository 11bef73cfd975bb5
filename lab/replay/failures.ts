/** What could not be read cannot be read in the replay either: each problem becomes a refusal or an incident of the same kind. */
import { scopeOf } from '../arm/access';
import { findOperation } from '../arm/find-operation';
import type { Act, Match } from '../arm/incident';
import type { ReplayDraft } from './replay-draft';
import type { Problem } from './survey';

/**
 * @param what the name of what was to be read
 * @param request what was to be asked first, `GET /subscriptions/…`; a problem may be that of a later request
 */
export function repeatProblem({ incidents, denied, failures, notes }: ReplayDraft, what: string, request: string, problem: Problem): void {
  const [method, path] = partsOf(isPoll(problem.request) ? request : problem.request) ?? partsOf(request) ?? ['GET', request];
  const lacking = deniedAction(method, path, problem);
  if (lacking !== undefined) denied.push({ action: lacking, scope: scopeOf(path) });
  else incidents.push({ match: matchOf(method, path), act: actOf(problem, method) });
  failures.push({ what, ending: [problem.status, problem.code].filter((part) => part !== undefined).join(' ') || problem.kind });
  if (!isDescribed(problem)) notes.push(`How the answer about ${what} made no sense is not in the survey (${problem.message}); the replay answers with a web page in its place.`);
}

/** An operation's polls have ids that no other run will have, so the request that starts it fails in their place. */
const isPoll = (request: string): boolean => /\/operation(?:Result|Statuse)?s\//i.test(request);

function partsOf(request: string): [method: string, path: string] | undefined {
  const [, method, path] = /^([A-Z]+) (\/\S+)$/.exec(request) ?? [];
  return method === undefined || path === undefined ? undefined : [method, path];
}

const matchOf = (method: string, path: string): Match => ({ method, path: new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=\\?|$)`, 'i') });

/** A role that lacks the action of this very request is one that lacks it in the lab too. */
function deniedAction(method: string, path: string, { status, code, missingAction }: Problem): string | undefined {
  const action = findOperation(method, path)?.operation.action;
  if (status !== 403 || code !== 'AuthorizationFailed' || action === undefined) return undefined;
  return missingAction?.toLowerCase() === action.toLowerCase() ? action : undefined;
}

const isDescribed = ({ kind, status }: Problem): boolean => kind !== 'malformed' || status !== undefined;

function actOf(problem: Problem, method: string): Act {
  const { kind, status, code } = problem;
  switch (kind) {
    case 'connection':
      // A socket's error has a code; an answer that breaks off midway has none.
      return code === undefined ? { kind: 'cut-midway' } : { kind: 'reset' };
    case 'timeout':
      if (status === undefined) return method === 'POST' ? { kind: 'operation-endless' } : { kind: 'stall' };
      break;
    case 'malformed':
      return status === undefined ? { kind: 'html', status: 200 } : { kind: 'status', status, text: '{', headers: { 'content-type': 'application/json' } };
    case 'operation-failed':
      if (code === 'Canceled') return { kind: 'operation-canceled' };
      return { kind: 'operation-failed', ...(code !== undefined && { code }), message: quoteIn(problem) };
  }
  const seconds = /asks to wait (\d+) s/.exec(problem.message)?.[1];
  return {
    kind: 'status',
    status: status ?? statusOf[kind] ?? 400,
    ...(code !== undefined && { code, message: quoteIn(problem) }),
    ...(seconds !== undefined && { headers: { 'retry-after': seconds } }),
  };
}

/** For the problem kinds that may come without an answer of ARM's. */
const statusOf: Readonly<Record<string, number>> = { 'unauthenticated': 401, 'forbidden': 403, 'not-found': 404, 'conflict': 409, 'throttled': 429, 'server-error': 500 };

/** A problem's sentence ends with what Azure said, after the code in parentheses. */
function quoteIn({ message, code = '' }: Problem): string {
  const lead = `(${code}): `;
  const at = message.indexOf(lead);
  return at < 0 ? '' : message.slice(at + lead.length);
}
