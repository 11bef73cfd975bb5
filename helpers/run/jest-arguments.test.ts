import { describe, expect, test } from '@jest/globals';
import { refusalLine, refusedArguments } from './jest-arguments';

const lines = (...args: string[]): string[] => refusedArguments(args).map(refusalLine);

describe('Jest’s arguments are passed on', () => {
  test.each([
    [[]],
    [['-t', 'ER-02']],
    [['-t=ER-02', '--bail']],
    [['--testNamePattern', 'ER-02', 'tests/peerings', 'tests/ssh']],
    [['--test-name-pattern=ER-02', '--test-path-patterns', 'peerings']],
    [['--shard=1/3', '--bail=true', '-b', '--ci']],
    [['--json', '--outputFile', 'results.json', '--reporters', 'default', '--reporters=github-actions']],
    [['--verbose', '--no-cache', '--no-color']],
    [['--runTestsByPath', 'tests/[peerings.test.ts']],
    [['--coverage', '--coverageProvider', 'v8', '-be']],
    [['--', '--watch']],
    [['--passWithNoTests', '--openHandlesTimeout', '0', '--maxConcurrency=4', '--testTimeout', '5000']],
  ])('%j', (args) => {
    expect(refusedArguments(args)).toEqual([]);
  });
});

describe('An option that does not exist', () => {
  test.each([
    ['--fualt', '--fualt: neither spokecheck nor Jest has this option; --help lists spokecheck’s.'],
    ['--baill', '--baill: neither spokecheck nor Jest has this option; the nearest is --bail.'],
    ['--reportres=default', '--reportres: neither spokecheck nor Jest has this option; the nearest is --reporters.'],
    ['--test-name-patern', '--test-name-patern: neither spokecheck nor Jest has this option; the nearest is --test-name-pattern.'],
    ['--testPathPattern=x', '--testPathPattern: neither spokecheck nor Jest has this option; the nearest is --testPathPatterns.'],
    ['--wach', '--wach: neither spokecheck nor Jest has this option; the nearest is --cache.'],
    ['--init', '--init: neither spokecheck nor Jest has this option; --help lists spokecheck’s.'],
    ['--no-such', '--no-such: neither spokecheck nor Jest has this option; --help lists spokecheck’s.'],
    ['-x', '-x: neither spokecheck nor Jest has this option; --help lists spokecheck’s.'],
    ['-bail', '-bail: neither spokecheck nor Jest has this option; the nearest is --bail.'],
  ])('%s is refused, with the nearest that does exist', (argument, line) => {
    expect(lines(argument)).toEqual([line]);
  });

  test('may be spokecheck’s own, misspelled', () => {
    expect(refusedArguments(['--fualt', 'x'], [{ name: 'fault', value: 'NAME', help: '' }]).map(refusalLine)).toEqual([
      '--fualt: neither spokecheck nor Jest has this option; the nearest is --fault.',
    ]);
  });
});

describe('An option of Jest under which nothing would be judged as it should be', () => {
  test.each([
    ['--listTests', 'under it Jest runs no test, so nothing would be judged'],
    ['--list-tests', 'under it Jest runs no test, so nothing would be judged'],
    ['--showConfig', 'under it Jest runs no test, so nothing would be judged'],
    ['--collectTests', 'under it Jest runs no test, so nothing would be judged'],
    ['--clearCache', 'under it Jest runs no test, so nothing would be judged'],
    ['--watch', 'watching never ends, and the network is read only once, at the start'],
    ['--watchAll=true', 'watching never ends, and the network is read only once, at the start'],
    ['--help', 'it is answered before a run, by npm run verify and npm run rehearse themselves'],
    ['-h', 'it is answered before a run, by npm run verify and npm run rehearse themselves'],
    ['--version', 'it is answered before a run, by npm run verify and npm run rehearse themselves'],
    ['--selectProjects=soak', 'it would run other tests than the deployment suites'],
    ['-c', 'it would run other tests than the deployment suites'],
    ['--globals.x=1', 'it changes how the suites are loaded or run, and their verdicts would no longer be spokecheck’s'],
    ['--env=jsdom', 'it changes how the suites are loaded or run, and their verdicts would no longer be spokecheck’s'],
    ['-w', 'the suites run one after another in this process, in the order in which a network is understood'],
    ['--no-randomize', 'the suites run one after another in this process, in the order in which a network is understood'],
    ['-o', 'it selects tests by changes of the code, but they depend on the network; select with -t or a path'],
    ['-bf', 'it selects by the results of an earlier run, which may have been of another network'],
    ['-u', 'no check has a snapshot'],
  ])('%s is refused', (argument, why) => {
    expect(refusedArguments([argument])).toMatchObject([{ why }]);
  });
});

describe('A value that Jest would object to when the network has been read is refused before', () => {
  test.each([
    [['-t'], '-t: it needs a value.'],
    [['-t', '--bail'], '-t: it needs a value.'],
    [['-tER-02'], '-tER-02: write -t ER-02.'],
    [['-t', '('], '-t: it is no regular expression (Invalid regular expression: /(/i: Unterminated group).'],
    [['ssh['], 'ssh[: it is no regular expression (Invalid regular expression: /ssh[/i: Unterminated character class).'],
    [['--bail=3'], '--bail: it takes no value.'],
    [['--shard=4/3'], '--shard: "4/3" is no part; the second of three is 2/3.'],
    [['--shard', '0/3'], '--shard: "0/3" is no part; the second of three is 2/3.'],
    [['--shard=1/3', '--shard', '2/3'], '--shard: it is given more than once.'],
    [['--coverageProvider', 'v9'], '--coverageProvider: "v9" is none of babel, v8.'],
    [['--testTimeout=soon'], '--testTimeout: "soon" is no number that it can be.'],
    [['--maxConcurrency', '0'], '--maxConcurrency: "0" is no number that it can be.'],
  ])('%j', (args, line) => {
    expect(lines(...args)).toEqual([line]);
  });
});

test('Each refused argument is told once, in the order in which they were given', () => {
  const refused = refusedArguments(['--watch', '-t', 'ER-02', '--nope', '--watch', '--listTests']);
  expect(refused.map(({ argument }) => argument)).toEqual(['--watch', '--nope', '--listTests']);
});
