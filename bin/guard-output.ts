/**
 * Standard output and error of a run. Whoever reads them may go away (`| head -1`, a full disk): the run goes on, and its verdict is in the
 * reports and the exit code. Secrets are masked in whatever comes, also from Jest, its reporters, and libraries that were told to log.
 */
import { masked } from '../helpers/printable/secrets';

type Write = (...given: Parameters<NodeJS.WriteStream['write']>) => boolean;

export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => undefined);
    const write = stream.write.bind(stream) as Write;
    const guarded: Write = (chunk, ...rest) => write(typeof chunk === 'string' ? masked(chunk) : chunk, ...rest);
    stream.write = guarded as typeof stream.write;
  }
}
