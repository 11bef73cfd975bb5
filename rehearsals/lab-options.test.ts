import { describe, expect, test } from '@jest/globals';
import { OptionError } from '../helpers/run/command-line';
import { helpText } from '../helpers/run/help';
import { labHelp, readLabOptions } from './lab-options';

describe('The options of the lab', () => {
  test('without any, everything is at its default', () => {
    expect(readLabOptions([])).toEqual({ withoutOverrides: false, shell: 'bash' });
  });

  test('a topology and a fault are given by name', () => {
    expect(readLabOptions(['--topology', 'nva-bgp', '--fault=an appliance deallocated'])).toEqual({ topology: 'nva-bgp', fault: 'an appliance deallocated', withoutOverrides: false, shell: 'bash' });
  });

  test.each([
    ['--toplogy', 'There is no option "--toplogy"; the nearest is --topology. `npm run lab -- --help` lists them all.'],
    ['-t', 'There is no option "-t". `npm run lab -- --help` lists them all.'],
    ['nva-bgp', 'There is no option "nva-bgp". `npm run lab -- --help` lists them all.'],
  ])('%s is no option and is refused, for the lab takes none of Jest', (argument, message) => {
    expect(() => readLabOptions([argument])).toThrow(new OptionError(message));
  });

  test('a survey, a file to save to and the dropping of recorded values are options of their own', () => {
    expect(readLabOptions(['--from', 'survey.json', '--save=net.json', '--without-overrides'])).toEqual({ from: 'survey.json', save: 'net.json', withoutOverrides: true, shell: 'bash' });
  });

  test('the environment is for the shell that is named', () => {
    expect(readLabOptions(['--shell', 'powershell']).shell).toBe('powershell');
  });

  test('there is one network', () => {
    expect(() => readLabOptions(['--from', 'survey.json', '--topology', 'nva-bgp'])).toThrow(new OptionError('--from and --topology name a network each; only one can be had.'));
  });

  test('a network by size, and how fast the lab is', () => {
    expect(readLabOptions(['--spokes', '100', '--subscriptions=25', '--latency', '0.1', '--throttling'])).toEqual({ size: { spokes: 100, subscriptions: 25 }, latency: 0.1, throttling: true, withoutOverrides: false, shell: 'bash' });
    expect(readLabOptions(['--spokes=3', '--machines=2', '--regions=2', '--routes=each'])).toMatchObject({ size: { spokes: 3, machinesPerSpoke: 2, regions: 2, routesPerSpoke: 'each' } });
  });

  test.each([
    [['--spokes', '0'], '--spokes is a whole number from 1 to 16000, not "0".'],
    [['--spokes', '1e3'], '--spokes is a whole number from 1 to 16000, not "1e3".'],
    [['--spokes', '2', '--machines', '251'], '--machines is a whole number from 1 to 250, not "251".'],
    [['--spokes', '2', '--routes', 'two'], '--routes is one or each, not "two".'],
    [['--subscriptions', '2'], '--subscriptions is about a network that --spokes makes.'],
    [['--routes', 'each'], '--routes is about a network that --spokes makes.'],
    [['--spokes', '2', '--topology', 'nva-bgp'], '--spokes makes a network, and --topology names one; only one can be had.'],
    [['--spokes', '2', '--from', 'survey.json'], '--spokes makes a network, and --from names one; only one can be had.'],
    [['--shell', 'fish'], '--shell is bash, powershell, cmd, not "fish".'],
    [['--latency', '0'], '--latency is a factor above 0 and up to 10, not "0".'],
    [['--latency', 'much'], '--latency is a factor above 0 and up to 10, not "much".'],
  ])('%j is refused', (args, message) => {
    expect(() => readLabOptions(args)).toThrow(new OptionError(message));
  });

  test('the help is one screen', () => {
    expect(helpText(labHelp).split('\n').length).toBeLessThan(40);
  });
});
