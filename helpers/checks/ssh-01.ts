/** SSH-01: a login from spoke A's VM to spoke B's VM lands on B. Judges what came of the attempt; pure. */
import { sameAddress } from '../estate/prefix';
import type { Endpoint } from '../probe/endpoint';
import type { HostKeyFailure, HopFailure, LoginOutcome } from '../probe/outcome';
import { describeWayInFailure, evidenceOf } from './ssh-01-evidence';
import type { Advisory, Verdict } from './verdict';

/** Comes to a verdict about one attempt of `from` to log in to `to`; repeated attempts are the caller's. */
export function judgeLogin(from: Endpoint, to: Endpoint, outcome: LoginOutcome): Verdict {
  const a = nameAndAddress(from);
  const b = nameAndAddress(to);
  const evidence = evidenceOf(from, to, outcome);
  const fail = (fact: string, hint?: string): Verdict => ({ verdict: 'fail', fact, evidence, ...(hint && { hint }) });
  const cannotTell = (why: string): Verdict => ({
    verdict: 'cannot-tell',
    reason: `nothing is known of a login from ${from.name} to ${to.name}: ${why}`,
    evidence,
  });
  switch (outcome.kind) {
    case 'landed':
      return { verdict: 'pass', advisories: advisoriesOn(from, to, outcome) };
    case 'wrong-machine':
      return fail(`a login from ${a} to ${b} lands on a machine that calls itself ${outcome.hostName}, not ${outcome.expected}`);
    case 'refused':
      return fail(`${b} refuses the connection of ${a} to port ${String(to.port)}`);
    case 'timed-out':
      return fail(`${b} does not answer ${a} on port ${String(to.port)} within ${seconds(outcome.timeoutMs)}`);
    case 'unreachable':
      return fail(`${a} is told that there is no way to ${b}`);
    case 'no-banner':
      return fail(`${b} lets ${a} connect to port ${String(to.port)} and sends no SSH banner`);
    case 'went-silent':
      return fail(`${b} greets ${a} with an SSH banner and then says nothing for ${seconds(outcome.timeoutMs)} (${stages[outcome.during]})`);
    case 'authentication-refused':
      return fail(`${b} refuses the login that comes from ${a}`);
    case 'host-key-mismatch':
      return fail(`${b} shows ${a} a host key that is not the known one of ${outcome.host}`);
    case 'host-key-unknown':
      return fail(`${b} shows ${a} a host key, and none is known for ${outcome.host}`, unknownKeyHint(outcome));
    case 'host-key-revoked':
      return fail(`${b} shows ${a} a host key that the known hosts file revokes`);
    case 'forwarding-forbidden':
      return cannotTell(`the sshd of ${a} does not forward connections`);
    case 'channel-lost':
      return cannotTell(`the connection between ${a} and ${b} was lost`);
    case 'handshake-failed':
      return cannotTell(`${b} answers ${a}, but the SSH key exchange fails`);
    case 'command-failed':
      return cannotTell(`the login from ${a} to ${b} is accepted, but the machine does not say which one it is`);
    case 'not-tried':
      return cannotTell(outcome.message);
    case 'access-path-failed':
      return cannotTell(`the way in failed at ${outcome.hop}: ${describeWayInFailure(outcome.failure)}`);
  }
}

/** Facts always carry the address; a port is named where it is the point. */
const nameAndAddress = ({ name, address }: Endpoint): string => (name === address ? name : `${name} (${address})`);

const seconds = (timeoutMs: number): string => `${String(timeoutMs / 1000)} s`;

const stages: Readonly<Record<Extract<HopFailure, { kind: 'went-silent' }>['during'], string>> = {
  'key-exchange': 'during the key exchange',
  authentication: 'while the login is being decided',
};

function unknownKeyHint({ fingerprint }: HostKeyFailure): string {
  return `if the machine's own fingerprint is ${fingerprint}, add its key to SSH_KNOWN_HOSTS_FILE; SSH_HOST_KEYS=accept-new does so at first sight`;
}

function advisoriesOn(from: Endpoint, to: Endpoint, { hostName, from: seen, compared }: Extract<LoginOutcome, { kind: 'landed' }>): Advisory[] {
  const advisories: Advisory[] = [];
  if (seen === undefined) {
    advisories.push({ text: `${to.name} does not say where the login of ${from.name} came from (SSH_CONNECTION is not set), so a translated source cannot be noticed` });
  } else if (!sameAddress(withoutMapping(seen), from.address)) {
    advisories.push({ text: `${to.name} sees the login of ${from.name} come from ${seen}, not from ${from.address}: the source address is translated on the way` });
  }
  if (!compared) {
    advisories.push({ text: `Azure knows no computer name of ${to.name}, so that the login landed there rests on the address alone; the machine calls itself ${hostName}` });
  }
  return advisories;
}

/** A server with one socket for both families may write an IPv4 client as ::ffff:10.1.1.4. */
const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
