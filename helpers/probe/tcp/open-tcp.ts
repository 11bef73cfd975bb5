/** A TCP connection from the runner to the first machine of the access path. */
import { connect } from 'node:net';
import type { AccessPathFailure } from '../outcome';
import { messageOf } from '../../printable/printable';
import type { OpenStream } from '../vantage-point';

/** From the runner names are resolved, too. */
type TcpFailure = Extract<AccessPathFailure, { kind: 'refused' | 'timed-out' | 'unreachable' | 'name-not-found' }>;

/** Opens a connection, or says why there is none after at most `timeoutMs`. Never rejects. */
export function openTcp(host: string, port: number, timeoutMs: number): Promise<OpenStream | TcpFailure> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    const fail = (failure: TcpFailure) => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(failure);
    };
    const deadline = setTimeout(() => {
      fail({ kind: 'timed-out', timeoutMs });
    }, timeoutMs);
    // It is never removed: an error after the promise has settled must not go unhandled.
    socket.on('error', (error) => {
      fail(tcpFailure(error, timeoutMs));
    });
    socket.once('connect', () => {
      clearTimeout(deadline);
      resolve({ kind: 'open', stream: socket });
    });
  });
}

/** What Node's error codes mean. `timeoutMs` is how long may be waited. */
export function tcpFailure(error: NodeJS.ErrnoException, timeoutMs: number): TcpFailure {
  const message = messageOf(error);
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return { kind: 'refused', message };
    case 'ETIMEDOUT':
      return { kind: 'timed-out', timeoutMs };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { kind: 'name-not-found', message };
    default:
      return { kind: 'unreachable', message };
  }
}
