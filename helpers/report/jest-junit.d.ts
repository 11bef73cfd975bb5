/** jest-junit ships no types; this is the part of it that junit.ts uses. */
declare module 'jest-junit' {
  export default class JestJUnit {
    constructor(globalConfig: { rootDir: string }, options: Record<string, string>);
    /** Writes the document. */
    onRunComplete(contexts: unknown[], results: { startTime: number; testResults: Record<string, unknown>[] }): Promise<void>;
  }
}
