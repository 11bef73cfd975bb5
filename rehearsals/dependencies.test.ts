/** Pipelines install with `npm ci --omit=dev`: what is loaded there must not need what is left out. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { dependencies } from '../package.json';

const root = join(__dirname, '..');

/** What npm scripts and Jest load by name: entry points, suites, and the modules that Jest is given as paths. */
const loadedByName = [
  ...readdirSync(join(root, 'bin')).map((file) => `bin/${file}`),
  ...readdirSync(join(root, 'tests')).map((file) => `tests/${file}`),
  ...['loader.cjs', 'jest.config.ts', 'rehearsals/skip-reasons.cjs', 'rehearsals/long-first.cjs', 'rehearsals/no-colours.cjs', 'helpers/report/console-reporter.ts', 'helpers/run/bail-runner.ts', 'helpers/suite/suite-order.ts', 'lab/kernel/misbehaving-server.ts'],
];

/** The modules that a file imports; those of types alone are gone when it runs. */
function importsOf(text: string): string[] {
  const statements = [...text.matchAll(/^(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s)?'([^']+)'/gm), ...text.matchAll(/\b(?:require|import)\('([^']+)'\)/g)];
  return statements.map(([, module = '']) => module);
}

const fileOf = (path: string): string | undefined => [path, `${path}.ts`, join(path, 'index.ts')].find((file) => /\.(ts|cjs)$/.test(file) && existsSync(file));

const packageOf = (module: string): string => module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');

/** `package: file that imports it`, of everything that can be reached. */
function packagesReached(): Map<string, string> {
  const [seen, packages, due] = [new Set<string>(), new Map<string, string>(), loadedByName.map((file) => join(root, file))];
  for (let file = due.pop(); file !== undefined; file = due.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const module of importsOf(readFileSync(file, 'utf8'))) {
      if (!module.startsWith('.')) packages.set(packageOf(module), relative(root, file));
      else due.push(...[fileOf(join(dirname(file), module))].filter((found) => found !== undefined));
    }
  }
  return packages;
}

test('all that is loaded in a pipeline is a dependency, not one of development', () => {
  const undeclared = [...packagesReached()].filter(([name]) => !isBuiltin(name) && !Object.hasOwn(dependencies, name));
  expect(undeclared.map(([name, file]) => `${name}: ${file}`)).toEqual([]);
});

test('the walk reaches what it should', () => {
  expect([...packagesReached().keys()]).toEqual(expect.arrayContaining(['@azure/arm-network', '@jest/globals', '@swc/core', 'pirates', 'ssh2', 'zod', 'jest-junit']));
});
