/** How far a handshake and login has come, and how long it may still take, whatever the other side sends. */
import type { ProbeTimeouts } from '../timeouts';

const stages = ['banner', 'key-exchange', 'authentication'] as const;

/** The stage that lasts: until the banner is there, until the first keys are exchanged, until the login is decided. */
export type LoginStage = (typeof stages)[number];

/** Why no longer is waited: the other side has said nothing for `timeoutMs`, or it talks, and `timeoutMs` are up for the whole. */
export interface TimeIsUp {
  readonly kind: 'silent' | 'endless';
  readonly during: LoginStage;
  readonly timeoutMs: number;
}

export interface LoginClock {
  stage(): LoginStage;
  /** Goes on to a later stage. False, and nothing else, where that stage was entered before: keys are exchanged again at will. */
  enter(next: LoginStage): boolean;
  /** The other side has sent something. It puts off the end of a silence, never that of the whole. */
  heard(): void;
  /** To be called when the login is decided; no timer is left. */
  stop(): void;
}

/** Starts at once, with the banner. @param onTimeUp called once at most */
export function startLoginClock(timeouts: ProbeTimeouts, onTimeUp: (why: TimeIsUp) => void): LoginClock {
  let stage: LoginStage = 'banner';
  const after = (timeoutMs: number, kind: TimeIsUp['kind']) =>
    setTimeout(() => {
      stop();
      onTimeUp({ kind, during: stage, timeoutMs });
    }, timeoutMs);
  const whole = after(timeouts.loginTimeoutMs, 'endless');
  let silence = after(timeouts.handshakeTimeoutMs, 'silent');
  const stop = () => {
    clearTimeout(whole);
    clearTimeout(silence);
  };
  return {
    stage: () => stage,
    enter(next) {
      if (stages.indexOf(next) <= stages.indexOf(stage)) return false;
      stage = next;
      clearTimeout(silence);
      silence = after(next === 'authentication' ? timeouts.authenticationTimeoutMs : timeouts.handshakeTimeoutMs, 'silent');
      return true;
    },
    heard() {
      silence.refresh();
    },
    stop,
  };
}
