/** Sends bytes piece by piece until they or the client's patience come to an end. */
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

export interface Pieces {
  readonly pieces: () => Iterable<string | Uint8Array>;
  readonly everyMs: number;
}

/** Calls `ended` when all is sent; never where the other side has left before. The stream is left open. */
export function sendPieces(stream: Writable, pieces: Pieces, ended: () => void = () => undefined): void {
  pipeline(Readable.from(paced(pieces), { objectMode: false }), stream, { end: false }).then(ended, () => undefined);
}

async function* paced({ pieces, everyMs }: Pieces): AsyncGenerator<Uint8Array> {
  for (const piece of pieces()) {
    // Also without a wait the lab must get to its other connections.
    await wait(everyMs);
    yield typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
  }
}
