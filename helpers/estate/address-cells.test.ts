import { describe, expect, test } from '@jest/globals';
import { addressesOfCells, addressText, cellsOfPorts, prefixRanges, rangeOf, without } from './address-cells';

const range = (text: string) => rangeOf(text) ?? { first: 0, last: -1 };
const cellsOf = (among: readonly string[], ...lists: readonly string[][]): string[] => addressesOfCells(among.map(range), lists.map(prefixRanges)).map(addressText);

describe('Addresses of cells', () => {
  test('are one where nothing cuts them', () => {
    expect(cellsOf(['10.1.1.0/24'])).toEqual(['10.1.1.0']);
    expect(cellsOf(['10.1.1.0/24'], ['10.0.0.0/8', '10.1.1.0/24', '10.2.0.0/16', 'VirtualNetwork', '2001:db8::/32'])).toEqual(['10.1.1.0']);
  });

  test('are one of each prefix and one of what is left of it', () => {
    expect(cellsOf(['10.1.1.0/24'], ['10.1.1.128/25'], ['10.1.1.128/26', '10.1.1.7'])).toEqual(['10.1.1.0', '10.1.1.7', '10.1.1.128', '10.1.1.192']);
    expect(cellsOf(['0.0.0.0/0'], ['128.0.0.0/1', '255.255.255.255/32'])).toEqual(['0.0.0.0', '128.0.0.0', '255.255.255.255']);
  });

  test('know prefixes that reach beyond the ranges', () => {
    expect(addressesOfCells([{ first: range('10.1.1.4').first, last: range('10.1.1.254').first }], [prefixRanges(['10.1.1.0/29', '10.1.1.128/25'])]).map(addressText)).toEqual(['10.1.1.4', '10.1.1.8', '10.1.1.128']);
  });

  test('lie in the ranges alone', () => {
    expect(cellsOf(['10.1.1.4', '10.1.1.9'], ['10.1.1.8/30', '10.1.1.5'])).toEqual(['10.1.1.4', '10.1.1.9']);
    expect(without([range('10.1.1.0/30')], [range('10.1.1.1').first, range('10.1.1.3').first]).map(({ first, last }) => [addressText(first), addressText(last)])).toEqual([['10.1.1.0', '10.1.1.0'], ['10.1.1.2', '10.1.1.2']]);
  });
});

test('Cells of ports leave 0 out, and have those that clients pick first', () => {
  expect(cellsOfPorts([])).toEqual([{ first: 1, last: 65_535 }]);
  expect(cellsOfPorts([{ first: 0, last: 53 }, { first: 1024, last: 65_535 }])).toEqual([{ first: 1024, last: 65_535 }, { first: 1, last: 53 }, { first: 54, last: 1023 }]);
});
