import { describe, expect, test } from '@jest/globals';
import { readLabOptions } from './lab-options';
import { OptionError } from './option-list';

describe('The options of the lab', () => {
  test('without any, everything is at its default', () => {
    expect(readLabOptions([])).toEqual({ withoutOverrides: false });
  });

  test('a topology and a fault are given by name', () => {
    expect(readLabOptions(['--topology', 'nva-bgp', '--fault=an appliance deallocated'])).toEqual({ topology: 'nva-bgp', fault: 'an appliance deallocated', withoutOverrides: false });
  });

  test('what is no option is refused, for nobody else would take it', () => {
    expect(() => readLabOptions(['--toplogy', 'nva-bgp'])).toThrow(new OptionError('There is no option "--toplogy". `npm run lab` takes --fault NAME, --topology NAME or FILE, --from FILE, --save FILE, --without-overrides, --lab in-process or kernel.'));
  });

  test('a survey, a place to save to and leaving out overrides are options of their own', () => {
    expect(readLabOptions(['--from', 'survey.json', '--save=net.json', '--without-overrides'])).toEqual({ from: 'survey.json', save: 'net.json', withoutOverrides: true });
  });

  test('there is one network', () => {
    expect(() => readLabOptions(['--from', 'survey.json', '--topology', 'nva-bgp'])).toThrow(new OptionError('--from and --topology name a network each; only one can be had.'));
  });
});
