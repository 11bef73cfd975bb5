/** A logged-in SSH connection: whether it still lives, and how to end it. */
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';

export interface SshConnection {
  readonly client: Client;
  isOpen(): boolean;
  /** Resolves when the connection has ended, for whatever reason. */
  readonly closed: Promise<void>;
  /** Ends it at once; `closed` follows. */
  close(): void;
}

export interface LoggedIn {
  readonly kind: 'logged-in';
  readonly connection: SshConnection;
}

/** Wraps a client that is ready. An error that it meets later ends it: calls that are pending then fail by themselves. */
export function sshConnection(client: Client, stream: Duplex): SshConnection {
  let open = true;
  const close = () => {
    open = false;
    client.end();
    stream.destroy();
  };
  const closed = new Promise<void>((resolve) => {
    client.once('close', () => {
      open = false;
      resolve();
    });
  });
  client.on('error', close);
  return { client, isOpen: () => open, closed, close };
}
