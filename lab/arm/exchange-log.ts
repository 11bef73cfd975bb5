/** Keeps the exchanges of every lab of a process in a file, so that one process can judge all of a test run in the end. */
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from './observe-exchanges';

/** One line of a file. A repeated exchange is logged as its key alone. */
export type LogLine = { readonly key: string; readonly exchange: Exchange } | { readonly key: string };

const written = new Set<string>();

/** Appends to a file of this process in `folder`, which must be there. */
export function logExchange(folder: string, exchange: Exchange): void {
  const key = keyOf(exchange);
  const place = join(folder, key);
  const line: LogLine = written.has(place) ? { key } : { key, exchange };
  written.add(place);
  appendFileSync(join(folder, `${process.pid.toString()}.jsonl`), `${JSON.stringify(line)}\n`);
}

/** Polls of one operation over again are the same, whatever the id of the operation and the signature of its Location. */
function keyOf({ method, url, startedBy, requestBody, status, text, isAltered }: Exchange): string {
  const asked = startedBy ? { poll: startedBy } : { method, url };
  return createHash('sha256').update(JSON.stringify([asked, requestBody, status, text, isAltered])).digest('base64url');
}
