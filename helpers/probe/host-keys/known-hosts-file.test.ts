import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepKnownHosts, readKnownHosts, rememberHostKey } from './known-hosts-file';
import { newKeyPair, publicKeyOf } from '../testing/keys';

const [one, two] = [newKeyPair(), newKeyPair()];
const line = (host: string, pair = one) => `${host} ${pair.public.trim()}\n`;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spokecheck-known-hosts-'));
  file = join(folder, 'deep', 'known_hosts');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a file that does not exist knows no host', async () => {
  expect(await readKnownHosts(file)).toEqual([]);
});

test('a file that cannot be read is an error, not a file without hosts', async () => {
  await expect(readKnownHosts(folder)).rejects.toMatchObject({ code: 'EISDIR' });
});

test('the file and its folder are made for the owner alone', async () => {
  expect(await rememberHostKey(file, '10.2.1.4', 22, publicKeyOf(one))).toEqual({ kind: 'known' });
  expect(readFileSync(file, 'utf8')).toBe(line('10.2.1.4'));
  expect([statSync(file), statSync(join(folder, 'deep'))].map(({ mode }) => mode & 0o077)).toEqual([0, 0]);
});

test('a key goes to the end, on a line of its own', async () => {
  const flat = join(folder, 'known_hosts');
  writeFileSync(flat, line('10.1.1.4').trimEnd());
  await rememberHostKey(flat, 'jump.example', 2222, publicKeyOf(two));
  expect(readFileSync(flat, 'utf8')).toBe(line('10.1.1.4') + line('[jump.example]:2222', two));
});

test('a key that is known is not written again', async () => {
  await rememberHostKey(file, '10.2.1.4', 22, publicKeyOf(one));
  expect(await rememberHostKey(file, '10.2.1.4', 22, publicKeyOf(one))).toEqual({ kind: 'known' });
  expect(readFileSync(file, 'utf8')).toBe(line('10.2.1.4'));
});

test('of two keys for one host that come at the same time the first is kept', async () => {
  const answers = await Promise.all([one, two].map((pair) => rememberHostKey(file, '10.2.1.4', 22, publicKeyOf(pair))));
  expect(answers).toEqual([{ kind: 'known' }, { kind: 'mismatch' }]);
  expect(readFileSync(file, 'utf8')).toBe(line('10.2.1.4'));
});

test('many hosts that come at the same time each get their line', async () => {
  const hosts = Array.from({ length: 20 }, (_, index) => `10.2.1.${String(index + 4)}`);
  await Promise.all(hosts.map((host) => rememberHostKey(file, host, 22, publicKeyOf(one))));
  expect(readFileSync(file, 'utf8')).toBe(hosts.map((host) => line(host)).join(''));
});

test('a failure to write does not stand in the way of the next key', async () => {
  writeFileSync(join(folder, 'deep'), 'in the way');
  await expect(rememberHostKey(file, '10.2.1.4', 22, publicKeyOf(one))).rejects.toThrow();
  rmSync(join(folder, 'deep'));
  expect(await rememberHostKey(file, '10.2.1.4', 22, publicKeyOf(one))).toEqual({ kind: 'known' });
  expect(existsSync(file)).toBe(true);
});

describe('What is kept of a file', () => {
  const hosts = async (kept: ReturnType<typeof keepKnownHosts>): Promise<string[]> => (await kept.lines()).map(({ hosts: name }) => name);

  test('is read once, whoever writes to it meanwhile', async () => {
    const flat = join(folder, 'known_hosts');
    writeFileSync(flat, line('10.1.1.4'));
    const kept = keepKnownHosts(flat);
    expect(await hosts(kept)).toEqual(['10.1.1.4']);
    writeFileSync(flat, line('10.9.1.4'));
    expect(await hosts(kept)).toEqual(['10.1.1.4']);
  });

  test('is read again after a key was written down', async () => {
    const kept = keepKnownHosts(file);
    expect(await hosts(kept)).toEqual([]);
    expect(await kept.remember('10.2.1.4', 22, publicKeyOf(one))).toEqual({ kind: 'known' });
    expect(await hosts(kept)).toEqual(['10.2.1.4']);
  });

  test('is no failure: the next login reads again', async () => {
    mkdirSync(file, { recursive: true });
    const kept = keepKnownHosts(file);
    await expect(kept.lines()).rejects.toMatchObject({ code: 'EISDIR' });
    rmSync(file, { recursive: true });
    expect(await hosts(kept)).toEqual([]);
  });
});
