import { describe, expect, test } from '@jest/globals';
import { OptionError } from '../helpers/run/command-line';
import { helpText } from '../helpers/run/help';
import { labHelp, readLabOptions } from './lab-options';

describe('The options of the lab', () => {
  test('without any, everything is at its default', () => {
    expect(readLabOptions([])).toEqual({ withoutOverrides: false });
  });

  test('a topology and a fault are given by name', () => {
    expect(readLabOptions(['--topology', 'nva-bgp', '--fault=an appliance deallocated'])).toEqual({ topology: 'nva-bgp', fault: 'an appliance deallocated', withoutOverrides: false });
  });

  test.each([
    ['--toplogy', 'There is no option "--toplogy"; the nearest is --topology. `npm run lab -- --help` lists them all.'],
    ['-t', 'There is no option "-t". `npm run lab -- --help` lists them all.'],
    ['nva-bgp', 'There is no option "nva-bgp". `npm run lab -- --help` lists them all.'],
  ])('%s is no option and is refused, for the lab takes none of Jest', (argument, message) => {
    expect(() => readLabOptions([argument])).toThrow(new OptionError(message));
  });

  test('a survey, a file to save to and the dropping of recorded values are options of their own', () => {
    expect(readLabOptions(['--from', 'survey.json', '--save=net.json', '--without-overrides'])).toEqual({ from: 'survey.json', save: 'net.json', withoutOverrides: true });
  });

  test('there is one network', () => {
    expect(() => readLabOptions(['--from', 'survey.json', '--topology', 'nva-bgp'])).toThrow(new OptionError('--from and --topology name a network each; only one can be had.'));
  });

  test('the help is one screen', () => {
    expect(helpText(labHelp).split('\n').length).toBeLessThan(40);
  });
});
