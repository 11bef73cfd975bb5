import type { LoginOutcome, AccessPathFailure } from '../../probe/outcome';
import { judgeLogin } from './ssh-01';
import { verdictOf } from '../../words/case-words';
import { accessPathWords } from '../../words/login-words';

const spoke1vm = { name: 'spoke1vm', address: '10.1.1.4', port: 22, computerName: 'spoke1vm', vmId: '/vm1', nicId: '/nic1', spokeId: '/spoke1' };
const spoke2vm = { name: 'spoke2vm', address: '10.2.1.4', port: 22, computerName: 'spoke2vm', vmId: '/vm2', nicId: '/nic2', spokeId: '/spoke2' };

const judge = (outcome: LoginOutcome) => verdictOf(judgeLogin({ from: spoke1vm, to: spoke2vm }, outcome), (id) => id);
const fingerprint = 'ssh-ed25519 SHA256:ZgL3MgcqViYOy+IiSWSF4KsaWfJcKtE4diqJeG9r8WA';
const hostKey = { host: '10.2.1.4', fingerprint, remarks: [] };

describe('a login that landed', () => {
  test('passes with an advisory where the machine calls itself otherwise, and its host key says that it is the one', () => {
    expect(judge({ ...landed, hostName: 'web-2', expected: 'spoke2vm' })).toEqual(
      advised('spoke2vm calls itself web-2, and Azure knows it as spoke2vm; its known host key says that it is the one'),
    );
  });

  const landed = { kind: 'landed', hostName: 'spoke2vm', from: '10.1.1.4', compared: true } as const;
  const advised = (text: string) => ({ verdict: 'pass', advisories: [{ text }] });

  test.each(['10.1.1.4', '::ffff:10.1.1.4'])("passes, seen from A's address as %s", (from) => {
    expect(judge({ ...landed, from })).toEqual({ verdict: 'pass', advisories: [] });
  });

  test('passes with an advisory where the source is translated', () => {
    expect(judge({ ...landed, from: '10.0.2.4' })).toEqual(
      advised('spoke2vm sees the login of spoke1vm come from 10.0.2.4, not from 10.1.1.4: the source address is translated on the way'),
    );
  });

  test('passes with an advisory where B does not say the source', () => {
    expect(judge({ kind: 'landed', hostName: 'spoke2vm', compared: true })).toEqual(
      advised('spoke2vm does not say where the login of spoke1vm came from (SSH_CONNECTION is not set), so a translated source cannot be noticed'),
    );
  });

  test('passes with an advisory where Azure knows no computer name', () => {
    expect(judge({ ...landed, hostName: 'golden-image', compared: false })).toEqual(
      advised('Azure knows no computer name of spoke2vm, so that the login landed there rests on the address alone; the machine calls itself golden-image'),
    );
  });
});

/** The evidence as it is printed: the first column is as wide as its longest label. */
const wide = (outcome: string, ...details: string[]) => ['from       spoke1vm 10.1.1.4:22', 'to         spoke2vm 10.2.1.4:22', `outcome    ${outcome}`, ...details];
const narrow = (outcome: string, ...details: string[]) => ['from     spoke1vm 10.1.1.4:22', 'to       spoke2vm 10.2.1.4:22', `outcome  ${outcome}`, ...details];

const rows = (table: [LoginOutcome, string, string[]][]) => table.map(([outcome, text, evidence]) => ({ outcome, text, evidence }));

describe('a login that is not as it should be', () => {
  test.each(
    rows([
      [
        { kind: 'wrong-machine', hostName: 'spoke3vm', expected: 'spoke2vm' },
        'a login from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) lands on a machine that calls itself spoke3vm, not spoke2vm',
        wide('wrong-machine', 'host name  spoke3vm', 'expected   spoke2vm'),
      ],
      [
        { kind: 'refused', message: 'Connection refused' },
        'spoke2vm (10.2.1.4) refuses the connection of spoke1vm (10.1.1.4) to port 22',
        narrow('refused', 'message  Connection refused'),
      ],
      [
        { kind: 'timed-out', timeoutMs: 10_000 },
        'spoke2vm (10.2.1.4) does not answer spoke1vm (10.1.1.4) on port 22 within 10 s',
        narrow('timed-out', 'waited   10 s'),
      ],
      [
        { kind: 'unreachable', message: 'No route to host' },
        'spoke1vm (10.1.1.4) is told that there is no way to spoke2vm (10.2.1.4)',
        narrow('unreachable', 'message  No route to host'),
      ],
      [
        { kind: 'no-banner', message: 'nothing within 15 s' },
        'spoke2vm (10.2.1.4) lets spoke1vm (10.1.1.4) connect to port 22 and sends no SSH banner',
        narrow('no-banner', 'message  nothing within 15 s'),
      ],
      [
        { kind: 'went-silent', during: 'key-exchange', banner: 'SSH-2.0-OpenSSH_9.6p1', timeoutMs: 15_000 },
        'spoke2vm (10.2.1.4) greets spoke1vm (10.1.1.4) with an SSH banner and then says nothing for 15 s (during the key exchange)',
        narrow('went-silent', 'banner   SSH-2.0-OpenSSH_9.6p1', 'waited   15 s'),
      ],
      [
        { kind: 'went-silent', during: 'authentication', banner: 'SSH-2.0-OpenSSH_9.6p1', timeoutMs: 15_000 },
        'spoke2vm (10.2.1.4) greets spoke1vm (10.1.1.4) with an SSH banner and then says nothing for 15 s (while the login is being decided)',
        narrow('went-silent', 'banner   SSH-2.0-OpenSSH_9.6p1', 'waited   15 s'),
      ],
      [
        { kind: 'login-endless', during: 'authentication', banner: 'SSH-2.0-OpenSSH_9.6p1', timeoutMs: 45_000 },
        'spoke2vm (10.2.1.4) greets spoke1vm (10.1.1.4) with an SSH banner and goes on sending, and the login is not decided within 45 s (while the login is being decided)',
        narrow('login-endless', 'banner   SSH-2.0-OpenSSH_9.6p1', 'waited   45 s'),
      ],
      [
        { kind: 'authentication-refused', message: 'the private key does not log azureuser in; the server accepts: publickey' },
        'spoke2vm (10.2.1.4) refuses the login that comes from spoke1vm (10.1.1.4)',
        narrow('authentication-refused', 'message  the private key does not log azureuser in; the server accepts: publickey'),
      ],
      [
        { kind: 'host-key-mismatch', ...hostKey },
        'spoke2vm (10.2.1.4) shows spoke1vm (10.1.1.4) a host key that is not the known one of 10.2.1.4',
        narrow('host-key-mismatch', 'host     10.2.1.4', `shown    ${fingerprint}`),
      ],
      [
        { kind: 'host-key-revoked', ...hostKey, remarks: ['line 2 of the known hosts file holds no valid key'] },
        'spoke2vm (10.2.1.4) shows spoke1vm (10.1.1.4) a host key that the known hosts file revokes',
        narrow('host-key-revoked', 'host     10.2.1.4', `shown    ${fingerprint}`, 'remark   line 2 of the known hosts file holds no valid key'),
      ],
    ]),
  )('fails: $text', ({ outcome, text: fact, evidence }) => {
    expect(judge(outcome)).toEqual({ verdict: 'fail', fact, evidence });
  });

  test('fails with a hint where the host key is unknown', () => {
    expect(judge({ kind: 'host-key-unknown', ...hostKey })).toEqual({
      verdict: 'fail',
      fact: 'spoke2vm (10.2.1.4) shows spoke1vm (10.1.1.4) a host key, and none is known for 10.2.1.4',
      evidence: narrow('host-key-unknown', 'host     10.2.1.4', `shown    ${fingerprint}`),
      hint: `if the machine's own fingerprint is ${fingerprint}, add its key to SSH_KNOWN_HOSTS_FILE; SSH_HOST_KEYS=accept-new does so at first sight`,
    });
  });
});

describe('a login that was tried with other machines before', () => {
  const web1 = { ...spoke1vm, name: 'web1', address: '10.1.1.5', vmId: '/web1' };
  const web2 = { ...spoke2vm, name: 'web2', address: '10.2.1.5', vmId: '/web2' };
  const before = [
    { from: spoke1vm, to: spoke2vm, outcome: { kind: 'access-path-failed', hop: 'spoke1vm (10.1.1.4)', failure: { kind: 'timed-out', timeoutMs: 15_000 } } },
    { from: web1, to: spoke2vm, outcome: { kind: 'refused', message: 'Connection refused' } },
  ] as const;
  const tried = ['the access path failed at spoke1vm (10.1.1.4): no answer within 15 s', 'spoke2vm (10.2.1.4) refuses the connection of web1 (10.1.1.5) to port 22'];
  const words = (outcome: LoginOutcome) => verdictOf(judgeLogin({ from: web1, to: web2 }, outcome, undefined, before), (id) => id);

  test('passes with an advisory that says so', () => {
    expect(words({ kind: 'landed', hostName: 'spoke2vm', from: '10.1.1.5', compared: true })).toEqual({
      verdict: 'pass',
      advisories: [{ text: `web1 logs in to web2, for ${tried.join(' and ')}` }],
    });
  });

  test('fails with evidence that says so', () => {
    expect(words({ kind: 'timed-out', timeoutMs: 10_000 })).toEqual({
      verdict: 'fail',
      fact: 'web2 (10.2.1.5) does not answer web1 (10.1.1.5) on port 22 within 10 s',
      evidence: ['from     web1 10.1.1.5:22', 'to       web2 10.2.1.5:22', 'outcome  timed-out', 'waited   10 s', ...tried.map((text) => `before   ${text}`)],
    });
  });
});

describe('a login of which nothing can be told', () => {
  const unknown = 'nothing is known of a login from spoke1vm to spoke2vm:';

  test.each(
    rows([
      [
        { kind: 'forwarding-forbidden', message: 'open failed' },
        `${unknown} the sshd of spoke1vm (10.1.1.4) does not forward connections`,
        narrow('forwarding-forbidden', 'message  open failed'),
      ],
      [
        { kind: 'channel-lost', message: 'read ECONNRESET' },
        `${unknown} the connection between spoke1vm (10.1.1.4) and spoke2vm (10.2.1.4) was lost`,
        narrow('channel-lost', 'message  read ECONNRESET'),
      ],
      [
        { kind: 'handshake-failed', banner: 'SSH-2.0-Odd', message: 'no matching key exchange algorithm' },
        `${unknown} spoke2vm (10.2.1.4) answers spoke1vm (10.1.1.4), but the SSH key exchange fails`,
        narrow('handshake-failed', 'banner   SSH-2.0-Odd', 'message  no matching key exchange algorithm'),
      ],
      [
        { kind: 'command-failed', message: 'no answer within 10 s' },
        `${unknown} the login from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) is accepted, but the machine does not say which one it is`,
        narrow('command-failed', 'message  no answer within 10 s'),
      ],
      [
        { kind: 'not-tried', message: 'the SSH agent is of no help: Failed to connect to agent' },
        `${unknown} the SSH agent is of no help: Failed to connect to agent`,
        narrow('not-tried', 'message  the SSH agent is of no help: Failed to connect to agent'),
      ],
      [
        { kind: 'access-path-failed', hop: 'jump host jump.example:2222', failure: { kind: 'timed-out', timeoutMs: 15_000 } },
        `${unknown} the access path failed at jump host jump.example:2222: no answer within 15 s`,
        narrow('access-path-failed', 'at       jump host jump.example:2222', 'because  timed-out', 'waited   15 s'),
      ],
      [
        { kind: 'access-path-failed', hop: 'spoke1vm (10.1.1.4)', failure: { kind: 'wrong-machine', hostName: 'impostor', expected: 'spoke1vm' } },
        `${unknown} the access path failed at spoke1vm (10.1.1.4): the machine that answers there calls itself impostor, and in Azure the computer name is spoke1vm`,
        wide('access-path-failed', 'at         spoke1vm (10.1.1.4)', 'because    wrong-machine', 'host name  impostor', 'expected   spoke1vm'),
      ],
      [
        { kind: 'access-path-failed', hop: 'jump host jump.example', failure: { kind: 'not-tried', message: 'the SSH agent is of no help: it does not sign within 10 s' } },
        `${unknown} the runner cannot log in to jump host jump.example: the SSH agent is of no help: it does not sign within 10 s`,
        narrow('access-path-failed', 'at       jump host jump.example', 'because  not-tried', 'message  the SSH agent is of no help: it does not sign within 10 s'),
      ],
      [
        { kind: 'access-path-failed', hop: 'spoke1vm (10.1.1.4)', failure: { kind: 'command-failed', message: 'no answer within 10 s' } },
        `${unknown} the access path failed at spoke1vm (10.1.1.4): it accepted the login and does not say which machine it is (no answer within 10 s)`,
        narrow('access-path-failed', 'at       spoke1vm (10.1.1.4)', 'because  command-failed', 'message  no answer within 10 s'),
      ],
    ]),
  )('is cannot tell: $text', ({ outcome, text: reason, evidence }) => {
    expect(judge(outcome)).toEqual({ verdict: 'cannot-tell', reason, evidence });
  });
});

const accessPathFailures: [AccessPathFailure, string][] = [
  [{ kind: 'refused', message: 'connect ECONNREFUSED' }, 'the connection was refused'],
  [{ kind: 'timed-out', timeoutMs: 15_000 }, 'no answer within 15 s'],
  [{ kind: 'unreachable', message: 'No route to host' }, 'there is no way to it (No route to host)'],
  [{ kind: 'name-not-found', message: 'getaddrinfo ENOTFOUND jump.example' }, 'its name is not found'],
  [{ kind: 'forwarding-forbidden', message: 'open failed' }, 'the jump host does not forward connections to it'],
  [{ kind: 'no-banner', message: 'the connection was closed' }, 'it sent no SSH banner'],
  [{ kind: 'went-silent', during: 'key-exchange', banner: 'SSH-2.0-x', timeoutMs: 15_000 }, 'it sent an SSH banner and then went silent'],
  [
    { kind: 'login-endless', during: 'key-exchange', banner: 'SSH-2.0-x', timeoutMs: 45_000 },
    'it sent an SSH banner and went on sending, and the login was not decided within 45 s',
  ],
  [{ kind: 'handshake-failed', banner: 'SSH-2.0-x', message: 'no matching cipher' }, 'the SSH key exchange failed'],
  [{ kind: 'host-key-mismatch', ...hostKey }, 'it showed a host key that is not the known one'],
  [{ kind: 'host-key-unknown', ...hostKey }, 'it showed a host key, and none is known for it'],
  [{ kind: 'host-key-revoked', ...hostKey }, 'it showed a revoked host key'],
  [{ kind: 'authentication-refused', message: 'the private key does not log azureuser in' }, 'it refused the login'],
  [{ kind: 'channel-lost', message: 'read ECONNRESET' }, 'the connection was lost'],
  [
    { kind: 'wrong-machine', hostName: 'impostor', expected: 'spoke1vm' },
    'the machine that answers there calls itself impostor, and in Azure the computer name is spoke1vm',
  ],
  [{ kind: 'command-failed', message: 'Unable to exec' }, 'it accepted the login and does not say which machine it is (Unable to exec)'],
  [{ kind: 'not-tried', message: 'the known hosts file cannot be read: EACCES' }, 'the known hosts file cannot be read: EACCES'],
];

test.each(accessPathFailures.map(([failure, text]) => ({ failure, text })))('an access path that ended as $failure.kind is described as: $text', ({ failure, text }) => {
  expect(accessPathWords(failure)).toBe(text);
});
