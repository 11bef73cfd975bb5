import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'suites-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const passes = "test('passes', () => {});";
const fails = "test('fails', () => { throw new Error('red'); });";
const cannotLoad = "throw new Error('not loaded');";

interface JestJson {
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

/** Runs suites in the order of their names, and returns the results of those that ran. */
async function resultsOf(suites: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [name, text] of Object.entries(suites)) writeFileSync(join(folder, `${name}.test.js`), text);
  const byName = "module.exports = class extends require(SEQUENCER).default { sort(tests) { return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1)); } };";
  writeFileSync(join(folder, 'by-name.js'), byName.replace('SEQUENCER', JSON.stringify(require.resolve('@jest/test-sequencer'))));
  const transform = { '\\.ts$': [require.resolve('@swc/jest'), { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] };
  const config = { rootDir: folder, transform, runner: join(__dirname, 'bail-runner.ts'), testSequencer: join(folder, 'by-name.js') };
  const output = join(folder, 'results.json');
  const args = [require.resolve('jest/bin/jest'), '--config', JSON.stringify(config), '-i', '--json', '--outputFile', output];
  // Jest ends with 1 where a suite is red.
  await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(() => undefined);
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as JestJson;
  return testResults.map(({ name, status }) => `${basename(name, '.test.js')} ${status}`).sort();
}

describe('With --bail, the suites', () => {
  test('all run while they are green', async () => {
    expect(await resultsOf({ a: passes, b: passes })).toEqual(['a passed', 'b passed']);
  }, 30_000);

  test('after a red one are left out, and the results of the others are there', async () => {
    expect(await resultsOf({ a: passes, b: fails, c: passes })).toEqual(['a passed', 'b failed']);
  }, 30_000);

  test('after one that cannot be loaded are left out', async () => {
    expect(await resultsOf({ a: cannotLoad, b: passes })).toEqual(['a failed']);
  }, 30_000);
});
