/** A connection whose server side never speaks (again): it swallows what comes and hangs up when the client does. */
import type { Duplex } from 'node:stream';

export function sayNothing(stream: Duplex): void {
  stream.on('error', () => undefined);
  stream.once('end', () => stream.end());
  stream.resume();
}
