/** Signals at several moments, with an old green report in place: it must not be the one that is found afterwards. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Match } from '../../../lab/arm/incident';
import { token } from '../arrangements';
import { attack, type Arrangement, type Attack, type AttackKind, type Ended } from '../attack';

const oldGreen = '<?xml version="1.0"?><testsuites tests="1" failures="0" errors="0"><testsuite name="old"><testcase name="[RS-01] of yesterday"/></testsuite></testsuites>';

const notOld = ({ files }: Ended): string[] => (files.get('junit.xml')?.includes('of yesterday') ? ['the report of yesterday is still there'] : []);

const putOld: NonNullable<Attack['prepare']> = ({ reports }) => { writeFileSync(join(reports, 'junit.xml'), oldGreen); };

/** At the request the signal is sent, and nothing is answered any more, so that the run cannot end by itself before it. */
const at = (match: Match) => ({ incidents, now }: Arrangement): void => {
  incidents.push({ match, times: 1, act: { kind: 'reply', by: (_, answer) => { now(); return answer; } } }, { match: { path: /./ , nth: 1 }, act: { kind: 'rewrite', body: (body) => body } });
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
  { when: 'while it logs in', arrange: ({ ssh }) => { ssh.machines.set('spoke2vm', { kind: 'banner-then-silence' }); }, after: /✓ \[ER-03\]/ },
];

const sent = (name: NodeJS.Signals, { when, arrange, after }: Moment, exits: Attack['must']['exits']): Attack => ({
  name: `${name} ${when}`,
  ...(arrange && { arrange }),
  prepare: putOld,
  signal: { name, after },
  must: { exits, complaints: notOld },
});

const attacks: readonly Attack[] = [
  ...moments.map((moment) => sent('SIGTERM', moment, [2])),
  ...moments.map((moment) => sent('SIGINT', moment, [2])),
  ...moments.map((moment) => sent('SIGKILL', moment, ['SIGKILL'])),
  ...moments.slice(3, 4).map((moment) => sent('SIGHUP', moment, [2])),
  attack({ name: 'SIGPIPE when the survey is done', prepare: putOld, signal: { name: 'SIGPIPE', after: /Read \d+ parts/ }, must: { exits: [0, 2], complaints: notOld } }),
];

export const signals: AttackKind = { kind: 'signals', attacks };
