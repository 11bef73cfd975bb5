import { expect, test } from '@jest/globals';
import { yargsOptions } from 'jest-cli';
import { jestOptions } from './jest-options';

test('Every option of the installed Jest is in the table, and no other', () => {
  // yargs adds these two.
  expect(Object.keys(jestOptions).sort()).toEqual([...Object.keys(yargsOptions), 'help', 'version'].sort());
});
