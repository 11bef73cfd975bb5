/** Machines and a jump host that were taken over, or that are others than they should be. */
import type { HostileBehaviour } from '../../../lab/ssh/behaviour';
import { all, broken, calledBy, forEver, jump, machine } from '../arrangements';
import type { Attack, AttackKind } from '../attack';

/** A login has several stages of 10 and 15 s, and a sign of life at the end. */
const mostSeconds = 75;

const b = (name: string, behaviour: HostileBehaviour, must: Partial<Attack['must']> = {}): Attack => ({
  name: `spoke 2: ${name}`,
  arrange: machine(behaviour),
  must: { exits: [1, 2], red: 'SSH-01', seconds: mostSeconds, ...must },
});

const byPassword = (attack: Attack): Attack => ({ ...attack, name: `${attack.name}, by password`, byPassword: true });

const atJump = (name: string, behaviour: HostileBehaviour): Attack => ({
  name: `jump host: ${name}`,
  arrange: jump(behaviour),
  must: { exits: [1, 2], red: 'SSH-01', seconds: mostSeconds },
});

const endlessLines: HostileBehaviour = { kind: 'raw', pieces: () => forEver('a line before the version\r\n'.repeat(100)), everyMs: 20 };
const trickledLines: HostileBehaviour = { kind: 'raw', pieces: () => forEver('a line before the version\r\n'), everyMs: 1_000 };
const endlessLine: HostileBehaviour = { kind: 'raw', pieces: () => forEver('x'.repeat(16_384)), everyMs: 0 };
const afterVersion = (piece: string | Uint8Array, everyMs: number): HostileBehaviour => ({
  kind: 'raw',
  pieces: function* () {
    yield 'SSH-2.0-OpenSSH_9.6p1\r\n';
    yield* forEver(piece);
  },
  everyMs,
});
const renewsKeys: HostileBehaviour = { kind: 'renews-keys', everyMs: 1_000 };
const endlessBanners: HostileBehaviour = { kind: 'endless-banners', text: 'Please wait.\n', everyMs: 500 };
const floodOfBanners: HostileBehaviour = { kind: 'endless-banners', text: 'x'.repeat(16_000), everyMs: 1 };

const writes = (on: 'stdout' | 'stderr', piece: string, everyMs: number): HostileBehaviour => ({
  kind: 'writes',
  on,
  pieces: () => forEver(piece),
  everyMs,
});

const once = (text: string): HostileBehaviour => ({ kind: 'writes', on: 'stdout', pieces: () => [text], everyMs: 0 });

export const guests: AttackKind = {
  kind: 'guests',
  attacks: [
    b('version lines without an end', endlessLines),
    b('version lines without an end, one a second', trickledLines),
    b('a version line without an end', endlessLine),
    b('HTTP in place of SSH', { kind: 'raw', pieces: () => ['HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'], everyMs: 0 }),
    b('noise after the version', afterVersion(Buffer.alloc(4_096, 0xa5), 10)),
    b('a packet that is four gigabytes long', afterVersion(Buffer.from([0xff, 0xff, 0xff, 0xff]), 100)),
    b('a byte a second after the version', afterVersion(Buffer.from([0]), 1_000)),
    b('new keys every second, and no answer to the login', renewsKeys),
    b('banners without an end, and no answer to the login', endlessBanners),
    b('a flood of banners, and no answer to the login', floodOfBanners),
    b('no answer to the login', { kind: 'login-silence' }),
    b('each method is one step of the way', { kind: 'partial-success' }),
    byPassword(b('each method is one step of the way', { kind: 'partial-success' })),
    byPassword(b('prompts without an end, one a second', { kind: 'endless-prompts', prompt: 'Password: ', everyMs: 1_000 })),
    byPassword(b('prompts without an end, at once', { kind: 'endless-prompts', prompt: 'Once more: ', everyMs: 0 })),
    b('no answer to a request for a session', { kind: 'session-silence' }),
    b('no answer to a command', { kind: 'command-silence' }),
    b('a flood of output', writes('stdout', 'y\n'.repeat(8_192), 0)),
    b('a flood of errors', writes('stderr', 'y\n'.repeat(8_192), 0)),
    b('output that trickles without an end', writes('stdout', 'y\n', 1_000)),
    b('nothing for output', once('')),
    b(
      'an output of two names, the last one another’s',
      once('spokecheck:\nspoke2vm\n10.1.1.4 40000 10.2.1.4 22\nspokecheck:\nspoke1vm\n\n'),
      { red: 'SSH-01' },
    ),
    b('the mark and no name', once('spokecheck:\n\n\n')),
    {
      name: 'impostor at the address of spoke 1’s machine, with its key',
      arrange: calledBy('spoke2vm', 'spoke1vm'),
      must: { exits: [1, 2], red: 'SSH-01', says: /calls itself spoke2vm[^]*; 0 proven by login/, seconds: mostSeconds },
    },
    {
      name: 'impostor at the address of spoke 2’s machine, with its key',
      arrange: calledBy('spoke1vm'),
      must: { exits: [1], red: 'SSH-01', says: 'calls itself spoke1vm' },
    },
    {
      name: 'impostor at the address of spoke 2’s machine, with a key of its own',
      arrange: machine({ kind: 'other-machine', hostName: 'spoke2vm', hostKey: 'own' }),
      must: { exits: [1], red: 'SSH-01', says: 'a host key that is not the known one' },
    },
    {
      name: 'the machine of spoke 2 itself, by a name that begins like its own',
      arrange: calledBy('spoke2vm-impostor'),
      must: { exits: [0], says: 'calls itself spoke2vm-impostor, and Azure knows it as spoke2vm' },
    },
    {
      name: 'each machine calls itself by the other’s name',
      arrange: all(calledBy('spoke2vm', 'spoke1vm'), calledBy('spoke1vm')),
      must: { exits: [1, 2], red: 'SSH-01', seconds: mostSeconds },
    },
    {
      name: 'spoke 1: forwards nothing, and does not say so',
      arrange: machine({ kind: 'forwarding-silence' }, 'spoke1vm'),
      must: { exits: [1, 2], red: 'SSH-01', seconds: mostSeconds },
    },
    {
      name: 'spoke 1: no answer to the login',
      arrange: machine({ kind: 'login-silence' }, 'spoke1vm'),
      must: { exits: [1, 2], red: 'SSH-01', seconds: mostSeconds },
    },
    {
      name: 'a broken network, whose machines say they are each other',
      arrange: all(broken, machine(once('spokecheck:\nspoke2vm\n10.1.1.4 40000 10.2.1.4 22\n'), 'spoke1vm')),
      must: { exits: [1], red: 'SSH-01 RT-02' },
    },
    atJump('version lines without an end', endlessLines),
    atJump('new keys every second, and no answer to the login', renewsKeys),
    atJump('no answer to the login', { kind: 'login-silence' }),
    atJump('a flood of banners, and no answer to the login', floodOfBanners),
    atJump('forwards nothing, and does not say so', { kind: 'forwarding-silence' }),
  ],
};
