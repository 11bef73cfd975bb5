/** Watches for a server's SSH banner on a stream that ssh2 reads; ssh2 has no event for it. */
import type { Duplex } from 'node:stream';
import { printable } from '../../printable/printable';

/** RFC 4253, 4.2: other lines may come first. ssh2 gives up after 1024 of them; real servers send far fewer. */
const longestStart = 64 * 1024;

/**
 * Calls back once with the banner, e.g. `SSH-2.0-OpenSSH_9.6p1`, when its line is complete. To be called after the
 * client has taken the stream over, which then is paused: listening neither resumes it nor consumes data.
 */
export function watchBanner(stream: Duplex, onBanner: (line: string) => void): void {
  let length = 0;
  let unfinished = '';
  const look = (data: Buffer) => {
    length += data.length;
    const lines = (unfinished + data.toString('latin1')).split('\n');
    unfinished = lines.pop() ?? '';
    const banner = lines.find((line) => line.startsWith('SSH-'));
    if (banner === undefined && length < longestStart) return;
    stream.off('data', look);
    if (banner !== undefined) onBanner(printable(banner));
  };
  stream.on('data', look);
}
