/** A connection that many share: opened at first need, kept while it lives, opened again after it died. */
import type { Reached, VantagePoint } from '../vantage-point';

export interface KeptConnection<Failure> {
  /** The machine at its other end, or why there is no connection. Whoever asks while it is being opened waits for the same attempt. */
  get(): Promise<Reached | Failure>;
  /** Ends the connection and resolves when it is gone; one that is still being opened is ended as soon as it is there. */
  close(): Promise<void>;
}

/** A failure is not kept: the next one who asks tries again. */
export function keepConnection<Failure extends { readonly kind: string }>(open: () => Promise<Reached | Failure>): KeptConnection<Failure> {
  let attempt: Promise<Reached | Failure> | undefined;
  let current: VantagePoint | undefined;
  let over = false;

  const tryOnce = async () => {
    const result = await open();
    attempt = undefined;
    if (isReached(result)) {
      current = result.from;
      if (over) current.close();
    }
    return result;
  };

  return {
    get() {
      if (current?.isOpen()) return Promise.resolve({ kind: 'reached', from: current });
      return (attempt ??= tryOnce());
    },
    async close() {
      over = true;
      current?.close();
      await current?.closed;
    },
  };
}

function isReached(result: { readonly kind: string }): result is Reached {
  return result.kind === 'reached';
}
