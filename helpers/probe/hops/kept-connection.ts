/** A connection that many share: opened at first need, kept while it lives, opened again after it died. */
import type { LoggedIn, SshConnection } from '../ssh/ssh-connection';

export interface KeptConnection<Failure> {
  /** The open connection, or why there is none. Who asks while it is being opened waits for the same attempt. */
  get(): Promise<LoggedIn | Failure>;
  /** Ends the connection and resolves when it is gone; one that is still being opened is ended as soon as it is there. */
  close(): Promise<void>;
}

/** A failure is not kept: the next one who asks tries again. */
export function keepConnection<Failure extends { readonly kind: string }>(open: () => Promise<LoggedIn | Failure>): KeptConnection<Failure> {
  let attempt: Promise<LoggedIn | Failure> | undefined;
  let current: SshConnection | undefined;
  let over = false;

  const tryOnce = async () => {
    const result = await open();
    attempt = undefined;
    if (isLoggedIn(result)) {
      current = result.connection;
      if (over) current.close();
    }
    return result;
  };

  return {
    get() {
      if (current?.isOpen()) return Promise.resolve({ kind: 'logged-in', connection: current });
      return (attempt ??= tryOnce());
    },
    async close() {
      over = true;
      current?.close();
      await current?.closed;
    },
  };
}

function isLoggedIn(result: { readonly kind: string }): result is LoggedIn {
  return result.kind === 'logged-in';
}
