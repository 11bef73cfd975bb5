/** An error response of ARM, or a failed connection, as a Problem. */
import type { Problem, ProblemKind } from '../../estate/reading';
import { missingAction } from './missing-action';
import type { RestFailure } from './rest-failure';
import { sentence } from './sentence';

type Answer = NonNullable<RestFailure['answer']>;

/** The kind follows from the HTTP status, except for the one error that only its code identifies. */
export function refusalProblem(failure: RestFailure, asked: string): Problem {
  const request = failure.request ?? asked;
  const { answer } = failure;
  if (!answer) return { ...connectionProblem(failure), request, ...(failure.code !== undefined && { code: failure.code }) };
  const { status, error, requestId } = answer;
  const kind = kindOf(answer);
  const [method = '', path = ''] = request.split(/ (.*)/s);
  const action = kind === 'forbidden' ? missingAction(error.message, method, path) : undefined;
  return {
    kind,
    request,
    message: kind === 'malformed' ? sentence('Azure’s answer is not usable', undefined, 'its body is not the JSON that was promised') : sentence(leadOf(kind, answer, action), error.code, error.message, ...error.further),
    status,
    ...(error.code !== undefined && { code: error.code }),
    ...(action !== undefined && { missingAction: action }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** `NicMustBeAttachedToRunningVmToGetEffectiveRoutes`, `…ToGetEffectiveSecurityGroups`: 400 for a NIC on its own or of a VM that is off. */
const nicWithoutRunningVm = /^NicMustBeAttachedToRunningVm/i;

function kindOf({ status, error }: Answer): ProblemKind {
  if (nicWithoutRunningVm.test(error.code ?? '')) return 'nic-not-running';
  if (status < 400) return 'malformed';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 408) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'server-error' : 'rejected';
}

function leadOf(kind: ProblemKind, { status, retryAfterMs }: Answer, action: string | undefined): string {
  switch (kind) {
    case 'unauthenticated':
      return 'Azure does not accept the token';
    case 'forbidden':
      return action === undefined ? 'The credential lacks a permission' : `The credential lacks the permission ${action}`;
    case 'not-found':
      return 'Azure does not find it';
    case 'conflict':
      return 'Azure reports a conflict';
    case 'throttled':
      return retryAfterMs === undefined ? 'Azure throttles requests' : `Azure throttles requests and asks to wait ${String(Math.ceil(retryAfterMs / 1000))} s`;
    case 'server-error':
    case 'timeout':
      return `Azure answered with status ${String(status)}`;
    case 'nic-not-running':
      return 'Azure answers only for the NIC of a running virtual machine';
    default:
      return `Azure refused the request with status ${String(status)}`;
  }
}

function connectionProblem({ code, text }: RestFailure): { kind: ProblemKind; message: string } {
  if (code === 'ETIMEDOUT') return { kind: 'timeout', message: sentence('The connection to Azure timed out', code, text) };
  return { kind: 'connection', message: sentence('The connection to Azure failed', code, text) };
}
