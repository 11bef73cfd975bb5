import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contains, overlaps, parseAddress, parsePrefix } from '../estate/prefix';
import { createAddressMap } from './address-map';

const ipv4 = fc.tuple(...Array.from({ length: 4 }, () => fc.nat(255))).map((bytes) => bytes.join('.'));
const privately = fc.tuple(fc.constantFrom('10.0', '10.1', '172.16', '192.168', '100.64', '52.1'), fc.nat(4), fc.nat(255)).map(([start, third, last]) => `${start}.${String(third)}.${String(last)}`);
const address = fc.oneof(privately, ipv4);
const prefixed = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([base, length]) => parsePrefix(`${base}/${String(length)}`)?.text ?? '');
const key = fc.string({ minLength: 1 });

const fixed = ['0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '255.255.255.255', '168.63.129.16', '127.0.0.1', '0.0.0.0', '::/0', '::1', 'fe80::1', 'fc00::/7', '2000::/3'];

const place = (map: ReturnType<typeof createAddressMap>, text: string): string => map.place(text) ?? '';

describe('Addresses in place of others', () => {
  test.each(fixed)('%s is itself, whatever the key', (text) => {
    fc.assert(fc.property(key, (secret) => { expect(createAddressMap(secret, []).place(text)).toBe(text); }));
  });

  test('lie in the prefixes in place of those that they lay in, and in no others; two that differ stay two', () =>
    fc.assert(fc.property(key, fc.array(prefixed, { maxLength: 4 }), fc.array(prefixed, { minLength: 2, maxLength: 6 }), fc.array(address, { minLength: 2, maxLength: 6 }), (secret, subnets, prefixes, addresses) => {
      const map = createAddressMap(secret, subnets);
      const made = prefixes.map((text) => parsePrefix(place(map, text)));
      prefixes.forEach((text, at) => {
        const [prefix, other] = [parsePrefix(text), made[at]];
        if (!prefix || !other) throw new Error(text);
        // Host bits stay clear.
        expect(other.text).toBe(place(map, text));
        expect(other.length).toBe(prefix.length);
        for (const one of addresses) {
          const [before, after] = [parseAddress(one), parseAddress(place(map, one))];
          if (!before || !after) throw new Error(one);
          expect(contains(other, after)).toBe(contains(prefix, before));
        }
        prefixes.forEach((another, place2) => {
          const [first, second] = [parsePrefix(another), made[place2]];
          if (first && second) expect(overlaps(other, second)).toBe(overlaps(prefix, first));
        });
      });
      expect(new Set(addresses.map((one) => place(map, one))).size).toBe(new Set(addresses).size);
    })));

  test('of IPv6 likewise', () =>
    fc.assert(fc.property(key, fc.array(fc.tuple(fc.oneof(fc.ipV6(), fc.nat(9).map((group) => `fd12:3456:789a:${String(group)}::7`)), fc.integer({ min: 0, max: 128 })), { minLength: 2, maxLength: 6 }), (secret, drawn) => {
      const map = createAddressMap(secret, []);
      const ones = drawn.flatMap(([base, length]) => parsePrefix(`${base}/${String(length)}`) ?? []);
      for (const one of ones) {
        for (const other of ones) {
          const [first, second] = [parsePrefix(place(map, one.text)), parsePrefix(place(map, other.text))];
          if (!first || !second) throw new Error(one.text);
          expect(overlaps(first, second)).toBe(overlaps(one, other));
          expect(first.text === second.text).toBe(one.text === other.text);
        }
      }
    })));

  test('keep their place in a subnet, and in the last 8 bits', () =>
    fc.assert(fc.property(key, privately, fc.integer({ min: 12, max: 24 }), (secret, one, length) => {
      const subnet = parsePrefix(`${one}/${String(length)}`)?.text ?? '';
      const map = createAddressMap(secret, [subnet]);
      const offset = (address2: string, prefix: string): number => (parsePrefix(address2)?.number ?? 0) - (parsePrefix(prefix)?.number ?? 0);
      expect(offset(place(map, one), place(map, subnet))).toBe(offset(one, subnet));
      expect(place(createAddressMap(secret, []), one).split('.')[3]).toBe(one.split('.')[3]);
    })));

  test('stay private where they were, and are others with another key', () => {
    const made = ['10.1.2.4', '192.168.7.9', '172.20.1.1', '52.10.3.4', 'fd12:3456:789a:1::7'].map((one) => place(createAddressMap('key', []), one));
    expect(made.map((one) => one.split(/[.:]/)[0])).toEqual(['10', '192', '172', made[3]?.split('.')[0], expect.stringMatching(/^fd/)]);
    const keys = ['1', '2', '3', '4', '5', '6'];
    expect(new Set(keys.map((one) => place(createAddressMap(one, []), '10.1.2.4'))).size).toBeGreaterThan(3);
  });

  test('of what is none there is none', () => {
    const map = createAddressMap('key', []);
    expect(['VirtualNetwork', '*', '10.1', '10.0.0.0/33', '', '10.0.0.0/8/8'].map((text) => map.place(text))).toEqual(Array.from({ length: 6 }, () => undefined));
  });
});
