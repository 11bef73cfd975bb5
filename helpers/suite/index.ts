/** The words in which `tests/` is written. */
export { describe } from '@jest/globals';
export { check } from './check';
