/** A clock that a test drives by hand: time passes only where it says so. */
import type { Clock } from '../transport/clock';

export interface HandClock extends Clock {
  /** Lets so many milliseconds pass, and calls back what is due on the way, in its order. */
  pass(ms: number): Promise<void>;
}

export function handClock(): HandClock {
  let time = 0;
  let calls: { readonly at: number; readonly call: () => void }[] = [];
  return {
    now: () => time,
    after(ms, call) {
      const entry = { at: time + ms, call };
      calls.push(entry);
      return () => { calls = calls.filter((other) => other !== entry); };
    },
    async pass(ms) {
      const end = time + ms;
      for (;;) {
        await settled();
        const [next] = calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        calls = calls.filter((other) => other !== next);
        time = Math.max(time, next.at);
        next.call();
      }
      time = end;
      await settled();
    },
  };
}

/** Whatever follows from what has happened by now. */
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
