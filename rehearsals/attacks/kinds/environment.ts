/** Variables, arguments and terminals that are not as a run would have them. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { broken } from '../arrangements';
import { attack, type Attack, type AttackKind } from '../attack';

const withVariables = (name: string, variables: Record<string, string | undefined>, must: Partial<Attack['must']> = {}): Attack => ({
  name,
  environment: () => variables,
  must: { exits: [0], ...must },
});

const hubGroup = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/bluehubrg';
const hub = `${hubGroup}/providers/Microsoft.Network/virtualNetworks/bluehub-vnet1`;

/** Refused with the settings, before anything is contacted. */
const mistaken = (name: string, variables: Record<string, string>): Attack => withVariables(
  name,
  variables,
  { exits: [2], red: 'SETTINGS' },
);

/** util-linux's `script` gives the run a terminal. */
const withoutColumns = attack({
  name: 'a terminal that has no columns',
  shell: 'script -qec "stty cols 0 rows 0; $(printf "%q " "$@")" /dev/null < /dev/null > /dev/null',
  must: { exits: [0] },
});

const attacks: readonly Attack[] = [
  withVariables('JEST_JUNIT_OUTPUT_FILE and its like lead elsewhere', {
    JEST_JUNIT_OUTPUT_FILE: '/nonexistent/forged.xml',
    JEST_JUNIT_OUTPUT_DIR: '/nonexistent',
    JEST_JUNIT_OUTPUT_NAME: 'forged.xml',
    JEST_JUNIT_TITLE: 'forged',
    JEST_JUNIT_CLASSNAME: 'forged',
    JEST_SUITE_NAME: 'forged',
    JEST_USE_PATH_FOR_SUITE_NAME: 'true',
  }, { never: ['forged'] }),
  withVariables(
    'JEST_JUNIT templates that are code',
    {
      JEST_JUNIT_TITLE_TEMPLATE: '{title} {unknown}',
      JEST_JUNIT_CLASSNAME_TEMPLATE: '() => process.exit(0)',
      JEST_JUNIT_ADD_FILE_ATTRIBUTE: 'true',
      JEST_JUNIT_INCLUDE_CONSOLE_OUTPUT: 'true',
    },
    { never: ['process.exit'] },
  ),
  attack({
    name: 'a broken network, and JEST_JUNIT_* that would call it well',
    arrange: broken,
    environment: () => ({ JEST_JUNIT_TITLE: 'passed', JEST_JUNIT_NO_STACK_TRACE: 'true', JEST_JUNIT_REPORT_TEST_SUITE_ERRORS: 'false' }),
    must: { exits: [1], red: 'RT-02 ER-02 SSH-01' },
  }),
  withVariables(
    'Jest’s own variables',
    { JEST_WORKER_ID: '99', JEST_JASMINE: '1', NODE_ENV: 'production', CI: '1', TEST_PATH: 'forged' },
    { exits: [0, 2] },
  ),
  withVariables('DEBUG for every library', { DEBUG: '*' }, { exits: [0] }),
  withVariables('AZURE_LOG_LEVEL verbose', { AZURE_LOG_LEVEL: 'verbose' }, { exits: [0] }),
  withVariables('NODE_DEBUG for http and tls', { NODE_DEBUG: 'http,tls,net' }, { exits: [0] }),
  withVariables(
    'another proxy in HTTPS_PROXY, and NO_PROXY for the lab',
    { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
  ),
  withVariables('a proxy that refuses', { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' }, { exits: [2] }),
  withVariables(
    'NODE_TLS_REJECT_UNAUTHORIZED=0 and another certificate authority',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: '/nonexistent' },
    { exits: [0, 2] },
  ),
  withVariables('no certificate authority', { NODE_EXTRA_CA_CERTS: undefined }, { exits: [2] }),
  withVariables('no NO_COLOR, for a log that is no terminal', { NO_COLOR: undefined }),
  withVariables('FORCE_COLOR', { FORCE_COLOR: '1', NO_COLOR: undefined }, { colours: true }),
  withVariables('a terminal of no columns', { COLUMNS: '0', LINES: '0', TERM: 'dumb' }),
  ...(existsSync('/usr/bin/script') ? [withoutColumns] : []),
  withVariables('a language in which I is no i', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }),
  withVariables('a time zone of another day', { TZ: 'Pacific/Kiritimati' }),
  withVariables('no HOME', { HOME: undefined }),
  withVariables('TMPDIR that is not there', { TMPDIR: '/nonexistent/tmp' }, { exits: [0, 2] }),
  mistaken('an id with a newline and a verdict', { HUB_VNET_ID: `${hub}\n  ✓ [SSH-01] forged-by-the-attacker` }),
  mistaken('an id with an escape sequence', { HUB_VNET_ID: `${hub}\u001b[2J` }),
  mistaken('an id with a character that turns the writing direction', { HUB_VNET_ID: `${hub}\u202e` }),
  mistaken('an id that climbs out of its path', { HUB_VNET_ID: `${hub}/../../../../secrets` }),
  mistaken('an id with a query', { HUB_VNET_ID: `${hub}?api-version=1&x=` }),
  mistaken('an id with an encoded slash', { HUB_VNET_ID: hub.replace('bluehubrg', 'bluehubrg%2f..%2f..') }),
  mistaken('an id of 100,000 characters', { HUB_VNET_ID: `${hub}${'A'.repeat(100_000)}` }),
  mistaken('a command of a pipeline in SSH_TIMEOUT', { SSH_TIMEOUT: '\n##vso[task.complete result=Succeeded;]' }),
  mistaken('a user name that is an option of ssh', { SSH_USERNAME: '-oProxyCommand=true x' }),
  mistaken('a plain http Resource Manager', { AZURE_RESOURCE_MANAGER_ENDPOINT: 'http://localhost:9/' }),
  mistaken('one spoke that is the hub', { SPOKE_VNET_IDS: hub }),
  attack({
    name: 'one spoke only, so nothing was due from spoke to spoke',
    environment: ({ lab }) => ({ SPOKE_VNET_IDS: (lab['SPOKE_VNET_IDS'] ?? '').split(',')[0] }),
    must: { exits: [2] },
  }),
  attack({
    name: 'an argument that ends Jest with success',
    args: ['--passWithNoTests', '--testNamePattern', 'no such check'],
    must: { exits: [2] },
  }),
  attack({ name: 'an argument with an escape sequence', args: ['--\u001b[2Jforged'], must: { exits: [2], red: 'ARGUMENTS' } }),
  attack({
    name: 'an argument with a command of a pipeline',
    args: ['--x\n##vso[task.complete result=Succeeded;]'],
    must: { exits: [2], red: 'ARGUMENTS' },
  }),
  attack({ name: 'a pattern that takes for ever', args: ['-t', '(([a-z]+)+)+\\d$'], must: { exits: [0, 1, 2], seconds: 90 } }),
  attack({
    name: '.env of the folder that the run is started in: its values lose against the environment',
    arrange: broken,
    prepare: ({ folder }) => { writeFileSync(join(folder, '.env'), 'SSH_CHECKS=off\nREPORT_DIR=/nonexistent\n'); },
    environment: () => ({ SSH_CHECKS: 'on' }),
    must: { exits: [1], red: 'RT-02 SSH-01' },
  }),
  attack({ name: '.env is a folder', prepare: ({ folder }) => { mkdirSync(join(folder, '.env')); }, must: { exits: [0, 2] } }),
  attack({
    name: 'a jest.config.js in the folder that the run is started in',
    prepare: ({ folder }) => {
      writeFileSync(join(folder, 'jest.config.js'), 'process.exit(0)');
      writeFileSync(join(folder, 'package.json'), '{"jest":{"testMatch":[]}}');
    },
    must: { exits: [0] },
  }),
];

export const environment: AttackKind = { kind: 'environment', attacks };
