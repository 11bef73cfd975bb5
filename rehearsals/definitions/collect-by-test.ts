/** In Jest's setupFilesAfterEnv: the exchanges of each test file lie in a folder of its name, so that an error is reported with the test that it comes from. */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from '@jest/globals';

const root = join(__dirname, '..', '..');
const folder = process.env.SPOKECHECK_EXCHANGES;

if (folder) {
  // This process's environment is the test file's own.
  process.env.SPOKECHECK_EXCHANGES = join(folder, relative(root, expect.getState().testPath ?? 'unnamed'));
  mkdirSync(process.env.SPOKECHECK_EXCHANGES, { recursive: true });
}
