/** Connections that are to open, and such that are to be blocked, in words. */
import type { Label } from '../estate/survey-labels';
import type { FactOf, Finding } from '../findings/finding';
import type { FailedConnection, FlowFinding, Unproven } from '../findings/flow-findings';
import type { Endpoint } from '../probe/endpoint';
import { aligned, list } from './aligned';
import { accessPathWords, nameAndAddress, seconds, sourceCause } from './login-words';
import { beyondWords } from './path-words';
import { couldNotRead } from './problem-words';
import { idleWords, subjectWords } from './reading-words';
import type { Words, Writers } from './words';

type WordsOf = (finding: Finding, label: Label) => Words;

/** `flow-let-through`, `flow-unproven` and `flow-blocked` are written where what blocks them is, since they tell that one's sentence. */
export const flowWriters: Writers<Exclude<FlowFinding['kind'], 'flow-let-through' | 'flow-unproven' | 'flow-blocked'>> = {
  'flow-without-machine': withoutMachine,
  'address-elsewhere': ({ spokeId, address, addressPrefixes }, label) => ({ fact: `${address}, which a flow leads to, is no address of ${label(spokeId)} (${list(addressPrefixes)})` }),
  'connection-failed': failedConnection,
  'connection-after-others': ({ from, to, before }) => ({
    fact: `${from.name} connects to ${to.name} at TCP ${String(to.port)}, for ${list(before.map(({ outcome }) => triedWords(outcome)))}`,
  }),
};

function withoutMachine({ spokeId, side, machine, subnet, machines, unread }: FactOf<'flow-without-machine'>, label: Label): Words {
  const called = `${subnet === undefined ? '' : ` in subnet ${subnet}`}${machine === undefined ? '' : ` called ${machine}`}`;
  const states = [
    ...machines.map(({ isWindows, ...one }) => (isWindows ? `${label(one.vmId)} runs Windows` : one.powerState === undefined ? `the state of ${label(one.vmId)} is not known` : idleWords(one, label))),
    ...unread.map(({ what, problem }) => couldNotRead(subjectWords(what, label), problem)),
  ];
  const none = side === 'from' ? 'can be logged in to, to connect from there' : 'is known to run';
  return { fact: `no machine of ${label(spokeId)}${called} ${none}${states.length > 0 ? ` (${states.join('; ')})` : ''}` };
}

function failedConnection(finding: FactOf<'connection-failed'>, label: Label): Words {
  const { from, to, outcome, before = [] } = finding;
  const earlier = before.map((one) => ['before', triedWords(one.outcome)]);
  const cause = connectionCause(finding, label);
  return {
    fact: factOf(finding),
    evidence: aligned([['from', `${from.name} ${from.address}`], ['to', withPort(to)], ['outcome', outcome.kind], ...detailsOf(outcome), ...earlier]),
    ...(cause !== undefined && { cause }),
  };
}

function factOf({ from, to, outcome }: FailedConnection): string {
  const [a, b] = [nameAndAddress(from), nameAndAddress(to)];
  const port = `TCP ${String(to.port)}`;
  switch (outcome.kind) {
    case 'refused':
      return `${b} refuses the connection of ${a} to ${port}`;
    case 'timed-out':
      return `${b} does not answer ${a} at ${port} within ${seconds(outcome.timeoutMs)}`;
    case 'unreachable':
      return `${a} is told that there is no way to ${b} at ${port}`;
    default:
      return `nothing is known of a connection from ${from.name} to ${to.name} at ${port}: ${triedWords(outcome)}`;
  }
}

/** Why there was no connection, a clause. */
function triedWords(outcome: FailedConnection['outcome']): string {
  switch (outcome.kind) {
    case 'refused':
      return 'it was refused';
    case 'timed-out':
      return `there was no answer within ${seconds(outcome.timeoutMs)}`;
    case 'unreachable':
      return `there was no way to it (${outcome.message})`;
    case 'forwarding-forbidden':
      return `the sshd at its start does not forward connections (${outcome.message})`;
    case 'channel-lost':
      return `the connection to its start was lost (${outcome.message})`;
    case 'access-path-failed':
      return `the access path failed at ${outcome.hop}: ${accessPathWords(outcome.failure)}`;
  }
}

/** The same for all that connects there. */
function connectionCause(finding: FactOf<'connection-failed'>, label: Label): string | undefined {
  const { to, toVmId, outcome, beyond } = finding;
  const b = toVmId === undefined ? to.address : `${label(toVmId)} (${to.address})`;
  const unseen = beyond.map((one) => beyondWords(one, label));
  const guest = toVmId === undefined ? `what has the address ${to.address}` : `the guest of ${label(toVmId)}`;
  switch (outcome.kind) {
    case 'refused':
      return `packets get through and TCP ${String(to.port)} of ${b} is refused: nothing listens there, or ${list([...unseen, guest])} refuses`;
    case 'timed-out':
    case 'unreachable':
      return toVmId === undefined
        ? `${b} does not answer at TCP ${String(to.port)}; it is no machine's address, so that the way to it was not followed`
        : `nothing that was read stops packets on their way to ${b} at TCP ${String(to.port)}, and yet it does not answer; not looked at: ${list([...unseen, guest])}`;
    default:
      return sourceCause(finding, label);
  }
}

/** What blocks, or seems to, is told by its fact: it is no fault, and no command is to mend it. */
export function letThrough({ from, to, outcome, afterSeconds, blockedBy, beyond = [] }: FactOf<'flow-let-through'>, label: Label, wordsOf: WordsOf): Words {
  const [a, b, port] = [nameAndAddress(from), nameAndAddress(to), `TCP ${String(to.port)}`];
  const how = outcome.kind === 'connected' ? `${a} connects to ${b} at ${port}` : `${b} refuses the connection of ${a} to ${port}, so that it gets through`;
  const when = afterSeconds === undefined ? '' : `, ${afterSeconds.toFixed(1)} s after it was silent`;
  const unseen = beyond.map((one) => beyondWords(one, label));
  const configured = blockedBy
    ? `let through although the configuration blocks it: ${wordsOf(blockedBy, label).fact}`
    : beyond.length > 0 ? `nothing that was read blocks it, and neither does what was not looked at: ${list(unseen)}` : 'nothing that was read blocks it';
  return {
    fact: `${how}${when}, and it is to be blocked; ${configured}`,
    evidence: aligned([['from', `${from.name} ${from.address}`], ['to', withPort(to)], ['outcome', outcome.kind], ...(outcome.kind === 'refused' ? [['message', outcome.message]] : [])]),
    cause: `${port} gets through to ${b}, and it is to be blocked; ${configured}`,
  };
}

export function unproven({ from, to, fromVmId, why }: FactOf<'flow-unproven'>, label: Label, wordsOf: WordsOf): Words {
  const reason = whyWords(why, from, label, wordsOf);
  const cause = why.kind === 'probe-failed' || why.kind === 'control-failed' ? sourceCause({ from, to, fromVmId, outcome: why.outcome }, label) : undefined;
  return {
    fact: `nothing shows that the network blocks TCP ${String(to.port)} from ${nameAndAddress(from)} to ${nameAndAddress(to)}: ${reason}`,
    evidence: aligned([['from', `${from.name} ${from.address}`], ['to', withPort(to)], ...evidenceOf(why)]),
    ...(cause !== undefined && { cause }),
  };
}

function whyWords(why: Unproven, from: Endpoint, label: Label, wordsOf: WordsOf): string {
  switch (why.kind) {
    case 'probe-failed':
      return why.outcome.kind === 'unreachable' ? `"${why.outcome.message}" is what a guest says, be it that of ${from.name}, and never Azure's network, which drops in silence` : triedWords(why.outcome);
    case 'machine-off':
      return 'one of the two machines does not run';
    case 'no-control':
      return `it is silent, and no flow expects ${from.name} to connect to anything, so that nothing shows that what it sends leaves it; add a flow from it that connects`;
    case 'control-failed':
      return `the control beside it, from ${from.name} to ${nameAndAddress(why.control)} at TCP ${String(why.control.port)}, did not connect either: ${triedWords(why.outcome)}`;
    case 'let-through':
      return why.beyond.length === 0
        ? "it is blocked although the configuration lets it through; the target's guest may drop it, or hear nothing"
        : `it is silent, and nothing that was read blocks it; what was not looked at may do so, or the target's guest: ${list(why.beyond.map((one) => beyondWords(one, label)))}`;
    case 'perhaps':
      return `it is silent, and ${perhapsWords[why.why]}: ${wordsOf(why.by, label).fact}`;
    case 'unread':
      return 'it is silent, and what may block it could not be read';
    case 'not-followed':
      return "it is silent, and its target is no machine's address, so that no way is followed there and a target that does not answer looks the same";
  }
}

const perhapsWords: Readonly<Record<Extract<Unproven, { kind: 'perhaps' }>['why'], string>> = {
  'other-ways': 'one of its ways at equal cost breaks, while another was not found to',
  'answer-only': 'what breaks is the way of the answer, so that the packet gets there',
  'behind-unseen': 'what stops it lies behind something that was not looked at and may send it elsewhere or under another address',
  'admin-rules-unread': 'the rules of a Network Manager, which come before what stops it, could not be read',
  'undecided': 'whether a rule stops it does not follow from what was read',
};

function evidenceOf(why: Unproven): string[][] {
  switch (why.kind) {
    case 'probe-failed':
      return [['outcome', why.outcome.kind], ...detailsOf(why.outcome)];
    case 'control-failed':
      return [['control', withPort(why.control)], ['outcome', why.outcome.kind], ...detailsOf(why.outcome)];
    default:
      return [];
  }
}

export const blocked = ({ from, to, by }: FactOf<'flow-blocked'>, label: Label, wordsOf: WordsOf): Words => ({
  fact: `TCP ${String(to.port)} from ${nameAndAddress(from)} to ${nameAndAddress(to)} is blocked, as it is to be: ${wordsOf(by, label).fact}`,
});

const withPort = ({ name, address, port }: Endpoint): string => `${name === address ? '' : `${name} `}${address}:${String(port)}`;

function detailsOf(outcome: FailedConnection['outcome']): string[][] {
  switch (outcome.kind) {
    case 'timed-out':
      return [['waited', seconds(outcome.timeoutMs)]];
    case 'access-path-failed':
      return [['at', outcome.hop], ['because', outcome.failure.kind]];
    default:
      return [['message', outcome.message]];
  }
}
