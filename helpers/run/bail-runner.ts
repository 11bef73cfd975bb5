/** Jest's runner for `--bail`. Jest itself ends the process then, before there is a conclusion; this one only leaves out the suites that remain. */
import TestRunner, { type Test, type TestRunnerOptions, type TestWatcher } from 'jest-runner';

export default class BailRunner extends TestRunner {
  /** One suite at a time, in the order given, up to the first that is red. */
  override async runTests(suites: Test[], watcher: TestWatcher, options: TestRunnerOptions): Promise<void> {
    let isRed = false;
    const unsubscribe = [
      this.on('test-file-success', ([, { numFailingTests, testExecError }]) => {
        isRed ||= numFailingTests > 0 || testExecError !== undefined;
      }),
      this.on('test-file-failure', () => {
        isRed = true;
      }),
    ];
    for (const suite of suites) {
      await super.runTests([suite], watcher, options);
      if (isRed) break;
    }
    for (const end of unsubscribe) end();
  }
}
