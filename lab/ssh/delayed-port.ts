/** A port of loopback that lies further away: what goes through it arrives later, each way, as between a runner and a far-off region. */
import { connect, type Socket } from 'node:net';
import { openLoopbackPort, type LoopbackPort } from './loopback-port';

/** Passes connections on to another port of loopback. @param oneWayMs how long each byte is on its way; a round trip takes twice as long, and so does opening a connection */
export const openDelayedPort = (port: number, oneWayMs: number): Promise<LoopbackPort> => openLoopbackPort((socket) => { pass(socket, port, oneWayMs); }, { allowHalfOpen: true, noDelay: true });

function pass(near: Socket, port: number, oneWayMs: number): void {
  const far = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
  delay(near, far, oneWayMs);
  delay(far, near, oneWayMs);
}

/** Timers of the same length end in the order in which they began, so that bytes stay in theirs. */
function delay(from: Socket, to: Socket, oneWayMs: number): void {
  const later = (then: () => void): void => { setTimeout(then, oneWayMs); };
  from.on('data', (bytes) => { later(() => { if (to.writable) to.write(bytes); }); });
  from.on('end', () => { later(() => { to.end(); }); });
  // An error of one side breaks the other off; what was on its way then is lost, as on a network.
  from.on('error', () => undefined);
  from.on('close', (hadError) => { if (hadError) to.destroy(); });
}
