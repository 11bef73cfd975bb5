/** Logins in words: how an attempt ended, aligned evidence of it, and why an access path failed. */
import type { Endpoint } from '../probe/endpoint';
import type { AccessPathFailure, HopFailure, HostKeyFailure, LoginOutcome } from '../probe/outcome';
import { failedAtSource } from '../findings/failed-at-source';
import type { FactOf } from '../findings/finding';
import type { FailedLogin, MachineFinding } from '../findings/machine-findings';
import type { Label } from '../estate/survey-labels';
import { aligned, list } from './aligned';
import { beyondWords } from './path-words';
import type { Words, Writers } from './words';

export const loginWriters: Writers<Extract<MachineFinding['kind'], `login-${string}`>> = {
  'login-failed': failedLogin,
  'login-after-others': ({ from, to, before }) => ({
    fact: `${from.name} logs in to ${to.name}, for ${list(before.map(triedWords))}`,
  }),
  'login-source-unknown': ({ from, to }) => ({
    fact: `${to.name} does not say where the login of ${from.name} came from (SSH_CONNECTION is not set), so a translated source cannot be noticed`,
  }),
  'login-source-translated': ({ from, to, seen }) => ({
    fact: `${to.name} sees the login of ${from.name} come from ${seen}, not from ${from.address}: the source address is translated on the way`,
  }),
  'login-rests-on-address': ({ to, hostName }) => ({
    fact: `Azure knows no computer name of ${to.name}, so that the login landed there rests on the address alone; the machine calls itself ${hostName}`,
  }),
  'login-rests-on-host-key': ({ to, hostName, expected }) => ({
    fact: `${to.name} calls itself ${hostName}, and Azure knows it as ${expected}; its known host key says that it is the one`,
  }),
};

function failedLogin(finding: FactOf<'login-failed'>, label: Label): Words {
  const cause = causeOf(finding, label);
  const { outcome } = finding;
  return {
    fact: factOf(finding),
    evidence: evidenceOf(finding),
    ...(outcome.kind === 'host-key-unknown' && { hint: unknownKeyHint(outcome) }),
    ...(cause !== undefined && { cause }),
  };
}

/** Why another machine was tried. */
const triedWords = (login: FailedLogin): string => {
  const { outcome } = login;
  return outcome.kind === 'access-path-failed' ? `the access path failed at ${outcome.hop}: ${accessPathWords(outcome.failure)}` : factOf(login);
};

function factOf({ from, to, outcome }: FailedLogin): string {
  const [a, b] = [nameAndAddress(from), nameAndAddress(to)];
  const inconclusive = (why: string): string => `nothing is known of a login from ${from.name} to ${to.name}: ${why}`;
  switch (outcome.kind) {
    case 'wrong-machine':
      return `a login from ${a} to ${b} lands on a machine that calls itself ${outcome.hostName}, not ${outcome.expected}`;
    case 'refused':
      return `${b} refuses the connection of ${a} to port ${String(to.port)}`;
    case 'timed-out':
      return `${b} does not answer ${a} on port ${String(to.port)} within ${seconds(outcome.timeoutMs)}`;
    case 'unreachable':
      return `${a} is told that there is no way to ${b}`;
    case 'no-banner':
      return `${b} lets ${a} connect to port ${String(to.port)} and sends no SSH banner`;
    case 'went-silent':
      return `${b} greets ${a} with an SSH banner and then says nothing for ${seconds(outcome.timeoutMs)} (${stages[outcome.during]})`;
    case 'login-endless':
      return `${b} greets ${a} with an SSH banner and goes on sending, and the login is not decided within ${seconds(outcome.timeoutMs)} (${stages[outcome.during]})`;
    case 'authentication-refused':
      return `${b} refuses the login that comes from ${a}`;
    case 'host-key-mismatch':
      return `${b} shows ${a} a host key that is not the known one of ${outcome.host}`;
    case 'host-key-unknown':
      return `${b} shows ${a} a host key, and none is known for ${outcome.host}`;
    case 'host-key-revoked':
      return `${b} shows ${a} a host key that the known hosts file revokes`;
    case 'forwarding-forbidden':
      return inconclusive(`the sshd of ${a} does not forward connections`);
    case 'channel-lost':
      return inconclusive(`the connection between ${a} and ${b} was lost`);
    case 'handshake-failed':
      return inconclusive(`${b} answers ${a}, but the SSH key exchange fails`);
    case 'command-failed':
      return inconclusive(`the login from ${a} to ${b} is accepted, but the machine does not say which one it is`);
    case 'not-tried':
      return inconclusive(outcome.message);
    case 'access-path-failed':
      if (outcome.failure.kind === 'not-tried') return inconclusive(`the runner cannot log in to ${outcome.hop}: ${outcome.failure.message}`);
      return inconclusive(`the access path failed at ${outcome.hop}: ${accessPathWords(outcome.failure)}`);
  }
}

/** The same for all pairs that share what is at fault; undefined where the fact says it. */
function causeOf(login: FactOf<'login-failed'>, label: Label): string | undefined {
  const cause = plainCauseOf(login, label);
  if (!login.asymmetric) return cause;
  const { there, back } = login.asymmetric;
  return `${cause ?? factOf(login)}; packets go over ${list(there) || 'no appliance'} and the answers over ${list(back) || 'no appliance'}, which a stateful appliance does not let pass`;
}

function plainCauseOf(login: FactOf<'login-failed'>, label: Label): string | undefined {
  const { to, toVmId, outcome, beyond } = login;
  const b = `${label(toVmId)} (${to.address})`;
  switch (outcome.kind) {
    case 'wrong-machine':
      return impostorAt(b, outcome);
    case 'not-tried':
      return unableToTry(outcome);
    case 'timed-out':
    case 'unreachable':
      return `nothing that was read stops packets on their way to ${b}, and yet it does not answer; not looked at: ${list([...beyond.map((one) => beyondWords(one, label)), `the firewall and sshd of ${label(toVmId) || to.name}`])}`;
    case 'refused':
      return `packets reach ${b}, and it refuses connections to port ${String(to.port)}: its sshd does not run or listens on another port (SSH_PORT)`;
    default:
      return sourceCause(login, label);
  }
}

/** What is wrong where a login or a connection starts, or before; undefined where it is not there. */
export function sourceCause(login: FailedLogin & { readonly fromVmId: string }, label: Label): string | undefined {
  const { from, fromVmId, outcome } = login;
  switch (outcome.kind) {
    case 'access-path-failed':
      if (outcome.failure.kind === 'not-tried') return unableToTry(outcome.failure);
      if (outcome.failure.kind === 'wrong-machine') return impostorAt(`${label(fromVmId) || from.name} (${from.address})`, outcome.failure);
      return `the access path failed at ${outcome.hop}: ${accessPathWords(outcome.failure)}${elsewhere(login)}; nothing is known of the way between the spokes`;
    case 'forwarding-forbidden':
      return `the sshd of ${label(fromVmId) || from.name} does not forward connections (AllowTcpForwarding), so no login can start there`;
    default:
      return undefined;
  }
}

/** A machine that refuses is there; a jump host has a port of its own. */
const elsewhere = (login: FailedLogin): string =>
  failedAtSource(login)?.kind === 'refused' ? ', so its sshd does not run or listens on another port (SSH_PORT)' : '';

/** One sentence for the logins that start there and those that lead there. */
const impostorAt = (machine: string, { hostName, expected }: Extract<AccessPathFailure, { kind: 'wrong-machine' }>): string =>
  `at the address of ${machine} a machine answers that calls itself ${hostName}, and in Azure the computer name is ${expected}`;

/** Of no machine: the runner is the same for all. */
const unableToTry = ({ message }: Extract<AccessPathFailure, { kind: 'not-tried' }>): string =>
  `the runner cannot log in: ${message}; nothing is known of the way between the spokes`;

/** Facts always carry the address; a port is named where it is the point. */
export const nameAndAddress = ({ name, address }: Endpoint): string => (name === address ? name : `${name} (${address})`);

export const seconds = (timeoutMs: number): string => `${String(timeoutMs / 1000)} s`;

const stages: Readonly<Record<Extract<HopFailure, { kind: 'went-silent' | 'login-endless' }>['during'], string>> = {
  'key-exchange': 'during the key exchange',
  authentication: 'while the login is being decided',
};

const unknownKeyHint = ({ fingerprint }: HostKeyFailure): string =>
  `if the machine's own fingerprint is ${fingerprint}, add its key to SSH_KNOWN_HOSTS_FILE; SSH_HOST_KEYS=accept-new does so at first sight`;

/** What ran where and how it ended: `from`, `to`, the outcome's name, what was seen and said, and what was tried before. */
function evidenceOf({ from, to, outcome, before = [] }: FactOf<'login-failed'>): string[] {
  const earlier = before.map((login) => ['before', triedWords(login)]);
  return aligned([['from', withPort(from)], ['to', withPort(to)], ['outcome', outcome.kind], ...detailsOf(outcome), ...earlier]);
}

const withPort = ({ name, address, port }: Endpoint): string => `${name} ${address}:${String(port)}`;

function detailsOf(outcome: LoginOutcome | AccessPathFailure): string[][] {
  switch (outcome.kind) {
    case 'landed':
      return [['host name', outcome.hostName], ['seen from', outcome.from ?? 'not said']];
    case 'wrong-machine':
      return [['host name', outcome.hostName], ['expected', outcome.expected]];
    case 'timed-out':
      return [['waited', `${String(outcome.timeoutMs / 1000)} s`]];
    case 'went-silent':
    case 'login-endless':
      return [['banner', outcome.banner], ['waited', `${String(outcome.timeoutMs / 1000)} s`]];
    case 'handshake-failed':
      return [['banner', outcome.banner], ['message', outcome.message]];
    case 'host-key-mismatch':
    case 'host-key-unknown':
    case 'host-key-revoked':
      return [['host', outcome.host], ['shown', outcome.fingerprint], ...outcome.remarks.map((remark) => ['remark', remark])];
    case 'access-path-failed':
      return [['at', outcome.hop], ['because', outcome.failure.kind], ...detailsOf(outcome.failure)];
    default:
      return [['message', outcome.message]];
  }
}

/** The end of a sentence that begins with the hop. */
export function accessPathWords(failure: AccessPathFailure): string {
  switch (failure.kind) {
    case 'refused':
      return 'the connection was refused';
    case 'timed-out':
      return `no answer within ${String(failure.timeoutMs / 1000)} s`;
    case 'unreachable':
      return `there is no way to it (${failure.message})`;
    case 'name-not-found':
      return 'its name is not found';
    case 'forwarding-forbidden':
      return 'the jump host does not forward connections to it';
    case 'no-banner':
      return 'it sent no SSH banner';
    case 'went-silent':
      return 'it sent an SSH banner and then went silent';
    case 'login-endless':
      return `it sent an SSH banner and went on sending, and the login was not decided within ${String(failure.timeoutMs / 1000)} s`;
    case 'handshake-failed':
      return 'the SSH key exchange failed';
    case 'host-key-mismatch':
      return 'it showed a host key that is not the known one';
    case 'host-key-unknown':
      return 'it showed a host key, and none is known for it';
    case 'host-key-revoked':
      return 'it showed a revoked host key';
    case 'authentication-refused':
      return 'it refused the login';
    case 'channel-lost':
      return 'the connection was lost';
    case 'wrong-machine':
      return `the machine that answers there calls itself ${failure.hostName}, and in Azure the computer name is ${failure.expected}`;
    case 'command-failed':
      return `it accepted the login and does not say which machine it is (${failure.message})`;
    case 'not-tried':
      return failure.message;
  }
}
