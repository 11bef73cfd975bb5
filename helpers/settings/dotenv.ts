/** The .env file: values for the variables that the environment lacks. */
import { parseEnv } from 'node:util';
import { codeOf, readBounded } from './runner';
import type { Environment } from './variables';

/**
 * Returns the environment together with the values of the file. A variable of the environment wins, also when it is
 * empty: that is how a line of the file is switched off for one run. No file is fine; one that is there and cannot be
 * read throws, as settings left out in silence would judge another network.
 */
export function loadEnvironment(env: Environment, file = '.env'): Record<string, string> {
  const own = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const added = Object.entries(parseEnv(textOf(file))).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries([...added, ...own]);
}

function textOf(file: string): string {
  try {
    return readBounded(file);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return '';
    throw new Error(`${file} is there, but cannot be read.`, { cause });
  }
}
