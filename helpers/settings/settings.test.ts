import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withoutFile } from '../estate/expectations';
import { readSettings, reportDirOf } from './settings';
import { keyFile, knownHostsFile, runnerWith, messageFor, minimal, mistakesWith, networkId, privateKey, routeServerId } from './testing/test-environment';

test('the least that is needed gives settings with every default', () => {
  expect(readSettings(minimal, runnerWith())).toEqual({
    ok: true,
    settings: {
      deployment: { hubId: networkId(1, 'hub') },
      expectations: { transit: { kind: 'route-server' }, routeServerSubnetMinPrefix: 27, allowSpokePeering: false, branchToBranch: 'on', remoteGateways: 'required', forwardedTraffic: 'required', sshPort: 22, sshChecks: true, sshPairs: { kind: 'auto', seed: '1' }, ...withoutFile },
      convergenceTimeoutMs: 120_000,
      surveyTimeoutMs: 900_000,
      operationTimeoutMs: 600_000,
      azure: { cloud: 'AzurePublic' },
      ssh: { username: 'azureuser', auth: { kind: 'private-key', key: privateKey }, knownHostsFile, hostKeys: 'verify' },
      sshTimeoutMs: 10_000,
      sshParallel: 160,
      blockedWindowMs: 5_000,
      reportDir: 'reports',
      keepRuns: 30,
      runTimeoutMs: 3_300_000,
      surveyMaxAgeMs: 3_600_000,
    },
  });
});

test('every setting can be set', () => {
  const env = {
    HUB_VNET_ID: networkId(1, 'hub'),
    SPOKE_VNET_IDS: networkId(2, 'spoke1'),
    ROUTE_SERVER_ID: routeServerId(1),
    ROUTE_SERVER_SUBNET_MIN_PREFIX: '26',
    TRANSIT: 'gateway',
    ALLOW_SPOKE_PEERING: 'true',
    BRANCH_TO_BRANCH: 'any',
    REMOTE_GATEWAYS: 'any',
    FORWARDED_TRAFFIC: 'any',
    SSH_PORT: '2222',
    CONVERGENCE_TIMEOUT: '600',
    SURVEY_TIMEOUT: '60',
    OPERATION_TIMEOUT: '30',
    AZURE_CLOUD: 'AzureChina',
    SSH_USERNAME: 'me',
    SSH_PRIVATE_KEY_FILE: keyFile,
    SSH_PRIVATE_KEY_PASSPHRASE: 'open sesame',
    SSH_JUMP: 'jump',
    SSH_KNOWN_HOSTS_FILE: '/etc/hosts_known',
    SSH_HOST_KEYS: 'accept-new',
    SSH_TIMEOUT: '30',
    SSH_PARALLEL: '12',
    BLOCKED_WINDOW: '30',
    SSH_PAIRS: 'Sample:50',
    SSH_PAIRS_SEED: 'build-7',
    REPORT_DIR: '~/out',
    KEEP_RUNS: '7',
    BASELINE_FILE: '~/last-night',
    SURVEY_FILE: '~/survey.json',
    SURVEY_MAX_AGE: '600',
    REDACT: 'Addresses',
    REDACT_KEY: 'nobody can guess it',
  };
  expect(readSettings(env, runnerWith())).toEqual({
    ok: true,
    settings: {
      deployment: { hubId: networkId(1, 'hub'), spokeIds: [networkId(2, 'spoke1')], routeServerId: routeServerId(1) },
      expectations: { transit: { kind: 'gateway' }, routeServerSubnetMinPrefix: 26, allowSpokePeering: true, branchToBranch: 'any', remoteGateways: 'any', forwardedTraffic: 'any', sshPort: 2222, sshChecks: true, sshPairs: { kind: 'sample', size: 50, seed: 'build-7' }, ...withoutFile },
      convergenceTimeoutMs: 600_000,
      surveyTimeoutMs: 60_000,
      operationTimeoutMs: 30_000,
      azure: { cloud: 'AzureChina' },
      ssh: {
        username: 'me',
        auth: { kind: 'private-key', key: privateKey, passphrase: 'open sesame' },
        jump: { host: 'jump', port: 22 },
        knownHostsFile: '/etc/hosts_known',
        hostKeys: 'accept-new',
      },
      sshTimeoutMs: 30_000,
      sshParallel: 12,
      blockedWindowMs: 30_000,
      reportDir: '/home/tester/out',
      keepRuns: 7,
      baseline: { kind: 'path', path: '/home/tester/last-night' },
      runTimeoutMs: 3_300_000,
      surveyFile: '/home/tester/survey.json',
      surveyMaxAgeMs: 600_000,
      redacts: { ids: false, addresses: true },
      redactKey: 'nobody can guess it',
    },
  });
});

test('without SSH checks there are no SSH settings, and the expectations say so', () => {
  const reading = readSettings({ HUB_VNET_ID: networkId(1, 'hub'), SSH_CHECKS: 'off' }, runnerWith());
  expect(reading).toMatchObject({ ok: true, settings: { expectations: { sshChecks: false } } });
  expect(reading.ok && 'ssh' in reading.settings).toBe(false);
});

test('the mistakes of all groups are told at once', () => {
  const wrong = { HUB_VNET_ID: 'hub', TRANSIT: 'nva', AZURE_CLOUD: 'moon', SSH_USERNAME: '', REPORT_DIR: knownHostsFile };
  expect(mistakesWith(wrong).map((text) => text.split(' ')[0])).toEqual(['HUB_VNET_ID', 'TRANSIT', 'AZURE_CLOUD', 'SSH_USERNAME', 'REPORT_DIR']);
});

test.each([
  ['a file', { text: '' }, 'which is no folder'],
  ['out of sight', { why: 'forbidden' as const }, 'which cannot be looked at'],
])('a report folder that is %s is refused, and the report then goes to the default folder', (_, content, why) => {
  const runner = runnerWith({ '/srv/out': content });
  expect(mistakesWith({ REPORT_DIR: '/srv/out' }, runner)).toEqual([`REPORT_DIR names "/srv/out", ${why}; expected a folder, or a path where one can be made.`]);
  expect(reportDirOf({ REPORT_DIR: '/srv/out' }, runner)).toBe('reports');
});

test('the report folder is known also where no other setting can be read', () => {
  expect(reportDirOf({ REPORT_DIR: '~/out', HUB_VNET_ID: 'hub' }, runnerWith())).toBe('/home/tester/out');
});

/** Long enough, and of letters that no message holds in a row, so that a hit is a leak. */
const aSecret = fc.string({ unit: fc.constantFrom('Q', 'Z', 'X', '7', '"', '\\', ':', '@', '/'), minLength: 10, maxLength: 40 });
const wrongValue = fc.oneof(fc.constant(undefined), fc.constant(''), fc.constantFrom('x', '-', ',', ' a b ', '/nowhere', 'https://a b', '0'));

test('no secret is ever shown, whatever else is wrong', () => {
  const secrets = ['SSH_PRIVATE_KEY', 'SSH_PRIVATE_KEY_PASSPHRASE', 'SSH_PASSWORD', 'AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PASSWORD'];
  const others = ['HUB_VNET_ID', 'SPOKE_VNET_IDS', 'TRANSIT', 'AZURE_CLOUD', 'SSH_CHECKS', 'SSH_USERNAME', 'SSH_PRIVATE_KEY_FILE', 'SSH_AUTH_SOCK', 'SSH_KNOWN_HOSTS_FILE', 'SSH_HOST_KEYS', 'REPORT_DIR'];
  fc.assert(
    fc.property(aSecret, fc.subarray(secrets), fc.record(Object.fromEntries(others.map((name) => [name, wrongValue]))), (secret, set, env) => {
      const withSecrets = Object.fromEntries(set.map((name) => [name, secret]));
      const pasted = { SSH_JUMP: `me:${secret}@jump`, AZURE_RESOURCE_MANAGER_ENDPOINT: `https://me:${secret}@localhost` };
      const message = messageFor({ ...env, ...withSecrets, ...pasted }, runnerWith({ '/nowhere': { text: `not a key ${secret}` } }));
      expect(message).toContain('AZURE_RESOURCE_MANAGER_ENDPOINT is a value that is not shown');
      expect(message).not.toContain(secret);
      expect(message).not.toContain(JSON.stringify(secret).slice(1, -1));
    }),
  );
});
