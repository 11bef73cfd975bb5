import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { expandHome, thisRunner } from './runner';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spokecheck-runner-'));
  file = join(folder, 'file');
  writeFileSync(file, 'text');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the text of a file is read, or it is said why not', () => {
  expect(thisRunner.readText(file)).toEqual({ ok: true, text: 'text' });
  expect(thisRunner.readText(join(folder, 'nowhere'))).toMatchObject({ ok: false, why: 'absent' });
  expect(thisRunner.readText(join(file, 'below'))).toMatchObject({ ok: false, why: 'absent' });
  expect(thisRunner.readText(folder)).toMatchObject({ ok: false, why: 'directory' });
  expect(thisRunner.readText('\0')).toMatchObject({ ok: false, why: 'unreadable' });
  expect(thisRunner.readText('/dev/zero')).toMatchObject({ ok: false, why: 'unreadable' });
});

test('what lies at a path is told apart', () => {
  expect([file, folder, join(folder, 'nowhere'), join(file, 'below'), '\0'].map(thisRunner.look)).toEqual(['file', 'directory', 'nothing', 'nothing', 'unknown']);
});

test('only a leading ~ of its own stands for the home folder', () => {
  const runner = { ...thisRunner, home: '/home/me' };
  expect(['~', '~/a', '/~/a', '~you/a', 'a'].map((path) => expandHome(path, runner))).toEqual(['/home/me', '/home/me/a', '/~/a', '~you/a', 'a']);
});

test('a pipe is read to its end', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('sh', ['-c', `printf text > "${pipe}"`]);
  expect(thisRunner.readText(pipe)).toEqual({ ok: true, text: 'text' });
  await once(writer, 'close');
});
