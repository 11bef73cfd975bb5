import fc from 'fast-check';
import { contains, formatAddress, formatPrefix, longestMatches, overlaps, parseAddress, parsePrefix, sameAddress, samePrefix, without, type Prefix } from './addresses';

const anyAddress = fc.oneof(
  fc.record({ family: fc.constant(4 as const), value: fc.bigInt(0n, (1n << 32n) - 1n) }),
  fc.record({ family: fc.constant(6 as const), value: fc.bigInt(0n, (1n << 128n) - 1n) }),
);

test.each(['10.1.0', '10.1.0.256', '10.1.0.01', '10.1.0.0.0', '::1::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '12345::', 'hub', ''])('%j is no address', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test.each(['10.1.0/24', '10.1.0.0', '10.1.0.0/33', '10.1.0.4/16', '::1/64', 'fd00::/129', '/8'])('%j is no prefix', (text) => {
  expect(parsePrefix(text)).toBeUndefined();
});

test('an address is a number', () => {
  expect(parseAddress('10.0.1.4')).toEqual({ family: 4, value: 0x0a000104n });
  expect(parseAddress('fd00::1:0')).toEqual({ family: 6, value: (0xfd00n << 112n) + 0x10000n });
  expect(parseAddress('::')).toEqual({ family: 6, value: 0n });
});

test.each([
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:DB8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['fe80:0:0:0:0:0:0:0', 'fe80::'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['100:0:0:0:0:0:0:10', '100::10'],
])('%s is written %s', (long, short) => {
  const address = parseAddress(long);
  expect(address && formatAddress(address)).toBe(short);
});

test('every address survives being written and read', () => {
  fc.assert(
    fc.property(anyAddress, (address) => {
      expect(parseAddress(formatAddress(address))).toEqual(address);
    }),
  );
});

test('a prefix contains its first and its last address, and not their neighbours', () => {
  expect(['10.1.3.255', '10.1.4.0', '10.1.7.255', '10.1.8.0'].map((address) => contains('10.1.4.0/22', address))).toEqual([false, true, true, false]);
  expect(['fd00:0:0:1::', 'fd00:0:0:1:ffff::', 'fd00:0:0:2::'].map((address) => contains('fd00:0:0:1::/64', address))).toEqual([true, true, false]);
});

test('a prefix contains the prefixes within it, and none of the other family', () => {
  expect(contains('10.0.0.0/8', '10.1.0.0/16')).toBe(true);
  expect(contains('10.1.0.0/16', '10.0.0.0/8')).toBe(false);
  expect(contains('0.0.0.0/0', '::1')).toBe(false);
  expect(contains('::/0', '10.0.0.1')).toBe(false);
});

test('what is no prefix contains nothing', () => {
  expect(contains('AzureCloud', '10.0.0.1')).toBe(false);
  expect(contains('10.0.0.0/8', 'AzureCloud')).toBe(false);
});

test('two prefixes overlap when one contains the other', () => {
  expect(overlaps('10.1.0.0/16', '10.1.2.0/24')).toBe(true);
  expect(overlaps('10.1.2.0/24', '10.1.0.0/16')).toBe(true);
  expect(overlaps('10.1.0.0/16', '10.2.0.0/16')).toBe(false);
});

test('spelling makes no different address', () => {
  expect(sameAddress('fd00::1', 'FD00:0:0:0:0:0:0:1')).toBe(true);
  expect(sameAddress('10.0.0.1', '::10.0.0.1')).toBe(false);
  expect(samePrefix('fd00::/64', 'FD00:0::/64')).toBe(true);
  expect(samePrefix('10.0.0.0/8', '10.0.0.0/9')).toBe(false);
});

test('the longest prefix that contains the address wins, as often as it is there', () => {
  const prefixesOf = (item: { of: string[] }): string[] => item.of;
  const wide = { of: ['10.0.0.0/8'] };
  const several = { of: ['192.168.0.0/16', '10.2.0.0/16'] };
  const twin = { of: ['10.2.0.0/16'] };
  const elsewhere = { of: ['10.3.0.0/24'] };
  expect(longestMatches([wide, several, twin, elsewhere], prefixesOf, '10.2.1.4')).toEqual([several, twin]);
  expect(longestMatches([wide, several, twin, elsewhere], prefixesOf, '10.9.1.4')).toEqual([wide]);
  expect(longestMatches([wide, several, twin, elsewhere], prefixesOf, '8.8.8.8')).toEqual([]);
});

test('what remains of a prefix without its holes is written in the largest pieces', () => {
  const at = (text: string): Prefix => parsePrefix(text) ?? { family: 4, value: 0n, length: 32 };
  expect(without(at('10.0.0.0/8'), [at('10.64.0.0/10'), at('10.64.1.0/24')]).map(formatPrefix)).toEqual(['10.0.0.0/10', '10.128.0.0/9']);
  expect(without(at('10.0.0.0/8'), [at('0.0.0.0/0')])).toEqual([]);
  expect(without(at('10.0.0.0/8'), [at('11.0.0.0/8')]).map(formatPrefix)).toEqual(['10.0.0.0/8']);
});
