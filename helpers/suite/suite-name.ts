/** `describe`, which also remembers the name of the suite whose checks are being defined: a record says where its test stands. */
import { describe as jestDescribe } from '@jest/globals';

let name = '';

export const suiteName = (): string => name;

export function describe(suite: string, define: () => void): void {
  jestDescribe(suite, () => {
    name = suite;
    define();
  });
}
