/** What no sshd would do with a connection: send nothing, stop after the banner, send what is no SSH, close at once. */
import type { Duplex } from 'node:stream';
import type { JumpBehaviour, MachineBehaviour } from './behaviour';
import { sendPieces } from './send-pieces';
import { sayNothing } from './silence';

/** False for a behaviour that is sshd's own; then nothing was done. */
export function misbehave(stream: Duplex, behaviour: MachineBehaviour | JumpBehaviour): boolean {
  switch (behaviour.kind) {
    case 'no-banner':
      break;
    case 'banner-then-silence':
      stream.write('SSH-2.0-OpenSSH_9.6p1\r\n');
      break;
    case 'closes-at-once':
      stream.end();
      break;
    case 'raw':
      sendPieces(stream, behaviour);
      break;
    default:
      return false;
  }
  sayNothing(stream);
  return true;
}
