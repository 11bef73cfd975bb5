/** jest-junit ships no types; this is the part of it that junit.ts uses. */
declare module 'jest-junit' {
  import type { TestResult } from '@jest/test-result';

  export default class JestJUnit {
    constructor(globalConfig: { rootDir: string }, options: Record<string, string>);
    /** Writes the document. */
    onRunComplete(contexts: unknown[], results: { startTime: number; numTotalTests: number; testResults: TestResult[] }): Promise<void>;
  }
}
