/** How long ARM asks to wait before the next attempt, from the headers of its response. */

/** In milliseconds; `retry-after` itself is in seconds or an HTTP date. */
const inMilliseconds = ['retry-after-ms', 'x-ms-retry-after-ms'];

/**
 * @param header reads a response header by name
 * @param now milliseconds since the epoch
 * @returns milliseconds; undefined where ARM names no time
 */
export function retryAfterMs(header: (name: string) => string | undefined, now: number): number | undefined {
  for (const name of inMilliseconds) {
    const value = Number(header(name) ?? Number.NaN);
    if (value >= 0) return value;
  }
  const text = header('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
