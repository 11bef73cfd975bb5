/** No attacks: healthy networks with harmless oddities, which must come out green, or all the red above would prove nothing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aList, calledBy, everyList, injects, machine, spoke2 } from '../arrangements';
import type { Attack, AttackKind } from '../attack';

const green = (name: string, more: Omit<Attack, 'name' | 'must'> = {}): Attack => ({
  name,
  ...more,
  must: { exits: [0], says: 'The network is as it should be: 44 checks passed.' },
});

const attacks: readonly Attack[] = [
  green('nothing odd at all'),
  green('a login by password', { byPassword: true }),
  green('an empty page before a list', { arrange: injects(aList, { kind: 'empty-page' }) }),
  green('an empty page before every list', { arrange: injects(everyList, { kind: 'empty-page' }) }),
  green('one 503 with a second to wait', { arrange: injects(spoke2, { kind: 'status', status: 503, headers: { 'retry-after': '1' } }, 1) }),
  green('one connection that is reset', { arrange: injects(spoke2, { kind: 'reset' }, 1) }),
  green('an answer of one megabyte', { arrange: injects(spoke2, { kind: 'bytes', pieces: (text) => [text, ' '.repeat(1_000_000)] }) }),
  green(
    'an answer in ten pieces',
    { arrange: injects(spoke2, { kind: 'bytes', pieces: (text) => text.match(/[^]{1,200}/g) ?? [], everyMs: 5 }) },
  ),
  green(
    'properties that nobody knows yet',
    { arrange: injects(spoke2, { kind: 'rewrite', body: (body) => ({ ...(body as object), fromTheFuture: { nested: [1, null, 'x'] } }) }) },
  ),
  green('a host name in capitals, with a domain', { arrange: calledBy('SPOKE2VM.internal.cloudapp.net') }),
  green(
    'a banner of ten lines before the login',
    { arrange: machine({ kind: 'announces', banner: 'Authorised use only.\r\n'.repeat(10) }) },
  ),
  green('an SSH server of another make', { arrange: machine({ kind: 'announces', software: 'dropbear_2022.83' }) }),
  green(
    'a message of the day before the answer',
    {
      arrange: machine({
        kind: 'writes',
        on: 'stdout',
        pieces: () => ['Welcome\r\n\r\nspokecheck:\nspoke2vm\n10.1.1.4 40000 10.2.1.4 22\n'],
        everyMs: 0,
      }),
    },
  ),
  green(
    'something is said on standard error',
    { prepare: ({ folder }) => { writeFileSync(join(folder, 'notes.txt'), 'x'); }, shell: 'echo harmless >&2; "$@"' },
  ),
  green(
    'a report folder that is made first',
    { environment: ({ folder }) => ({ REPORT_DIR: join(folder, 'reports', '.', '..', 'reports') }) },
  ),
];

export const controls: AttackKind = { kind: 'controls', attacks };
