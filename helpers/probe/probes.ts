/** All kinds of probe, one a line. A new one is a file with a `Probe` in it, and its line here. */
import { loginProbe } from './ssh/login-probe';
import { tcpProbe } from './tcp/tcp-probe';
import type { Probe } from './probe';

export const probes = {
  tcp: tcpProbe,
  login: loginProbe,
} as const;

export type ProbeKind = keyof typeof probes;

type OutcomeOf<P> = P extends Probe<infer Outcome> ? Outcome : never;

/** What an attempt of any of them may come to. */
export type ProbeOutcome = OutcomeOf<(typeof probes)[ProbeKind]>;
