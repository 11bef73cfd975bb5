/** The SSH handshake and login over an open stream: bounded whatever the server does, and a failure named after its stage. */
import type { Duplex } from 'node:stream';
import { Client, type ClientErrorExtensions } from 'ssh2';
import { authenticator } from './authenticator';
import { watchBanner } from './banner';
import type { LoginMeans } from './credentials';
import { startLoginClock, type LoginStage, type TimeIsUp } from './login-clock';
import type { HostKeyGuard } from '../host-keys/host-key-guard';
import type { SshFailure } from '../outcome';
import { messageOf } from '../../printable/printable';
import { sshConnection, type LoggedIn } from './ssh-connection';
import type { ProbeTimeouts } from '../timeouts';

type SshError = Error & ClientErrorExtensions;

/** A kept connection must notice when the other side disappears without closing it: here after 15 s. */
const keepalive = { keepaliveInterval: 5_000, keepaliveCountMax: 2 };

/** Resolves to a connection, or to why there is none; in that case the stream is destroyed and no timer is left. Never rejects. */
export function handshake(stream: Duplex, guard: HostKeyGuard, means: LoginMeans, timeouts: ProbeTimeouts): Promise<LoggedIn | SshFailure> {
  return new Promise((resolve) => {
    const client = new Client();
    let banner = '';
    let refusedKey: SshFailure | undefined;
    let settled = false;

    const settle = (result: LoggedIn | SshFailure) => {
      if (settled) return;
      settled = true;
      clock.stop();
      means.agent?.release();
      stream.off('data', clock.heard);
      if (result.kind !== 'logged-in') {
        client.end();
        stream.destroy();
      }
      resolve(result);
    };
    const clock = startLoginClock(timeouts, (why) => {
      settle(authentication.agentDelay() ?? tooLong(why, banner));
    });
    const authentication = authenticator(means, settle);

    client
      .on('handshake', () => {
        // Also emitted whenever keys are exchanged again, before the login and after it; it is the first that counts.
        if (clock.enter('authentication')) authentication.hold(guard.confirm());
      })
      .on('ready', () => {
        settle({ kind: 'logged-in', connection: sshConnection(client, stream) });
      })
      .on('error', (error: SshError) => {
        if (error.level === 'agent') authentication.agentFailed(error);
        else settle(refusedKey ?? authentication.refusalIn(error) ?? complaint(clock.stage(), banner, error));
      })
      .on('end', () => {
        // SSH has no half-close: a peer that ends its side is gone. A forwarding machine keeps the channel open until we close it.
        settle(closed(clock.stage()));
        stream.destroy();
      })
      .on('close', () => {
        settle(closed(clock.stage()));
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
    watchBanner(stream, (line) => {
      banner = line;
      clock.enter('key-exchange');
    });
    stream.on('data', clock.heard);
  });
}

/** No longer is waited. */
function tooLong({ kind, during, timeoutMs }: TimeIsUp, banner: string): SshFailure {
  const limit = `${String(timeoutMs / 1000)} s`;
  if (during === 'banner') {
    return { kind: 'no-banner', message: kind === 'silent' ? `nothing within ${limit}` : `none within ${limit}, although something else is sent` };
  }
  return { kind: kind === 'silent' ? 'went-silent' : 'login-endless', during, banner, timeoutMs };
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
