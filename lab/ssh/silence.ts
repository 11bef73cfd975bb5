/** A connection whose server side sends nothing (more): it discards what comes and closes when the client does. */
import type { Duplex } from 'node:stream';

export function sayNothing(stream: Duplex): void {
  stream.on('error', () => undefined);
  stream.once('end', () => stream.end());
  stream.resume();
}
