/** Time as the pacing of requests needs it; a test drives one by hand. */

export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Calls back once, after so many milliseconds; returns what takes that back. */
  after(ms: number, call: () => void): () => void;
}

/** Beyond it Node's timers overflow and call back at once. */
const longestMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, Math.min(ms, longestMs));
    return () => { clearTimeout(timer); };
  },
};
