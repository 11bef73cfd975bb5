/** The authentication of one connection: which method is tried next, and what it means when none is left. */
import type { AuthHandlerMiddleware, AuthenticationType } from 'ssh2';
import { AgentSilent } from './agent';
import type { LoginMeans } from './credentials';
import type { SshFailure } from '../outcome';
import { messageOf } from '../../printable/printable';

export interface Authenticator {
  /** ssh2 calls it for the next method, with those that the server still accepts: null before its first answer. */
  readonly handler: AuthHandlerMiddleware;
  /** Nothing secret is sent until this has resolved to undefined; a failure ends the login. */
  hold(until: Promise<SshFailure | undefined>): void;
  /** One that gives no answer ends the login; with one that refuses to use a key, or spoils it, the next key is tried. */
  agentFailed(error: Error): void;
  /** The failure, if it is the agent whose answer is being waited for. */
  agentDelay(): SshFailure | undefined;
  /** The failure, if an error of the connection is the server's way of refusing the login. */
  refusalIn(error: Error): SshFailure | undefined;
}

/** Tries each method once, and calls `end` when nothing is left to try. */
export function authenticator(means: LoginMeans, end: (failure: SshFailure) => void): Authenticator {
  const untried = [...means.methods];
  let tried: AuthenticationType | undefined;
  let agentProblem: string | undefined;
  let held: Promise<SshFailure | undefined> = Promise.resolve(undefined);

  const nextMethod = (accepted: AuthenticationType[] | null) => {
    // A server that still accepts the method just tried has checked the secret: the same password by another method fails as well.
    if (tried && accepted?.includes(tried)) return undefined;
    const method = untried.find(({ type }) => accepted?.includes(type) ?? true);
    if (method) untried.splice(0, untried.indexOf(method) + 1);
    return method;
  };

  const exhausted = (accepted: AuthenticationType[] | null, partial: boolean): SshFailure => {
    if (agentProblem !== undefined) return agentFailure(agentProblem);
    const refused = `${means.description} ${partial ? 'alone does not' : 'does not'} log ${means.username} in`;
    // After an agent's keys it is not known what the server accepts: ssh2 does not pass those answers on.
    const message = accepted ? `${refused}; the server ${partial ? 'also wants' : 'accepts'}: ${accepted.join(', ') || 'nothing'}` : refused;
    return { kind: 'authentication-refused', message };
  };

  return {
    handler: (accepted: AuthenticationType[] | null, partial, next) => {
      const method = nextMethod(accepted);
      if (!method) {
        end(exhausted(accepted, partial));
        return;
      }
      tried = method.type;
      void held.then((failure) => {
        if (failure) end(failure);
        else next(method);
      });
    },
    hold(until) {
      held = until;
    },
    agentFailed(error) {
      agentProblem = messageOf(error);
      if (error instanceof AgentSilent) end(agentFailure(agentProblem));
    },
    agentDelay: () => (means.agent?.delay === undefined ? undefined : agentFailure(means.agent.delay)),
    refusalIn(error) {
      // OpenSSH disconnects with these words when MaxAuthTries is reached, as with an agent that holds many keys.
      if (!/too many authentication failures/i.test(error.message)) return undefined;
      return { kind: 'authentication-refused', message: `${means.description} does not log ${means.username} in: ${messageOf(error)}` };
    },
  };
}

const agentFailure = (problem: string): SshFailure => ({ kind: 'not-tried', message: `the SSH agent is of no help: ${problem}` });
