/** When to ask what a long-running operation came to: after as long as others have really taken. Pure but for the clock that it is given. */
import type { Clock } from './clock';

export interface OperationPace {
  /**
   * An operation was accepted.
   *
   * @param askedMs what its Retry-After says
   * @param agoMs how long ago it was asked for
   */
  began(askedMs?: number, agoMs?: number): Watched;
}

export interface Watched {
  /** Resolves when the next poll is due. @throws the signal's reason where it aborts before */
  due(signal?: AbortSignal): Promise<void>;
  /** It still runs. @param askedMs what the poll's Retry-After says */
  runsOn(askedMs?: number): void;
  /** It came to its result. */
  ended(): void;
  /** Nobody asks any more. */
  gone(): void;
}

/** Effective routes and rules are seen to take 10 to 12 s, and a request its way. Without any news of the operation that is asked first, the others are asked after so long. */
const usualMs = 12_500;

/** Of the operation that is asked first: after 0, 0, 1, 3, 10 s, and then every second, as nothing is known but what is usual. */
const scoutPausesMs = [0, 0, 1_000, 2_000, 7_000, 1_000];

/** What takes as long as this takes what is usual, at least. */
const nearlyUsualMs = 8_000;

const shortestGuessMs = 1;
const longestGuessMs = 30_000;

/** How much of the guess the next polls come later, where the first was too early. */
const stepsOfGuess = { second: 0.03, further: 0.1 };

/** By how much the guess shrinks with each operation that had ended when it was asked first; one in fifty or so is then asked again. */
const shrinking = 0.9995;

/** What the others may take longer than the one that was asked often. */
const allowance = 1.1;

interface State {
  readonly beganAt: number;
  polls: number;
  pausedAt: number;
  askedMs?: number | undefined;
  isScout: boolean;
  /** Plans anew, where it waits. */
  plan?: (() => void) | undefined;
}

/** One operation at a time is asked often, until one has ended; the others wait for what it shows, and are then asked once as a rule. */
export function createOperationPace(clock: Clock): OperationPace {
  const running = new Set<State>();
  let guessMs: number | undefined;

  const dueAt = (state: State): number => {
    const { polls, pausedAt, beganAt, askedMs, isScout } = state;
    if (askedMs !== undefined) return pausedAt + askedMs;
    if (guessMs === undefined && isScout) return pausedAt + (scoutPausesMs[Math.min(polls, scoutPausesMs.length - 1)] ?? 0);
    if (polls === 0) return beganAt + (guessMs ?? usualMs);
    // Soon, the second time: a first poll may be answered with 202 whatever came of the operation, as in recordings, and teaches nothing.
    const step = polls === 1 ? stepsOfGuess.second : stepsOfGuess.further * 1.5 ** (polls - 2);
    return pausedAt + Math.min(usualMs, (guessMs ?? usualMs) * step);
  };
  const planAll = (): void => {
    for (const state of running) state.plan?.();
  };
  const sendScout = (): void => {
    if (guessMs !== undefined || [...running].some(({ isScout }) => isScout)) return;
    for (const state of running) {
      state.isScout = true;
      break;
    }
  };
  const learn = ({ polls, pausedAt, beganAt }: State): void => {
    const tookMs = Math.max(shortestGuessMs, Math.min(pausedAt - beganAt, longestGuessMs));
    if (guessMs === undefined) guessMs = tookMs < nearlyUsualMs ? tookMs * allowance : Math.max(tookMs, usualMs);
    else if (polls === 1) guessMs = Math.max(shortestGuessMs, guessMs * shrinking);
    else if (polls > 2) guessMs = Math.max(guessMs, Math.min(tookMs, guessMs * 1.5 + 1_000));
  };
  const leave = (state: State): void => {
    if (!running.delete(state)) return;
    sendScout();
    planAll();
  };

  return {
    began(askedMs, agoMs = 0) {
      const now = clock.now();
      const state: State = { beganAt: now - agoMs, polls: 0, pausedAt: now, askedMs, isScout: false };
      running.add(state);
      sendScout();
      return {
        async due(signal) {
          try {
            await waitUntil(() => dueAt(state), state, clock, signal);
          } catch (error) {
            leave(state);
            throw error;
          }
          state.polls += 1;
          state.pausedAt = clock.now();
        },
        runsOn(asked) {
          state.askedMs = asked;
          state.pausedAt = clock.now();
        },
        ended() {
          if (running.has(state)) learn(state);
          leave(state);
        },
        gone() {
          leave(state);
        },
      };
    },
  };
}

/** The moment may move while it is waited for. */
function waitUntil(dueAt: () => number, state: State, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let cancel: () => void = () => undefined;
    const stop = (): void => {
      cancel();
      state.plan = undefined;
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      stop();
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const plan = (): void => {
      cancel();
      const leftMs = dueAt() - clock.now();
      if (leftMs > 0) {
        cancel = clock.after(leftMs, plan);
        return;
      }
      stop();
      resolve();
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    state.plan = plan;
    plan();
  });
}
