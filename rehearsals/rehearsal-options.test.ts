import { describe, expect, test } from '@jest/globals';
import { helpText } from '../helpers/run/help';
import { readOptions, rehearseHelp } from './rehearsal-options';

describe('The options of a rehearsal', () => {
  test('without any, everything is at its default', () => {
    expect(readOptions([])).toEqual({ withoutOverrides: false, list: false, allFaults: false, parity: false, allAttacks: false, jestArgs: [] });
  });

  test("its own are taken out, and Jest's stay in their order", () => {
    expect(readOptions(['-t', 'ER-02', '--fault', 'route to spoke 2 missing', '--shard=1/2'])).toEqual({ withoutOverrides: false, list: false, allFaults: false, parity: false, allAttacks: false, fault: 'route to spoke 2 missing', jestArgs: ['-t', 'ER-02', '--shard=1/2'] });
  });

  test('a value may follow an equals sign', () => {
    expect(readOptions(['--topology=mine.json', '--list', '--all-faults'])).toEqual({ withoutOverrides: false, list: true, allFaults: true, parity: false, allAttacks: false, topology: 'mine.json', jestArgs: [] });
  });

  test('a missing value is reported', () => {
    expect(() => readOptions(['--fault'])).toThrow('--fault needs a value.');
  });

  test('the kernel lab is one to be asked for by name', () => {
    expect(readOptions(['--lab', 'kernel'])).toEqual({ withoutOverrides: false, list: false, allFaults: false, parity: false, allAttacks: false, dataPlane: 'kernel', jestArgs: [] });
    expect(() => readOptions(['--lab', 'cloud'])).toThrow('--lab is in-process or kernel, not "cloud".');
  });

  test('a table of all faults is of the lab in process', () => {
    expect(() => readOptions(['--all-faults', '--lab=kernel'])).toThrow('--all-faults is about the lab in process; --parity compares the kernel lab with it.');
  });

  test.each([
    [['--list', '-t', 'ER-02'], '--list takes no arguments of Jest, such as -t.'],
    [['tests/ssh', '--all-faults'], '--all-faults takes no arguments of Jest, such as tests/ssh.'],
    [['--parity', '--bail'], '--parity takes no arguments of Jest, such as --bail.'],
  ])('%j: what is no single run selects no checks', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  test('attacks are all of them, or those of a name', () => {
    expect(readOptions(['--all-attacks'])).toMatchObject({ allAttacks: true, jestArgs: [] });
    expect(readOptions(['--attack', 'gzip bomb'])).toMatchObject({ allAttacks: false, attack: 'gzip bomb', jestArgs: [] });
    expect(() => readOptions(['--all-attacks', '-t', 'ER-02'])).toThrow('--all-attacks takes no arguments of Jest, such as -t.');
  });

  test('the help is one screen', () => {
    const lines = helpText(rehearseHelp).split('\n');
    expect(lines.at(-1)).toBe('Exit code: 0 as expected, 1 not as expected, 2 inconclusive or not run. Reports: reports/rehearsal/, or REPORT_DIR.');
    expect(lines.length).toBeLessThan(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
  });
});
