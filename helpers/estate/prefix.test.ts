import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Prefix } from './prefix';
import { canonical, contains, covers, isWithin, overlaps, parseAddress, parsePrefix, sameAddress, samePrefix } from './prefix';

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (!parsed) throw new Error(`${text} is no prefix`);
  return parsed;
}

describe('A prefix', () => {
  test.each(['10.0.0.0/8', '0.0.0.0/0', '10.1.2.3/32', '2001:db8::/32', '::/0'])('%s is one, and is its own canonical form', (text) => {
    expect(canonical(prefix(text))).toBe(text);
  });

  test.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.255.255.255/9', '10.128.0.0/9'],
    ['255.255.255.255/0', '0.0.0.0/0'],
    ['2001:DB8:0:0:1::/33', '2001:db8::/33'],
    [' 10.0.0.0/16 ', '10.0.0.0/16'],
  ])('%s is spelled %s', (text, expected) => {
    expect(canonical(prefix(text))).toBe(expected);
  });

  test.each(['VirtualNetwork', 'AzureCloud.westeurope', '*', '', '10.0.0/8', '10', '010.0.0.0/8', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/0x8'])('%p is none', (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  });

  test.each(['10.1', '0x0a000001', '10.0.0.256', 'host', ''])('%p is no address', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('contains its addresses, and none of the other family', () => {
    const address = parseAddress('10.0.1.4');
    expect(address && contains(prefix('10.0.1.0/24'), address)).toBe(true);
    expect(address && contains(prefix('10.0.2.0/24'), address)).toBe(false);
    expect(address && contains(prefix('::/0'), address)).toBe(false);
    expect(isWithin('10.0.1.4', ['VirtualNetwork', '10.0.1.0/24'])).toBe(true);
    expect(isWithin('VirtualNetwork', ['VirtualNetwork'])).toBe(false);
  });

  test('covers what is nested in it, and overlaps what covers it', () => {
    expect(covers(prefix('10.0.0.0/8'), prefix('10.1.0.0/16'))).toBe(true);
    expect(covers(prefix('10.1.0.0/16'), prefix('10.0.0.0/8'))).toBe(false);
    expect(overlaps(prefix('10.1.0.0/16'), prefix('10.0.0.0/8'))).toBe(true);
    expect(overlaps(prefix('10.1.0.0/16'), prefix('10.2.0.0/16'))).toBe(false);
    expect(overlaps(prefix('0.0.0.0/0'), prefix('::/0'))).toBe(false);
  });

  test('is the same in any spelling; tags are compared without regard to case', () => {
    expect(samePrefix('10.0.0.9/24', '10.0.0.0/24')).toBe(true);
    expect(samePrefix('10.0.0.0/24', '10.0.0.0/25')).toBe(false);
    expect(samePrefix('virtualnetwork', 'VirtualNetwork')).toBe(true);
    expect(sameAddress('2001:DB8::1', '2001:db8:0::1')).toBe(true);
  });

  test('contains an address exactly when the leading bits agree', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.nat(2 ** 32 - 1), fc.nat(32), (network, address, length) => {
        const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
        const bits = (value: number): string => value.toString(2).padStart(32, '0').slice(0, length);
        expect(isWithin(dotted(address), [`${dotted(network)}/${length}`])).toBe(bits(network) === bits(address));
      }),
    );
  });
});
