/** Programs that serve in a namespace of the sandbox: each says on its standard error when it listens, and sshd also whom it has let in. */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Login } from '../ssh/ssh-context';

/** sshd(8) at LogLevel INFO. */
const listening = /^Server listening on /;
const accepted = /^Accepted \S+ for (\S+) from (\S+) port /;

/** Notes the logins that an sshd logs. @param onLine called with every line that it writes */
export function watchLogins({ stderr }: ChildProcess, on: string, logins: Login[], onLine: (line: string) => void = () => undefined): void {
  if (!stderr) return;
  createInterface({ input: stderr }).on('line', (line) => {
    const [, username, from] = accepted.exec(line) ?? [];
    if (username !== undefined && from !== undefined) logins.push({ on, username, from });
    onLine(line.trim());
  });
}

/** Notes logins as well. Resolves when the program listens; rejects with its last words where it ends instead. */
export function watchDaemon(daemon: ChildProcess, on: string, logins: Login[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let lastWords = '';
    watchLogins(daemon, on, logins, (line) => {
      lastWords = line || lastWords;
      if (listening.test(line)) resolve();
    });
    daemon.once('error', reject);
    daemon.once('close', () => {
      reject(new Error(`A server of ${on} did not start: ${lastWords}`));
    });
  });
}
