/** Secrets that come back: in answers that repeat them, from machines that were told them, from variables that they do not belong into. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireResponse } from '../../../lab/http/exchange';
import { calledBy, injects, machine, spoke2, token } from '../arrangements';
import { attack, type Arrangement, type Attack, type AttackKind, type Place } from '../attack';

const refused = (message: string): WireResponse => ({ status: 400, headers: {}, body: { error: { code: 'BadRequest', message } } });

type Encode = (secret: string) => string;

const encodings: readonly (readonly [string, Encode])[] = [
  ['as it is', (secret) => secret],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64, at another offset', (secret) => Buffer.from(`user:${secret}`).toString('base64')],
  ['URL-encoded', (secret) => encodeURIComponent(secret)],
];

const authorization = (headers: Readonly<Record<string, string>>): string => headers['authorization'] ?? '';

const echoes = (name: string, encode: Encode): Attack[] => [
  {
    name: `a refusal repeats the Authorization header ${name}`,
    arrange: injects(
      spoke2,
      { kind: 'reply', by: ({ headers }) => refused(`You sent ${encode(authorization(headers).replace('Bearer ', ''))}.`) },
    ),
    must: { exits: [2], red: 'PE-03' },
  },
  {
    name: `the token endpoint repeats the client secret ${name}`,
    arrange: injects(token, {
      kind: 'reply',
      by: ({ body }) => ({
        status: 401,
        headers: {},
        body: {
          error: 'invalid_client',
          error_description: `AADSTS7000215: ${encode(new URLSearchParams(body).get('client_secret') ?? '')}`,
        },
      }),
    }),
    must: { exits: [2] },
  },
  {
    name: `a machine calls itself by the password ${name}`,
    byPassword: true,
    arrange: (target) => { calledBy(encode(target.canaries.password).replaceAll('\n', ''))(target); },
    must: { exits: [1, 2], red: 'SSH-01' },
  },
];

const says = (of: (target: Arrangement) => string) => (target: Arrangement): void => {
  machine({ kind: 'writes', on: 'stdout', pieces: () => [of(target)], everyMs: 0 })(target);
};

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

function keyOf(type: 'sec1' | 'pkcs8'): string {
  return key.export({ type, format: 'pem' }).toString();
}

/** The first line of what the key consists of. */
const keyLine = keyOf('pkcs8').split('\n')[1] ?? '';

/** Told with the settings, before anything is contacted. */
const misplaced = (name: string, environment: (place: Place) => Record<string, string>): Attack => ({
  name,
  environment,
  must: { exits: [2], red: 'SETTINGS' },
});

/** A password that a form refuses; without a blank, as no password has one. */
const inVariable = (variable: string): Attack => misplaced(
  `a password in ${variable}`,
  ({ canaries }) => ({ [variable]: canaries.password }),
);

/** None of them is for a password. */
const otherVariables = [
  'HUB_VNET_ID',
  'SPOKE_VNET_IDS',
  'ROUTE_SERVER_ID',
  'TRANSIT',
  'SSH_JUMP',
  'SSH_TIMEOUT',
  'SSH_HOST_KEYS',
  'AZURE_CLOUD',
  'AZURE_RESOURCE_MANAGER_ENDPOINT',
  'SSH_PRIVATE_KEY_FILE',
  'SSH_PRIVATE_KEY',
];

const attacks: readonly Attack[] = [
  ...encodings.flatMap(([name, encode]) => echoes(name, encode)),
  attack({
    name: 'a network whose name is the token',
    arrange: injects(
      spoke2,
      {
        kind: 'reply',
        by: ({ headers }, answer) => ({ ...answer, body: { ...(answer.body as object), name: authorization(headers), id: undefined } }),
      },
    ),
    must: { exits: [0, 1, 2] },
  }),
  attack({
    name: 'an error code that is the token',
    arrange: injects(
      spoke2,
      {
        kind: 'reply',
        by: ({ headers }) => ({ status: 400, headers: {}, body: { error: { code: authorization(headers), message: 'No.' } } }),
      },
    ),
    must: { exits: [2] },
  }),
  attack({
    name: 'a page for people that holds the token',
    arrange: injects(
      spoke2,
      {
        kind: 'reply',
        by: ({ headers }) => ({ status: 502, headers: { 'content-type': 'text/html' }, body: `<h1>${authorization(headers)}</h1>` }),
      },
    ),
    must: { exits: [2] },
  }),
  attack({
    name: 'a machine writes the password in place of its name',
    byPassword: true,
    arrange: says(({ canaries }) => canaries.password),
    must: { exits: [1, 2], red: 'SSH-01' },
  }),
  attack({
    name: 'a machine has the password for its SSH version',
    byPassword: true,
    arrange: (target) => { machine({ kind: 'raw', pieces: () => [`SSH-2.0-${target.canaries.password}\r\n`], everyMs: 0 })(target); },
    must: { exits: [1, 2], red: 'SSH-01', seconds: 75 },
  }),
  attack({
    name: 'a machine calls itself by the passphrase of the key',
    environment: ({ canaries }) => ({ SSH_PRIVATE_KEY_PASSPHRASE: canaries.passphrase }),
    arrange: (target) => { calledBy(target.canaries.passphrase)(target); },
    must: { exits: [1, 2], red: 'SSH-01' },
  }),
  ...otherVariables.map(inVariable),
  misplaced('a key of another kind in SSH_PRIVATE_KEY_FILE, whose text is no path', () => ({ SSH_PRIVATE_KEY_FILE: keyOf('sec1') })),
  attack({
    name: 'a PKCS#8 key in the file of SSH_PRIVATE_KEY_FILE',
    prepare: ({ folder }) => { writeFileSync(join(folder, 'pkcs8.pem'), keyOf('pkcs8')); },
    environment: ({ folder }) => ({ SSH_PRIVATE_KEY_FILE: join(folder, 'pkcs8.pem') }),
    must: { exits: [2], red: 'SETTINGS', never: [keyLine] },
  }),
  misplaced(
    'a user and a password in AZURE_RESOURCE_MANAGER_ENDPOINT',
    ({ canaries }) => ({ AZURE_RESOURCE_MANAGER_ENDPOINT: `https://me:${encodeURIComponent(canaries.password)}@localhost/` }),
  ),
  misplaced('a user and a password in SSH_JUMP', ({ canaries }) => ({ SSH_JUMP: `me:${canaries.password}@127.0.0.1:22` })),
  attack({
    name: 'a wrong client secret',
    environment: ({ canaries }) => ({ AZURE_CLIENT_SECRET: canaries.passphrase }),
    must: { exits: [2], says: 'AADSTS7000215' },
  }),
  attack({
    name: 'the client secret for a name of the tenant',
    environment: ({ canaries }) => ({ AZURE_TENANT_ID: canaries.clientSecret }),
    must: { exits: [2] },
  }),
  attack({
    name: 'a password given to -t',
    args: ['-t', 'RS-01'],
    environment: ({ canaries }) => ({ SSH_PASSWORD: canaries.password, SSH_PRIVATE_KEY_FILE: '' }),
    must: { exits: [0] },
  }),
];

export const secrets: AttackKind = { kind: 'secrets', attacks };
