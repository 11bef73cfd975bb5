/** Keeps the exchanges of every lab of a process in a file, so that one process can judge all of a test run in the end. */
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from './definitions-exchange';

/** One line of a file. The same exchange over again is told by its key alone. */
export type LogLine = { readonly key: string; readonly exchange: Exchange } | { readonly key: string };

const written = new Set<string>();

/** Appends to a file of this process in `folder`. */
export function logExchange(folder: string, exchange: Exchange): void {
  const key = keyOf(exchange);
  const line: LogLine = written.has(key) ? { key } : { key, exchange };
  written.add(key);
  appendFileSync(join(folder, `${process.pid.toString()}.jsonl`), `${JSON.stringify(line)}\n`);
}

/** A Location is signed anew with each poll: the exchange is still the same. */
function keyOf({ method, url, status, text, isSpoiled }: Exchange): string {
  const [path = '', query = ''] = url.split('?');
  const kept = [...new URLSearchParams(query)].filter(([name]) => !['t', 'c', 's', 'h'].includes(name));
  return createHash('sha256').update(JSON.stringify([method, path, kept, status, text, isSpoiled])).digest('base64url');
}
