/** Signals at several moments, with an old green report in place: it must not be the one that is found afterwards. */
import type { Match } from '../../../lab/arm/incident';
import { forEver, token } from '../arrangements';
import { attack, type Arrangement, type Attack, type AttackKind } from '../attack';
import { oldReportIsThere, putOldReport } from '../old-report';

/** At the request the signal is sent, and the answer never ends, so that the run cannot end by itself before it. */
const at = (match: Match) => ({ incidents, now }: Arrangement): void => {
  const pieces = function* (): Generator<string | Uint8Array> {
    now();
    yield* forEver(' ');
  };
  incidents.push({ match, act: { kind: 'bytes', pieces, everyMs: 1_000 } });
};

interface Moment {
  readonly when: string;
  readonly arrange?: Attack['arrange'];
  readonly after: NonNullable<Attack['signal']>['after'];
}

const moments: readonly Moment[] = [
  { when: 'when it asks for a token', arrange: at(token), after: 'now' },
  { when: 'when it reads the first network', arrange: at({ operation: 'VirtualNetworks_Get' }), after: 'now' },
  { when: 'when it polls an operation', arrange: at({ operation: 'OperationResults_Get' }), after: 'now' },
  { when: 'when the survey is done', after: /Read \d+ parts/ },
  { when: 'when the first verdict is there', after: /✓ \[RS-01\]/ },
  {
    when: 'while it logs in',
    arrange: ({ ssh }) => { ssh.machines.set('spoke2vm', { kind: 'banner-then-silence' }); },
    after: /✓ \[ER-03\]/,
  },
];

const sent = (name: NodeJS.Signals, { when, arrange, after }: Moment, exits: Attack['must']['exits']): Attack => ({
  name: `${name} ${when}`,
  ...(arrange && { arrange }),
  prepare: (place) => { putOldReport(place); },
  signal: { name, after },
  must: { exits, complaints: oldReportIsThere },
});

const attacks: readonly Attack[] = [
  ...moments.map((moment) => sent('SIGTERM', moment, [2])),
  ...moments.map((moment) => sent('SIGINT', moment, [2])),
  ...moments.map((moment) => sent('SIGKILL', moment, ['SIGKILL'])),
  ...moments.slice(3, 4).map((moment) => sent('SIGHUP', moment, [2])),
  attack({
    name: 'SIGPIPE when the survey is done',
    prepare: (place) => { putOldReport(place); },
    signal: { name: 'SIGPIPE', after: /Read \d+ parts/ },
    must: { exits: [0, 2], complaints: oldReportIsThere },
  }),
];

export const signals: AttackKind = { kind: 'signals', attacks };
