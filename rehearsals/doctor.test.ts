import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { utils } from 'ssh2';
import { newKeyPair } from '../helpers/probe/testing/keys';
import type { Lab } from '../lab/lab';
import { startLab } from '../lab/lab';
import { builtInTopology } from '../lab/topologies/built-in';
import { generatedTopology } from '../lab/topologies/generated';
import { run } from './entry-point';
import { labVariables } from './rehearsal-environment';

/** A port of loopback that nobody listens at. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const linesWith = (output: string, mark: string): string[] => output.split('\n').flatMap((line) => (line.startsWith(`  ${mark} `) ? [line.slice(4)] : []));

describe('Before a run, the doctor', () => {
  let lab: Lab;
  let folder: string;
  const env = (name: string): string => lab.environment[name] ?? '';
  const examine = async (changed: Readonly<Record<string, string>> = {}): Promise<{ code: number | null; output: string; wrong: string[]; unknown: string[] }> => {
    const { code, output } = await run('doctor.ts', [], { ...labVariables(lab.environment), REPORT_DIR: join(folder, 'reports'), ...changed });
    return { code, output, wrong: linesWith(output, '✗'), unknown: linesWith(output, '?') };
  };
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    lab = await startLab({ topology: builtInTopology('reference') });
  });

  afterEach(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  test('finds nothing in the way where nothing is, by requests that only read, and leaves no file', async () => {
    const { code, output, wrong, unknown } = await examine();
    expect([wrong, unknown]).toEqual([[], []]);
    expect(code).toBe(0);
    expect(output).toContain('  ✓ Route Server myfirstrouteserver is found in bluehub-vnet1\n');
    expect(output).toContain('  ✓ Microsoft.Network/virtualNetworks/read: granted where it was asked for, in 3 subscriptions\n');
    expect(output).toContain('  ✓ Microsoft.Network/networkInterfaces/effectiveRouteTable/action: granted where it was asked for, in 2 subscriptions\n');
    expect(output).toContain('  – Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action: not asked for; a run does where the Route Server has BGP peers\n');
    expect(output).toContain('  ✓ the jump host lets the runner log in\n');
    expect(output).toContain('has host keys for 3 of 3 hosts that were looked for\n  ✓ spoke1vm logs in to spoke2vm (10.2.1.4)\n');
    expect(output.trimEnd().split('\n').at(-1)).toBe('Nothing that was looked at is in the way of a run.');
    expect(readdirSync(folder)).toEqual([]);
    const others = lab.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path.split('/').at(-1));
    expect([...new Set(others)].sort()).toEqual(['effectiveRouteTable', 'listNetworkManagerEffectiveSecurityAdminRules', 'token']);
  }, 60_000);

  test('names all seven things that are wrong at once, each with what to do', async () => {
    const port = await closedPort();
    const knownHosts = readFileSync(env('SSH_KNOWN_HOSTS_FILE'), 'utf8').split('\n');
    const [, , jumpKey = ''] = /^(\S+) (\S+ \S+)/.exec(knownHosts[0] ?? '') ?? [];
    const others = knownHosts.filter((line) => !line.startsWith('10.1.1.4 '));
    lab.denied.push(
      { action: 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action' },
      { action: '*/read', scope: '/subscriptions/00000000-0000-4000-8000-000000000003' },
    );
    const { code, output, wrong } = await examine({
      ROUTE_SERVER_SUBNET_MIN_PREFIX: '/27',
      ROUTE_SERVER_ID: `${env('HUB_VNET_ID').split('/Microsoft.Network/')[0] ?? ''}/Microsoft.Network/virtualHubs/no-such-server`,
      SSH_PRIVATE_KEY_FILE: written('encrypted', utils.generateKeyPairSync('ed25519', { passphrase: 'not told', cipher: 'aes256-ctr', rounds: 1 }).private),
      SSH_JUMP: `127.0.0.1:${String(port)}`,
      SSH_KNOWN_HOSTS_FILE: written('known_hosts', [...others, `[127.0.0.1]:${String(port)} ${jumpKey}`, ''].join('\n')),
    });
    expect(wrong).toEqual([
      expect.stringMatching(/^ROUTE_SERVER_SUBNET_MIN_PREFIX is "\/27"$/),
      expect.stringMatching(/^SSH_PRIVATE_KEY_FILE is encrypted, and no passphrase is given$/),
      expect.stringMatching(/^ROUTE_SERVER_ID names .*no-such-server, which does not exist, or this identity may not see it: there are myfirstrouteserver$/),
      expect.stringMatching(/^Microsoft\.Network\/virtualNetworks\/read is not granted in subscription 00000000-0000-4000-8000-000000000003: GET .*bluespoke2-vnet1 ended in 403/),
      expect.stringMatching(/^Microsoft\.Network\/networkInterfaces\/effectiveRouteTable\/action is not granted in subscription 00000000-0000-4000-8000-000000000002: POST /),
      `jump host 127.0.0.1:${String(port)}: the connection was refused`,
      expect.stringMatching(/known_hosts has no host key for spoke1vm \(10\.1\.1\.4\)$/),
    ]);
    for (const remedy of [
      'Expected is a whole number from 8 to 29.',
      'Expected is a private key that can be opened, with its SSH_PRIVATE_KEY_PASSPHRASE where it has one.',
      'Correct ROUTE_SERVER_ID, or let the identity see what it names.',
      'az role assignment create --assignee <client id> --role Reader --scope /subscriptions/00000000-0000-4000-8000-000000000003',
      "az role assignment create --assignee <client id> --role 'spokecheck effective routes' --scope /subscriptions/00000000-0000-4000-8000-000000000002",
      'Its sshd does not run or listens on another port: see that it runs, and the port in SSH_JUMP.',
      'Add it: ssh-keyscan -p 22 10.1.1.4, from where the machine is reached, and compare the fingerprint; or set SSH_HOST_KEYS=accept-new.',
    ]) expect(output).toContain(`\n      ${remedy}\n`);
    expect(output).toMatch(/^7 things are in the way of a run, and 4 things could not be looked at\.$/m);
    expect(code).toBe(1);
  }, 60_000);

  test('says which user a key does not let in, and that no machine was tried', async () => {
    const { code, wrong, unknown } = await examine({ SSH_PRIVATE_KEY_FILE: written('other', newKeyPair().private) });
    expect(wrong).toEqual([expect.stringMatching(/^jump host 127\.0\.0\.1:\d+: it refused the login$/)]);
    expect(unknown).toEqual([expect.stringMatching(/^no login to spoke1vm was tried: jump host /)]);
    expect(code).toBe(1);
  }, 60_000);

  test('looks at logins where Azure refuses the credential, and cannot tell what the identity may read', async () => {
    const { code, wrong, unknown, output } = await examine({ AZURE_CLIENT_SECRET: 'another secret' });
    expect(wrong).toEqual([expect.stringContaining('AADSTS7000215')]);
    expect(unknown).toEqual(['what the identity may read was not asked: there is no token', 'no login was tried: Azure does not tell of any machine']);
    expect(output).toContain('  ✓ the jump host lets the runner log in\n');
    expect(output).not.toContain('another secret');
    expect(code).toBe(1);
  }, 60_000);

  test('takes a new host key for itself alone, and writes none', async () => {
    const known = join(folder, 'none_yet');
    const { code, output } = await examine({ SSH_HOST_KEYS: 'accept-new', SSH_KNOWN_HOSTS_FILE: known });
    expect(output).toContain('  ✓ spoke1vm logs in to spoke2vm (10.2.1.4)\n');
    expect(code).toBe(0);
    expect(existsSync(known)).toBe(false);
  }, 60_000);

  test('cannot tell of a login that the network itself may keep from landing', async () => {
    const [table] = lab.topology.routeTables;
    if (table) table.routes = [];
    const { code, wrong, unknown, output } = await examine({ SSH_TIMEOUT: '1' });
    expect([wrong, unknown]).toEqual([[], ['the runner logs in to spoke1vm; beyond, spoke2vm (10.2.1.4) does not answer spoke1vm (10.1.1.4) on port 22 within 1 s']]);
    expect(output).toContain('      That may be the network itself: npm run verify says why.\n');
    expect(code).toBe(2);
  }, 60_000);

  test('finds a network that no setting describes rightly, and an action that a run can do without', async () => {
    lab.denied.push({ action: 'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action' });
    const { code, wrong, output } = await examine({ SPOKE_VNET_IDS: `${env('SPOKE_VNET_IDS')},${env('HUB_VNET_ID').replace('bluehub-vnet1', 'no-such-vnet')}` });
    expect(wrong).toEqual([expect.stringMatching(/^SPOKE_VNET_IDS names .*no-such-vnet, which does not exist/)]);
    expect(output).toMatch(/^ {2}– \S*listNetworkManagerEffectiveSecurityAdminRules\/action is not granted in subscription .*; a run goes without, and says so under “Not looked at”$/m);
    expect(code).toBe(1);
  }, 60_000);

  test('looks at one spoke of each subscription, so that a large estate takes no longer', async () => {
    await lab.close();
    lab = await startLab({ topology: generatedTopology({ spokes: 40, subscriptions: 4, machinesPerSpoke: 3 }) });
    const { code, wrong, unknown, output } = await examine();
    expect([wrong, unknown]).toEqual([[], []]);
    expect(code).toBe(0);
    expect(output).toMatch(/^ {2}✓ Microsoft\.Network\/networkInterfaces\/effectiveRouteTable\/action: granted where it was asked for, in 4 subscriptions$/m);
    expect(lab.requests.filter(({ path }) => path.endsWith('/effectiveRouteTable'))).toHaveLength(4 * 3);
    expect(lab.ssh.logins.length).toBeLessThan(6);
  }, 60_000);

  test('looks at the rest where the hub is not named, and takes no arguments', async () => {
    const { code, wrong, unknown } = await examine({ HUB_VNET_ID: '' });
    expect(wrong).toEqual(['HUB_VNET_ID is not set']);
    expect(unknown).toEqual(['what the identity may read was not asked: HUB_VNET_ID does not name a network', 'no login was tried: Azure does not tell of any machine']);
    expect(code).toBe(1);
    expect(await run('doctor.ts', ['-t', 'x'], {})).toEqual({ code: 2, output: '-t x: doctor takes no arguments. Nothing was contacted.\n' });
  }, 60_000);
});
