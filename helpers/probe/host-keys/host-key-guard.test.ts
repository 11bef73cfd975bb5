import { appendFileSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from 'ssh2';
import { guardHostKey } from './host-key-guard';
import { fingerprintOf } from './known-hosts';
import { keepKnownHosts } from './known-hosts-file';
import type { SshSettings } from '../ssh-settings';
import { setUpBench, type Bench } from '../testing/bench';
import { newKeyPair, publicKeyOf } from '../testing/keys';
import { startMachine, type Machine } from '../testing/machine';

const shown = newKeyPair();
const fingerprint = fingerprintOf(publicKeyOf(shown));

let bench: Bench;
let stranger: Machine;
let host: string;

beforeEach(async () => {
  bench = setUpBench();
  stranger = bench.closing(await startMachine('spoke1vm', { hostKeys: [shown] }));
  host = `[127.0.0.1]:${String(stranger.endpoint.port)}`;
});

afterEach(async () => {
  await bench.close();
});

async function connect(machine: Machine, settings: Partial<SshSettings> = {}): Promise<unknown> {
  const result = await bench.accessPaths(settings).to(machine.endpoint).connect();
  return result.kind === 'reached' ? 'logged in' : result.failure;
}

const write = (line: string) => {
  appendFileSync(bench.settings.knownHostsFile, `${line}\n`);
};
const known = () => readFileSync(bench.settings.knownHostsFile, 'utf8');

describe('SSH_HOST_KEYS=verify', () => {
  test('trusts the known key', async () => {
    bench.know('127.0.0.1', stranger.endpoint.port, shown);
    expect(await connect(stranger)).toBe('logged in');
  });

  test('stops at a host that is not known, before anything is sent to it', async () => {
    expect(await connect(stranger)).toEqual({ kind: 'host-key-unknown', host, fingerprint, remarks: [] });
    expect(stranger.logins).toEqual([]);
    expect(existsSync(bench.settings.knownHostsFile)).toBe(false);
  });

  test('stops at another key than the known one', async () => {
    bench.know('127.0.0.1', stranger.endpoint.port, newKeyPair());
    expect(await connect(stranger)).toEqual({ kind: 'host-key-mismatch', host, fingerprint, remarks: [] });
  });

  test('stops at a revoked key, even though it is also known', async () => {
    bench.know('127.0.0.1', stranger.endpoint.port, shown);
    write(`@revoked * ${shown.public}`);
    expect(await connect(stranger)).toEqual({ kind: 'host-key-revoked', host, fingerprint, remarks: [] });
  });

  test('says which lines for the host are of no use', async () => {
    write(`@cert-authority * ${newKeyPair().public}`);
    write(`${host} ssh-ed25519 AAAAoops`);
    expect(await connect(stranger)).toMatchObject({
      kind: 'host-key-unknown',
      remarks: [
        'line 1 of the known hosts file is a certificate authority: host certificates are not supported',
        'line 2 of the known hosts file holds no valid key',
      ],
    });
  });

  test('is shown the known one of several keys that a host has', async () => {
    const ecdsa = utils.generateKeyPairSync('ecdsa', { bits: 256 });
    const machine = await bench.machine('spoke2vm', { hostKeys: [ecdsa, newKeyPair()] });
    expect(await connect(machine)).toBe('logged in');
  });
});

describe('SSH_HOST_KEYS=accept-new', () => {
  const acceptNew = { hostKeys: 'accept-new' } as const;

  test('remembers a new host, and knows it the next time', async () => {
    expect(await connect(stranger, acceptNew)).toBe('logged in');
    expect(known()).toBe(`${host} ${shown.public.trim()}\n`);
    expect(await connect(stranger)).toBe('logged in');
  });

  test('stops at a changed key all the same', async () => {
    bench.know('127.0.0.1', stranger.endpoint.port, newKeyPair());
    const before = known();
    expect(await connect(stranger, acceptNew)).toMatchObject({ kind: 'host-key-mismatch' });
    expect(known()).toBe(before);
  });

  test('takes a key of another type for a changed one', async () => {
    bench.know('127.0.0.1', stranger.endpoint.port, utils.generateKeyPairSync('ecdsa', { bits: 256 }));
    expect(await connect(stranger, acceptNew)).toMatchObject({ kind: 'host-key-mismatch', fingerprint });
  });

  test('writes a host down once when many meet it at the same time', async () => {
    await Promise.all(Array.from({ length: 5 }, () => connect(stranger, acceptNew)));
    expect(known()).toBe(`${host} ${shown.public.trim()}\n`);
  });

  test('sends nothing secret to a host whose key cannot be written down', async () => {
    let attempts = 0;
    stranger.behaviour.authenticate = (context) => {
      attempts += 1;
      context.accept();
    };
    // Reads as a file that does not exist yet, and cannot be made.
    symlinkSync(join(bench.folder, 'no-such-folder', 'known_hosts'), bench.settings.knownHostsFile);
    expect(await connect(stranger, acceptNew)).toMatchObject({
      kind: 'not-tried',
      message: expect.stringMatching(/^the new host key cannot be written to the known hosts file: ENOENT/),
    });
    expect(attempts).toBe(0);
  });

  test('does not let a host change its key while it is connected', async () => {
    const guard = await guardHostKey('10.1.1.4', 22, { knownHosts: keepKnownHosts(bench.settings.knownHostsFile), ...acceptNew });
    if (guard.kind !== 'guard') throw new Error(guard.kind);
    expect(guard.refuses(publicKeyOf(shown))).toBeUndefined();
    expect(guard.refuses(publicKeyOf(shown))).toBeUndefined();
    expect(guard.refuses(publicKeyOf(newKeyPair()))).toMatchObject({ kind: 'host-key-mismatch', host: '10.1.1.4' });
  });

  test('does not send a login to a host that another login has meanwhile met with another key', async () => {
    const guard = await guardHostKey('10.1.1.4', 22, { knownHosts: keepKnownHosts(bench.settings.knownHostsFile), ...acceptNew });
    if (guard.kind !== 'guard') throw new Error(guard.kind);
    guard.refuses(publicKeyOf(shown));
    bench.know('10.1.1.4', 22, newKeyPair());
    expect(await guard.confirm()).toMatchObject({ kind: 'host-key-mismatch', host: '10.1.1.4', fingerprint });
  });
});
