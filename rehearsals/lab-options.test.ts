import { describe, expect, test } from '@jest/globals';
import { readLabOptions } from './lab-options';
import { OptionError } from './option-list';

describe('The options of the lab', () => {
  test('without any, everything is at its default', () => {
    expect(readLabOptions([])).toEqual({});
  });

  test('a topology and a fault are told by name', () => {
    expect(readLabOptions(['--topology', 'nva-bgp', '--fault=an appliance deallocated'])).toEqual({ topology: 'nva-bgp', fault: 'an appliance deallocated' });
  });

  test('what is no option is refused, for nobody else would take it', () => {
    expect(() => readLabOptions(['--toplogy', 'nva-bgp'])).toThrow(new OptionError('There is no option "--toplogy". `npm run lab` takes --fault, --topology.'));
  });
});
