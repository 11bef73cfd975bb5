/** What may end a run before it is through: a signal, the run's own last deadline, an error that nothing caught. It still concludes. */

export interface Ending {
  /** Resolves with the reason, a clause, once the run has to end; never rejects. */
  readonly comes: Promise<string>;
  /** Ends the run for this reason; the first one counts. */
  end(reason: string): void;
  /** Ends it after so long, counted from now, unless it was over before. */
  endAfter(timeoutMs: number, reason: string): void;
}

export function createEnding(): Ending {
  let end: (reason: string) => void = () => undefined;
  const comes = new Promise<string>((resolve) => {
    end = resolve;
  });
  return {
    comes,
    end: (reason) => { end(reason); },
    endAfter: (timeoutMs, reason) => {
      setTimeout(() => { end(reason); }, timeoutMs).unref();
    },
  };
}
