/**
 * The environment of the suites: Node's, in which they find what they are written with. It is loaded once for a run, with the modules that the run itself
 * has, and not anew for each suite, as Jest does with what a test file imports.
 */
import { TestEnvironment } from 'jest-environment-node';
import { createSuite } from './create-suite';

export default class SuiteEnvironment extends TestEnvironment {
  constructor(...given: ConstructorParameters<typeof TestEnvironment>) {
    super(...given);
    Object.assign(this.global, { createSuite });
  }
}
