/** A connection that one machine opens to the next on our behalf (direct-tcpip, as `ssh -W` uses it). */
import type { ClientChannel } from 'ssh2';
import type { ReachFailure } from '../outcome';
import { messageOf } from '../../printable/printable';
import type { OpenStream } from '../vantage-point';
import type { SshConnection } from './ssh-connection';

/**
 * Opens a channel from the machine that `via` is logged in to, or says after at most `timeoutMs` why there is none.
 * Never rejects. A channel that opens after that is closed again.
 */
export function openForwardedChannel(
  via: SshConnection,
  to: { readonly address: string; readonly port: number },
  timeoutMs: number,
): Promise<OpenStream | ReachFailure> {
  return new Promise((resolve) => {
    let answered = false;
    const answer = (result: OpenStream | ReachFailure) => {
      answered = true;
      clearTimeout(deadline);
      resolve(result);
    };
    const deadline = setTimeout(() => {
      answer({ kind: 'timed-out', timeoutMs });
    }, timeoutMs);
    const onAnswer = (error: Error | undefined, channel: ClientChannel) => {
      if (answered) {
        if (!error) channel.destroy();
      } else if (error) {
        answer(failureOf(error, timeoutMs));
      } else {
        channel.on('error', () => undefined);
        answer({ kind: 'open', stream: channel });
      }
    };
    try {
      via.client.forwardOut('127.0.0.1', 0, to.address, to.port, onAnswer);
    } catch (error) {
      answer({ kind: 'channel-lost', message: messageOf(error) });
    }
  });
}

/** RFC 4254, 5.1. */
const administrativelyProhibited = 1;
const connectFailed = 2;
const unknownChannelType = 3;

/**
 * sshd puts the system's error message into the description of `connect failed`; Windows words the same errors
 * differently.
 */
function failureOf(error: Error & { readonly reason?: unknown }, timeoutMs: number): ReachFailure {
  const message = messageOf(error).replace(/^\(SSH\) Channel open failure: ?/, '') || 'no reason given';
  switch (error.reason) {
    case administrativelyProhibited:
    case unknownChannelType:
      return { kind: 'forwarding-forbidden', message };
    case connectFailed:
      if (/refused|reset/i.test(message)) return { kind: 'refused', message };
      if (/timed out/i.test(message)) return { kind: 'timed-out', timeoutMs };
      return { kind: 'unreachable', message };
    default:
      return { kind: 'channel-lost', message };
  }
}
