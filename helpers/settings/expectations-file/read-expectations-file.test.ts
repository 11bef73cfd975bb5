import { expect, test } from '@jest/globals';
import { withoutFile } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';
import { readSettings } from '../settings';
import type { Settings } from '../settings';
import { formatMistakes } from '../mistakes';
import { minimal, mistakesWith, networkId, privateKey, routeServerId, runnerWith } from '../testing/test-environment';
import type { Environment } from '../variables';

const [hub, one, pci] = [networkId(1, 'hub'), networkId(2, 'bluespoke1'), networkId(3, 'pci')];

const whole = `
hub: ${hub}
routeServer: { id: ${routeServerId(1)}, minPrefix: 26, branchToBranch: off }
transit: [10.0.0.4, 10.0.0.5]
remoteGateways: any
forwardedTraffic: forbidden
spokePeering: any
ssh: { username: azureuser, key: ~/.ssh/id_ed25519, port: 2222, pairs: "sample:5", pairsSeed: seven }
spokes:
  "9":        { id: ${one}, ssh: { username: me, key: ~/.ssh/one, passphraseVariable: ONE, port: 22, machines: ['web*', jump] } }
  pci:
    id: ${pci}
    remoteGateways: forbidden
    forwardedTraffic: any
    probe: none
    why: private endpoints only
    subnets: { '*': { routeTable: required }, '1': { routeTable: any } }
spokePeerings: [ { between: ["9", pci], is: required } ]
flows:
  - { from: '*', to: '*', port: ssh, expect: connect }
  - { from: "9/web*", to: pci/10.2.1.10, port: [1433, 443, 443], protocol: tcp, expect: connect }
  - { from: "9/subnets/a*", to: pci, port: 22, expect: blocked }
waivers:
  - { check: FLOW-02, subject: 'bluespoke1-vnet1/*', reason: 'never talks east-west', owner: net-team, until: 2027-01-31 }
`;

const files = { 'spokecheck.yaml': { text: whole }, '/home/tester/.ssh/one': { text: privateKey } };

function settingsOf(env: Environment, text = whole): Settings {
  const read = readSettings({ EXPECTATIONS_FILE: 'spokecheck.yaml', ...env }, runnerWith({ ...files, 'spokecheck.yaml': { text } }));
  if (!read.ok) throw new Error(formatMistakes(read.mistakes));
  return read.settings;
}

test('the file alone says all that is expected, of what, and how to log in', () => {
  const { deployment, expectations, ssh } = settingsOf({ ONE: 'open sesame' });
  expect(deployment).toEqual({ hubId: hub, spokeIds: [one, pci], routeServerId: routeServerId(1) });
  expect(expectations).toEqual({
    transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.0.5'] },
    routeServerSubnetMinPrefix: 26,
    allowSpokePeering: true,
    branchToBranch: 'off',
    remoteGateways: 'any',
    forwardedTraffic: 'forbidden',
    sshPort: 2222,
    sshChecks: true,
    sshPairs: { kind: 'sample', size: 5, seed: 'seven' },
    flows: [
      { from: { kind: 'any' }, to: { kind: 'any' }, ports: ['ssh'], expect: 'connect', line: 20 },
      { from: { kind: 'spoke', spokeId: one, machine: 'web*' }, to: { kind: 'spoke', spokeId: pci, address: '10.2.1.10' }, ports: [1433, 443], expect: 'connect', line: 21 },
      { from: { kind: 'spoke', spokeId: one, subnet: 'a*' }, to: { kind: 'spoke', spokeId: pci }, ports: [22], expect: 'blocked', line: 22 },
    ],
    spokes: {
      [keyOf(one)]: { name: '9', sshPort: 22, machines: ['web*', 'jump'] },
      [keyOf(pci)]: {
        name: 'pci',
        notProbed: 'private endpoints only',
        remoteGateways: 'forbidden',
        forwardedTraffic: 'any',
        routeTables: [{ subnet: '*', is: 'required' }, { subnet: '1', is: 'any' }],
      },
    },
    spokePeerings: [{ between: [one, pci], is: 'required' }],
    waivers: [{ check: 'FLOW-02', subject: 'bluespoke1-vnet1/*', reason: 'never talks east-west', owner: 'net-team', until: '2027-01-31', line: 24 }],
  });
  expect(ssh).toMatchObject({
    username: 'azureuser',
    auth: { kind: 'private-key', key: privateKey },
    ofSpokes: { [keyOf(one)]: { username: 'me', auth: { kind: 'private-key', key: privateKey, passphrase: 'open sesame' } } },
  });
});

test('no secret is among the expectations', () => {
  const { expectations } = settingsOf({ ONE: 'open sesame' });
  expect(JSON.stringify(expectations)).not.toMatch(/open sesame|PRIVATE KEY|\.ssh/);
});

test('the environment wins over what the file says for all, not over what it says of a spoke', () => {
  const env = { ONE: 'x', HUB_VNET_ID: networkId(1, 'other'), SPOKE_VNET_IDS: `${pci} ${one}`, ROUTE_SERVER_SUBNET_MIN_PREFIX: '27', TRANSIT: 'gateway', BRANCH_TO_BRANCH: 'any', REMOTE_GATEWAYS: 'required', FORWARDED_TRAFFIC: 'required', ALLOW_SPOKE_PEERING: 'false', SSH_PORT: '22', SSH_USERNAME: 'you', SSH_PASSWORD: 'a secret', SSH_PAIRS: 'ring', SSH_PAIRS_SEED: '2' };
  const { deployment, expectations, ssh } = settingsOf(env);
  expect(deployment).toMatchObject({ hubId: networkId(1, 'other'), spokeIds: [pci, one] });
  expect(expectations).toMatchObject({ transit: { kind: 'gateway' }, routeServerSubnetMinPrefix: 27, allowSpokePeering: false, branchToBranch: 'any', remoteGateways: 'required', forwardedTraffic: 'required', sshPort: 22, sshPairs: { kind: 'ring', seed: '2' } });
  expect(expectations.spokes[keyOf(one)]).toMatchObject({ sshPort: 22 });
  expect(ssh).toMatchObject({ username: 'you', auth: { kind: 'password' }, ofSpokes: { [keyOf(one)]: { username: 'me' } } });
});

test('an agent of the shell does not go before the key of the file', () => {
  expect(settingsOf({ ONE: 'x', SSH_AUTH_SOCK: '/run/agent' }).ssh?.auth.kind).toBe('private-key');
});

test('what the file does not say is as without it', () => {
  const { expectations } = settingsOf(minimal, 'transit: gateway');
  expect(expectations).toMatchObject({ transit: { kind: 'gateway' }, ...withoutFile, remoteGateways: 'required' });
});

test('a file that is not named is not read', () => {
  const read = readSettings(minimal, runnerWith({ 'spokecheck.yaml': { text: 'transit: gateway' } }));
  expect(read).toMatchObject({ ok: true, settings: { expectations: { transit: { kind: 'route-server' } } } });
});

test('true and false are on and off', () => {
  expect(settingsOf(minimal, 'routeServer: { branchToBranch: true }').expectations.branchToBranch).toBe('on');
});

test('anchors may stand for what is said again', () => {
  const text = `spokes:\n  a: { id: ${one}, ssh: &all { username: me } }\n  b: { id: ${pci}, ssh: *all }\n`;
  expect(settingsOf(minimal, text).ssh?.ofSpokes).toEqual({ [keyOf(one)]: { username: 'me' }, [keyOf(pci)]: { username: 'me' } });
});

const ownLogins = (more = ''): string => `hub: ${hub}\nspokes:\n  a: { id: ${one}, ssh: { username: me, key: ~/.ssh/one } }\n  b: { id: ${pci}, probe: none, why: Windows }\n${more}`;

test('no user and no key for all are needed where every probed spoke has its own', () => {
  expect(settingsOf({}, ownLogins()).ssh).toMatchObject({ username: 'me', ofSpokes: { [keyOf(one)]: { username: 'me' } } });
});

test.each<[string, Environment, string[]]>([
  ['a jump host', { SSH_JUMP: 'jump' }, ['SSH_USERNAME', 'SSH_PRIVATE_KEY_FILE']],
  ['a spoke that the file does not name', { SPOKE_VNET_IDS: `${one} ${networkId(4, 'x')}` }, ['SSH_USERNAME', 'SSH_PRIVATE_KEY_FILE']],
  ['a user of the jump host alone', { SSH_JUMP: 'you@jump' }, ['SSH_PRIVATE_KEY_FILE']],
])('they are needed for %s', (_, env, missing) => {
  const read = readSettings({ EXPECTATIONS_FILE: 'spokecheck.yaml', ...env }, runnerWith({ ...files, 'spokecheck.yaml': { text: ownLogins() } }));
  expect(read.ok ? [] : read.mistakes.map(({ variable }) => variable)).toEqual(missing);
});

test('with SSH_CHECKS=off no key is read', () => {
  expect(settingsOf({ SSH_CHECKS: 'off' }, ownLogins().replace('~/.ssh/one', '/nowhere')).ssh).toBeUndefined();
});

test.each<[string, Parameters<typeof runnerWith>[0], string]>([
  ['absent', {}, 'which is not there'],
  ['a folder', { 'spokecheck.yaml': { why: 'directory' } }, 'which is a folder'],
  ['out of reach', { 'spokecheck.yaml': { why: 'forbidden' } }, 'which this user may not read'],
])('a file that is %s is refused', (_, given, why) => {
  expect(mistakesWith({ EXPECTATIONS_FILE: 'spokecheck.yaml' }, runnerWith(given))).toEqual([`EXPECTATIONS_FILE names "spokecheck.yaml", ${why}; expected a file of expectations, as npm run init writes one.`]);
});

test('what a file that cannot be read may say is not told as missing', () => {
  expect(mistakesWith({ EXPECTATIONS_FILE: 'spokecheck.yaml', HUB_VNET_ID: '', SSH_USERNAME: '', SSH_TIMEOUT: 'long' })).toHaveLength(2);
});

test('the message says where to correct what', () => {
  const message = (env: Environment): string => {
    const read = readSettings({ ...minimal, EXPECTATIONS_FILE: 'spokecheck.yaml', ...env }, runnerWith({ 'spokecheck.yaml': { text: 'transit: nva\n' } }));
    return read.ok ? '' : formatMistakes(read.mistakes);
  };
  expect(message({})).toBe(
    '1 setting is missing or malformed. Nothing was contacted.\n\nspokecheck.yaml:1:10 transit is "nva"; expected route-server, gateway, or IP addresses without prefix length.\n\nWhat stands with line and column is to be corrected in the file that EXPECTATIONS_FILE names.',
  );
  expect(message({ SSH_TIMEOUT: 'long' })).toContain('\n\nSet the variable in the environment, or copy env.example to .env and edit it there.\nWhat stands');
});
