/** The words in which `tests/` is written. */
export { check } from './check';
export { describe } from './suite-name';
