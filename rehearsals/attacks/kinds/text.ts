/** Texts for terminals, pipelines and reports, wherever a run repeats what it was told. */
import type { Act } from '../../../lab/arm/incident';
import {
  all,
  broken,
  calledBy,
  effectiveRoutes,
  injects,
  jump,
  machine,
  routeOf,
  spoke2,
  spokeSideOf,
  token,
  withEvery,
} from '../arrangements';
import type { Arrangement, Attack, AttackKind, Ended } from '../attack';
import type { HostileText } from '../texts';
import { hostileTexts, longText } from '../texts';

const refusal = (text: string): Act => ({ kind: 'status', status: 400, code: 'BadRequest', message: text });

const named = (start: string): HostileText => {
  const found = hostileTexts.find(({ what }) => what.startsWith(start));
  if (!found) throw new Error(`There is no text "${start}".`);
  return found;
};

/** What reaches a terminal, a pipeline, a report and a reader, in one text. */
const everything: HostileText = {
  what: 'something for terminal, pipeline, report and reader',
  text: ['escape', 'a command of Azure Pipelines in', 'a verdict on a line', 'the end of a CDATA', 'U+FFFE', 'half']
    .map((start) => named(start).text)
    .join(' '),
};

type Where = readonly [where: string, arrange: (text: string) => (target: Arrangement) => void, must: Attack['must']];

const inEach = (texts: readonly HostileText[], [where, arrange, must]: Where): Attack[] =>
  texts.map(({ what, text }) => ({ name: `${where} with ${what}`, arrange: arrange(text), must }));

const errorMessage: Where = ['an error message', (text) => injects(spoke2, refusal(text)), { exits: [2], red: 'PE-03' }];
const hostName: Where = ['a host name', (text) => calledBy(`spoke1vm.${text}`), { exits: [1, 2], red: 'SSH-01' }];

const inFew: readonly Where[] = [
  ['an error code', (text) => injects(spoke2, { kind: 'status', status: 400, code: text, message: 'No.' }), { exits: [2] }],
  ['the text of a refusal that is no JSON', (text) => injects(spoke2, { kind: 'status', status: 400, text }), { exits: [2] }],
  [
    'the message of an operation that failed',
    (text) => injects(effectiveRoutes, { kind: 'operation-failed', code: 'Failed', message: text }),
    { exits: [2] },
  ],
  [
    'the refusal of a token',
    (text) => injects(
      token,
      { kind: 'reply', by: () => ({ status: 400, headers: {}, body: { error: 'invalid_client', error_description: text } }) },
    ),
    { exits: [2] },
  ],
  [
    'the name of a broken peering',
    (text) => all(
      (target) => { spokeSideOf(target, 2).allowForwardedTraffic = false; },
      injects(spoke2, { kind: 'rewrite', body: renamePeerings(text) }),
    ),
    { exits: [1, 2] },
  ],
  [
    'the name of a wrong route',
    (text) => all(wrongRoute, injects({ operation: 'RouteTables_Get' }, { kind: 'rewrite', body: withEvery(['name'], `route${text}`) })),
    { exits: [1, 2], red: 'RT-02' },
  ],
  [
    'a state that nobody knows',
    (text) => injects(spoke2, { kind: 'rewrite', body: withEvery(['peeringState', 'peeringSyncLevel'], text) }),
    { exits: [1, 2] },
  ],
  [
    'a next hop',
    (text) => injects({ operation: 'OperationResults_Get' }, { kind: 'rewrite', body: withEvery(['nextHopIpAddress'], [text]) }),
    { exits: [1, 2] },
  ],
  [
    'the version of an SSH server',
    (text) => machine({ kind: 'raw', pieces: () => [`SSH-2.0-${text}\r\n`], everyMs: 0 }),
    { exits: [1, 2], red: 'SSH-01', seconds: 75 },
  ],
  [
    'the version of the jump host',
    (text) => jump({ kind: 'raw', pieces: () => [`SSH-2.0-${text}\r\n`], everyMs: 0 }),
    { exits: [1, 2], red: 'SSH-01', seconds: 75 },
  ],
  [
    'what a machine says in place of its name',
    (text) => machine({ kind: 'writes', on: 'stdout', pieces: () => [`Motd ${text}`], everyMs: 0 }),
    { exits: [1, 2], red: 'SSH-01' },
  ],
];

const wrongRoute = (target: Arrangement): void => { routeOf(target, 1).nextHopIpAddress = '10.0.0.9'; };

function renamePeerings(text: string): (body: unknown) => unknown {
  return (body) => {
    if (!isNetwork(body)) return body;
    const { virtualNetworkPeerings: peerings } = body.properties;
    return {
      ...body,
      properties: { ...body.properties, virtualNetworkPeerings: peerings.map((peering) => ({ ...peering, name: `peering${text}` })) },
    };
  };
}

const isNetwork = (body: unknown): body is { properties: { virtualNetworkPeerings: object[] } } =>
  hasKey(body, 'properties') && hasKey(body.properties, 'virtualNetworkPeerings');

const hasKey = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && key in value;

/** Whoever reads the log is to find the verdicts in it. */
const bounded = ({ stdout, stderr }: Ended): string[] =>
  /A{5000}/.test(`${stdout}${stderr}`) ? ['the console repeats thousands of characters of a foreign text'] : [];

const long: readonly Where[] = [
  ['an error message', () => injects(spoke2, refusal(longText)), { exits: [2], complaints: bounded }],
  [
    'an error code',
    () => injects(spoke2, { kind: 'status', status: 400, code: longText, message: 'No.' }),
    { exits: [2], complaints: bounded },
  ],
  ['a host name', () => calledBy(longText), { exits: [1, 2], red: 'SSH-01', complaints: bounded }],
  [
    'the name of a wrong route',
    () => all(wrongRoute, injects({ operation: 'RouteTables_Get' }, { kind: 'rewrite', body: withEvery(['name'], longText) })),
    { exits: [1, 2], complaints: bounded },
  ],
  [
    'the refusal of a token',
    () => injects(
      token,
      { kind: 'reply', by: () => ({ status: 400, headers: {}, body: { error: 'invalid_client', error_description: longText } }) },
    ),
    { exits: [2], complaints: bounded },
  ],
];

export const text: AttackKind = {
  kind: 'text',
  attacks: [
    ...inEach(hostileTexts, errorMessage),
    ...inEach(hostileTexts, hostName),
    ...inFew.flatMap((where) => inEach([everything], where)),
    ...long.flatMap((where) => inEach([{ what: '100,000 characters', text: '' }], where)),
    {
      name: 'a broken network that says on a line of its own that it is well',
      arrange: all(broken, calledBy(`x${named('a closing line').text}`)),
      must: { exits: [1], red: 'RT-02' },
    },
  ],
};
