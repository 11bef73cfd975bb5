/** Random schedules of what goes wrong at the API and at the machines while a network is judged. */
import fc from 'fast-check';
import type { Act, Incident, LeadingAway } from '../../lab/arm/incident';
import type { JumpBehaviour, MachineBehaviour } from '../../lab/ssh/behaviour';
import { blanks, forEver, gzipBomb } from '../attacks/arrangements';
import { hostileTexts } from '../attacks/texts';

export interface Schedule {
  /** Whether spoke 1's route to spoke 2 is missing. */
  readonly isBroken: boolean;
  readonly incidents: readonly Incident[];
  readonly machine?: MachineBehaviour | undefined;
  readonly jump?: JumpBehaviour | undefined;
}

/** Everything that a survey of the reference deployment asks for. */
const operations = [
  'VirtualNetworks_Get',
  'VirtualHubs_List',
  'VirtualHubIpConfiguration_List',
  'VirtualHubBgpConnections_List',
  'RouteTables_Get',
  'NetworkInterfaces_Get',
  'VirtualMachines_Get',
  'NetworkInterfaces_GetEffectiveRouteTable',
  'NetworkInterfaces_ListEffectiveNetworkSecurityGroups',
  'OperationResults_Get',
];

const statuses = fc.constantFrom<[number, string?]>(
  [400, 'InvalidRequestFormat'],
  [401, 'ExpiredAuthenticationToken'],
  [403, 'AuthorizationFailed'],
  [404, 'ResourceNotFound'],
  [404],
  [408],
  [409, 'AnotherOperationInProgress'],
  [429, 'TooManyRequests'],
  [500, 'InternalServerError'],
  [502],
  [503],
  [504, 'GatewayTimeout'],
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ status: statuses, retryAfter: fc.constantFrom(undefined, '0', '600') }).map(
    ({ status: [status, code], retryAfter }): Act => ({
      kind: 'status',
      status,
      ...(code !== undefined && { code, message: 'A refusal of this schedule.' }),
      ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
    }),
  ),
  fc.constantFrom<Act>(
    { kind: 'html', status: 200 },
    { kind: 'html', status: 404 },
    { kind: 'cut-json' },
    { kind: 'reset' },
    { kind: 'cut-midway' },
    { kind: 'stall' },
    { kind: 'expire-token' },
    { kind: 'deny' },
    { kind: 'operation-failed' },
    { kind: 'operation-canceled' },
    { kind: 'operation-endless' },
    { kind: 'no-location' },
    { kind: 'page-fails', status: 500 },
    { kind: 'empty-page' },
    { kind: 'endless-next-link' },
  ),
  hostile(),
);

/** What an attacker who answers for Azure would do. */
function hostile(): fc.Arbitrary<Act> {
  const away = fc.constantFrom<LeadingAway>('nextLink', 'location', 'azure-asyncoperation', 301, 302, 307, 308).map((by): Act => ({ kind: 'leads-away', by, to: ({ https, asked }) => `${https}${asked.pathname}` }));
  const texts = fc.constantFrom(...hostileTexts).map(({ text }): Act => ({ kind: 'status', status: 403, code: 'AuthorizationFailed', message: text }));
  const large = fc.constantFrom<Act>(
    { kind: 'bytes', pieces: () => blanks(3) },
    { kind: 'bytes', pieces: (text) => gzipBomb(text, 3), headers: { 'content-encoding': 'gzip' } },
    { kind: 'bytes', pieces: () => forEver(' '), everyMs: 20 },
    { kind: 'endless-pages', everyMs: 20 },
  );
  const echo = fc.constant<Act>({ kind: 'reply', by: ({ headers }) => ({ status: 403, headers: {}, body: { error: { code: 'AuthorizationFailed', message: `Not with ${String(headers['authorization'])}` } } }) });
  return fc.oneof(away, texts, large, echo);
}

const incidents: fc.Arbitrary<Incident> = fc
  .record({ operation: fc.constantFrom(...operations), nth: fc.integer({ min: 1, max: 3 }), times: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), act: acts })
  .map(({ operation, nth, times, act }) => ({ match: { operation, nth }, act, ...(times !== undefined && { times }) }));

const machines = fc.constantFrom<MachineBehaviour>(
  { kind: 'daemon-down' },
  { kind: 'dropped' },
  { kind: 'no-banner' },
  { kind: 'banner-then-silence' },
  { kind: 'changed-host-key' },
  { kind: 'key-refused' },
  { kind: 'forwarding-forbidden' },
  { kind: 'closes-at-once' },
  { kind: 'session-dies' },
  { kind: 'other-machine', hostName: 'impostor', hostKey: 'cloned' },
  ...hostileTexts.map(({ text }): MachineBehaviour => ({ kind: 'other-machine', hostName: text, hostKey: 'cloned' })),
  { kind: 'renews-keys', everyMs: 20 },
  { kind: 'endless-banners', text: 'Wait.', everyMs: 20 },
  { kind: 'login-silence' },
  { kind: 'session-silence' },
  { kind: 'command-silence' },
  { kind: 'forwarding-silence' },
  { kind: 'writes', on: 'stdout', pieces: () => forEver('x'.repeat(1024)), everyMs: 1 },
);

const jumps = fc.constantFrom<JumpBehaviour>({ kind: 'down' }, { kind: 'no-banner' }, { kind: 'changed-host-key' }, { kind: 'key-refused' }, { kind: 'forwarding-forbidden' });

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  isBroken: fc.boolean(),
  incidents: fc.array(incidents, { maxLength: 3 }),
  machine: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: machines }),
  jump: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: jumps }),
});
