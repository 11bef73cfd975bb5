import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { loadEnvironment } from './dotenv';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spokecheck-dotenv-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function dotenv(text: string): string {
  const file = join(folder, '.env');
  writeFileSync(file, text);
  return file;
}

test('values of the file are added to the environment', () => {
  const file = dotenv('# a comment\nTRANSIT=gateway\r\n# SSH_JUMP=jump\nSSH_PRIVATE_KEY="one\ntwo"\n');
  expect(loadEnvironment({ PATH: '/bin', UNSET: undefined }, file)).toEqual({ PATH: '/bin', TRANSIT: 'gateway', SSH_PRIVATE_KEY: 'one\ntwo' });
});

test('the environment wins, also with an empty value', () => {
  expect(loadEnvironment({ TRANSIT: 'route-server', SSH_JUMP: '' }, dotenv('TRANSIT=gateway\nSSH_JUMP=jump\n'))).toEqual({ TRANSIT: 'route-server', SSH_JUMP: '' });
});

test('a variable that the environment names without a value is taken from the file', () => {
  expect(loadEnvironment({ TRANSIT: undefined }, dotenv('TRANSIT=gateway\n'))).toEqual({ TRANSIT: 'gateway' });
});

test('no file is fine', () => {
  expect(loadEnvironment({ PATH: '/bin' }, join(folder, '.env'))).toEqual({ PATH: '/bin' });
});

test('a file that is there and cannot be read is an error', () => {
  expect(() => loadEnvironment({}, folder)).toThrow(`${folder} is there, but cannot be read.`);
});
