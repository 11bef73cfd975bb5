/** One command on a machine that is logged in to, with bounded time and output. */
import type { ClientChannel } from 'ssh2';
import { messageOf } from '../../printable/printable';
import type { SshConnection } from './ssh-connection';

export type CommandResult =
  | { readonly kind: 'ended'; readonly exitCode: number | null; readonly output: string }
  /** The machine would not run it, or it wrote far too much. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'timed-out'; readonly timeoutMs: number }
  /** The connection died under it. */
  | { readonly kind: 'lost'; readonly message: string };

/** Far more than two lines and a message of the day. */
const longestOutput = 16 * 1024;

/**
 * Runs a command without a terminal; its standard error is discarded. Resolves after at most `timeoutMs`, whatever the
 * machine sends. Never rejects.
 */
export function runCommand(connection: SshConnection, command: string, timeoutMs: number): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = '';
    let ended = false;
    let running: ClientChannel | undefined;
    const end = (result: CommandResult) => {
      ended = true;
      clearTimeout(deadline);
      if (running) abandon(running);
      resolve(result);
    };
    const broken = (message: string) => {
      end({ kind: connection.isOpen() ? 'failed' : 'lost', message });
    };
    const deadline = setTimeout(() => {
      end({ kind: 'timed-out', timeoutMs });
    }, timeoutMs);
    const onChannel = (error: Error | undefined, channel: ClientChannel) => {
      if (error) {
        broken(messageOf(error));
        return;
      }
      channel.on('error', () => undefined);
      if (ended) {
        abandon(channel);
        return;
      }
      running = channel;
      channel.on('data', (data: Buffer) => {
        output += data.toString('utf8');
        if (output.length > longestOutput) end({ kind: 'failed', message: 'it wrote far more than was asked for' });
      });
      channel.stderr.resume();
      channel.on('close', (exitCode?: number | null) => {
        if (exitCode === undefined) broken('the session was closed before the command ended');
        else end({ kind: 'ended', exitCode, output });
      });
    };
    try {
      connection.client.exec(command, onChannel);
    } catch (error) {
      end({ kind: 'lost', message: messageOf(error) });
    }
  });
}

/** Closes a channel and reads no more of it: a machine that goes on sending nevertheless fills its window, and then has to wait. */
function abandon(channel: ClientChannel): void {
  channel.removeAllListeners('data');
  channel.pause();
  channel.stderr.pause();
  channel.destroy();
}
