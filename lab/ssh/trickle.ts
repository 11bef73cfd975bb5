/** A slow line: what is written to it goes on in small pieces with a wait before each; what comes back is not slowed. */
import { type Duplex, duplexPair } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

interface Pace {
  readonly bytes: number;
  readonly delayMs: number;
}

/** The near end of a slow line over `stream`. It ends when `stream` ends, and no wait outlives a `stream` that is closed. */
export function trickle(stream: Duplex, pace: Pace): Duplex {
  const [near, far] = duplexPair();
  const gone = new AbortController();
  stream.once('close', () => {
    gone.abort();
    near.destroy();
  });
  stream.pipe(far);
  // A line that breaks while something is under way has ended like any other.
  pipeline(far, (source: AsyncIterable<Buffer>) => slowly(source, pace, gone.signal), stream).catch(() => undefined);
  return near;
}

async function* slowly(source: AsyncIterable<Buffer>, { bytes, delayMs }: Pace, gone: AbortSignal): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += bytes) {
      await wait(delayMs, undefined, { signal: gone });
      yield chunk.subarray(start, start + bytes);
    }
  }
}
