/** The words in which `tests/` is written; `environment.ts` has put there what makes them. */
import { afterAll, describe as jestDescribe, test } from '@jest/globals';
import type { createSuite } from './create-suite';

const made = (globalThis as unknown as { readonly createSuite: typeof createSuite }).createSuite({ afterAll, describe: jestDescribe, test });

export const { check, describe } = made;
