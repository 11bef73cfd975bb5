/** Turns whatever the SDK, the socket or a reader throws into a Problem: a named kind and one sentence for people. */
import { ZodError } from 'zod';
import type { Problem, ProblemKind } from '../../estate/reading';
import { printable } from '../../printable/printable';
import { credentialProblem } from './credential-problem';
import { AnswerTooLarge, ForeignHost, MalformedAnswer, OperationFailed, OutOfTime, TimeIsUp } from './errors';
import { refusalProblem } from './refusal-problem';
import { restFailure } from './rest-failure';
import { sentence } from './sentence';

/**
 * @param error anything thrown while reading
 * @param request what was asked for, e.g. `GET /subscriptions/…`; where the error knows the very request that failed
 *   (page two, a poll), that one is named instead
 */
export function problemFrom(error: unknown, request: string): Problem {
  const problem = (kind: ProblemKind, message: string): Problem => ({ kind, request, message });
  if (error instanceof OutOfTime) return problem('timeout', sentence(`Azure gave ${error.message}`));
  if (error instanceof TimeIsUp) return problem('timeout', sentence(`It was not read before ${error.message}`));
  if (error instanceof ForeignHost) return problem('foreign-host', sentence(`Azure’s answer leads to ${printable(error.host)} and not to ${error.own}, so it was not followed`));
  if (error instanceof MalformedAnswer || error instanceof AnswerTooLarge) return problem('malformed', sentence('Azure’s answer is not usable', undefined, error.message));
  if (error instanceof ZodError) return problem('malformed', sentence('Azure’s answer is not usable', undefined, firstIssue(error)));
  if (error instanceof OperationFailed) {
    const { outcome, error: { code, message, further } } = error;
    const words = sentence(`The operation ended as ${outcome}`, code, message, ...further);
    return { ...problem('operation-failed', words), ...(code !== undefined && { code }) };
  }
  const failure = restFailure(error);
  if (failure) return refusalProblem(failure, request);
  return credentialProblem(error, request) ?? problem('malformed', sentence('Azure’s answer is not usable', undefined, messageOf(error)));
}

/** `subnets.0.addressPrefix: expected string, received undefined`. */
function firstIssue({ issues: [issue] }: ZodError): string {
  if (!issue) return 'its shape is not the documented one';
  const text = issue.message.replace(/^Invalid input: /, '');
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${text}` : text;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
