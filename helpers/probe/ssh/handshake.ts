/**
 * The SSH handshake and login over an open stream: a deadline for each stage, and a failure named after its stage. Stages only go forward, so
 * that the whole takes no longer than all of them.
 */
import type { Duplex } from 'node:stream';
import { Client, type ClientErrorExtensions } from 'ssh2';
import { authenticator } from './authenticator';
import { watchBanner } from './banner';
import type { LoginMeans } from './credentials';
import type { HostKeyGuard } from '../host-keys/host-key-guard';
import type { Chatter, SshFailure } from '../outcome';
import { messageOf } from '../../printable/printable';
import { sshConnection, type LoggedIn } from './ssh-connection';
import type { ProbeTimeouts } from '../timeouts';

type LoginStage = 'banner' | 'key-exchange' | 'authentication';
type SshError = Error & ClientErrorExtensions;

/** A kept connection must notice when the other side disappears without closing it: here after 15 s. */
const keepalive = { keepaliveInterval: 5_000, keepaliveCountMax: 2 };

/** Resolves to a connection, or to why there is none; in that case the stream is destroyed and no timer is left. Never rejects. */
export function handshake(
  stream: Duplex,
  guard: HostKeyGuard,
  means: LoginMeans,
  { handshakeTimeoutMs, authenticationTimeoutMs }: ProbeTimeouts,
): Promise<LoggedIn | SshFailure> {
  return new Promise((resolve) => {
    const client = new Client();
    let stage: LoginStage = 'banner';
    let banner = '';
    let refusedKey: SshFailure | undefined;
    let deadline: NodeJS.Timeout | undefined;
    const heard: Record<Chatter, number> = { 'exchanges keys': 0, 'shows texts': 0, 'asks questions': 0 };
    let settled = false;

    const settle = (result: LoggedIn | SshFailure) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      if (result.kind !== 'logged-in') {
        client.end();
        stream.destroy();
      }
      resolve(result);
    };
    const enter = (next: LoginStage, timeoutMs: number) => {
      if (settled) return;
      stage = next;
      clearTimeout(deadline);
      deadline = setTimeout(() => {
        settle(undecided(heard, banner, timeoutMs) ?? silence(stage, banner, timeoutMs));
      }, timeoutMs);
    };
    const authentication = authenticator(listening(means, () => { heard['asks questions'] += 1; }), settle);

    client
      .on('handshake', () => {
        // Also emitted when keys are exchanged again. That is no new stage: a server may do it as often as it likes, and gains no time by it.
        heard['exchanges keys'] += 1;
        if (heard['exchanges keys'] > 1) return;
        enter('authentication', authenticationTimeoutMs);
        authentication.hold(guard.confirm());
      })
      .on('banner', () => {
        heard['shows texts'] += 1;
      })
      .on('ready', () => {
        settle({ kind: 'logged-in', connection: sshConnection(client, stream) });
      })
      .on('error', (error: SshError) => {
        if (error.level === 'agent') authentication.agentFailed(error);
        else settle(refusedKey ?? authentication.refusalIn(error) ?? complaint(stage, banner, error));
      })
      .on('end', () => {
        // SSH has no half-close: a peer that ends its side is gone. A forwarding machine keeps the channel open until we close it.
        settle(closed(stage));
        stream.destroy();
      })
      .on('close', () => {
        settle(closed(stage));
      })
      .connect({
        sock: stream,
        username: means.username,
        authHandler: authentication.handler,
        hostVerifier: (key: Buffer) => {
          refusedKey = guard.refuses(key);
          return refusedKey === undefined;
        },
        algorithms: { serverHostKey: { remove: [...guard.preferredAlgorithms], prepend: [...guard.preferredAlgorithms], append: [] } },
        readyTimeout: 0,
        ...keepalive,
      });
    enter('banner', handshakeTimeoutMs);
    watchBanner(stream, (line) => {
      banner = line;
      enter('key-exchange', handshakeTimeoutMs);
    });
  });
}

/** Up to two of each are usual. */
const usual = 2;

function undecided(heard: Readonly<Record<Chatter, number>>, banner: string, timeoutMs: number): SshFailure | undefined {
  const [meanwhile] = (Object.keys(heard) as Chatter[]).filter((each) => heard[each] > usual);
  return meanwhile && { kind: 'login-undecided', meanwhile, banner, timeoutMs };
}

/** The same means, and a call for each question that the server asks. */
const listening = (means: LoginMeans, onQuestion: () => void): LoginMeans => ({
  ...means,
  methods: means.methods.map((method) =>
    method.type === 'keyboard-interactive' ? { ...method, prompt: (...asked) => { onQuestion(); method.prompt(...asked); } } : method,
  ),
});

/** A deadline has passed. */
function silence(stage: LoginStage, banner: string, timeoutMs: number): SshFailure {
  if (stage === 'banner') return { kind: 'no-banner', message: `nothing within ${String(timeoutMs / 1000)} s` };
  return { kind: 'went-silent', during: stage, banner, timeoutMs };
}

/** The other side closed the connection without a reason. */
function closed(stage: LoginStage): SshFailure {
  const message = stage === 'banner' ? 'the connection was closed' : `the connection was closed during ${stage}`;
  return { kind: stage === 'banner' ? 'no-banner' : 'channel-lost', message };
}

/** An error of the socket, an error of ssh2's about what it received, or a DISCONNECT with the server's reason. */
function complaint(stage: LoginStage, banner: string, error: SshError): SshFailure {
  const message = messageOf(error);
  if (stage === 'banner') return { kind: 'no-banner', message };
  if (stage === 'key-exchange' && error.level !== 'client-socket') return { kind: 'handshake-failed', banner, message };
  return { kind: 'channel-lost', message };
}
