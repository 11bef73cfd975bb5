/**
 * Three projects: the deployment suites, which judge a network (started by `npm run verify` and `npm run rehearse`), the
 * project's own tests (`npm test`), and the same properties over thousands of random cases (`npm run soak`).
 *
 * On Node 20 Jest reads a configuration in TypeScript through ts-node or esbuild-register and nothing else; all other TypeScript is
 * compiled by SWC (loader.cjs, and the transform below).
 *
 * @jest-config-loader esbuild-register
 */
import type { Config } from 'jest';

const transform: Config['transform'] = {
  '^.+\\.[cm]?[jt]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
};

/** Modules that are published as ES modules only. */
const transformIgnorePatterns = ['/node_modules/(?!(leven|p-limit|yocto-queue)/)'];

/** What the lab says in any test is judged by Microsoft's definitions of the API in the end. */
const judged: Config = {
  setupFiles: ['<rootDir>/rehearsals/no-colours.cjs'],
  globalSetup: '<rootDir>/rehearsals/definitions/collect.ts',
  setupFilesAfterEnv: ['<rootDir>/rehearsals/definitions/collect-by-test.ts'],
  globalTeardown: '<rootDir>/rehearsals/definitions/judge-collected.ts',
};

const config: Config = {
  /** On two cores Jest would use one. */
  maxWorkers: '100%',
  // Rehearsals wait more than they compute: for packets that are lost.
  maxConcurrency: 8,
  testSequencer: '<rootDir>/rehearsals/long-first.cjs',
  /** `verify` has reporters of its own. */
  reporters: ['default', '<rootDir>/rehearsals/skip-reasons.cjs'],
  projects: [
    {
      displayName: 'deployment',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testEnvironment: '<rootDir>/helpers/suite/environment.ts',
      transform,
      transformIgnorePatterns,
    },
    {
      displayName: 'project',
      testMatch: ['<rootDir>/{helpers,lab,rehearsals}/**/*.test.ts'],
      transform,
      transformIgnorePatterns,
      ...judged,
    },
    {
      displayName: 'soak',
      testMatch: ['<rootDir>/rehearsals/**/*.soak.ts'],
      transform,
      transformIgnorePatterns,
      ...judged,
    },
  ],
};

export default config;
