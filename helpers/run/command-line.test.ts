import { describe, expect, test } from '@jest/globals';
import type { OwnOption } from './command-line';
import { nearestOption, OptionError, readCommandLine } from './command-line';

const own: readonly OwnOption[] = [
  { name: 'fault', value: 'NAME', help: '' },
  { name: 'all-faults', help: '' },
  { name: 'help', short: 'h', help: '' },
];

const read = (...args: string[]) => {
  const line = readCommandLine(args, own);
  return { fault: line.value('fault'), allFaults: line.flag('all-faults'), help: line.flag('help'), rest: line.rest };
};

const nothing = { fault: undefined, allFaults: false, help: false, rest: [] };

describe('A command line', () => {
  test('without arguments has nothing', () => {
    expect(read()).toEqual(nothing);
  });

  test('has its own options taken out, and the rest in its order', () => {
    expect(read('-t', 'ER-02', '--fault', 'a route missing', 'tests/ssh', '--all-faults', '--shard=1/2')).toEqual({
      ...nothing,
      fault: 'a route missing',
      allFaults: true,
      rest: ['-t', 'ER-02', 'tests/ssh', '--shard=1/2'],
    });
  });

  test('has a value after an equals sign, also one that begins with a dash', () => {
    expect(read('--fault=-x')).toEqual({ ...nothing, fault: '-x' });
  });

  test('has letters for options', () => {
    expect(read('-h')).toEqual({ ...nothing, help: true });
  });

  test('leaves the value of an option of Jest alone, even if it looks like an option of its own', () => {
    expect(read('-t', '--fault', '--reporters', 'default')).toEqual({ ...nothing, rest: ['-t', '--fault', '--reporters', 'default'] });
  });

  test('leaves everything after two dashes alone', () => {
    expect(read('--', '--fault', 'x')).toEqual({ ...nothing, rest: ['--', '--fault', 'x'] });
  });
});

describe('A command line is refused', () => {
  test.each([
    [['--fault'], '--fault needs a value.'],
    [['--fault='], '--fault needs a value.'],
    [['--fault', '--all-faults'], '--fault needs a value.'],
    [['--all-faults=yes'], '--all-faults takes no value.'],
    [['--fault', 'a', '--fault', 'b'], '--fault is given more than once.'],
  ])('%j', (args, message) => {
    expect(() => readCommandLine(args, own)).toThrow(new OptionError(message));
  });
});

describe('The nearest option', () => {
  test('is the one with the fewest letters to change', () => {
    expect(nearestOption('toplogy', ['fault', 'topology'])).toBe('--topology');
  });

  test('is none where no option is similar', () => {
    expect(nearestOption('x', ['fault', 'topology'])).toBeUndefined();
  });
});
