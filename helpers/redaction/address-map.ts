/**
 * Addresses that keep their structure (after Crypto-PAn): two that share their first n bits share the first n after it, and no more. So containment,
 * overlap and the longest match stay as they are. What has a meaning of its own stays where it is: private, special and reserved ranges, as
 * blocks. Bits beyond the 24th (IPv6: the 64th), and those within a subnet, stay: a host keeps its place in its subnet.
 */
import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import type { Address } from '../estate/prefix';
import { parseAddress } from '../estate/prefix';

/** What is mapped within, but neither left nor entered. The last ones are those that Azure routes to None unless somebody uses them. */
const blocks = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  ...['25.48.0.0/12', '25.4.0.0/14', '198.18.0.0/15', '157.59.0.0/16', '25.33.0.0/16', '40.109.0.0/16', '104.147.0.0/16', '104.146.0.0/17', '40.108.0.0/17'],
  ...['23.103.0.0/18', '25.41.0.0/20', '20.35.252.0/22'],
  ...['fc00::/8', 'fd00::/8', '2000::/3', '64:ff9b::/96'],
  ...['2603:1080::/25', '2001:4898::/33', '2404:f801::/33', '2a01:110::/33', '2a01:4180:8000::/33', '2001:489a::/35', '2001:489a:e000::/35'],
  ...['2a01:111::/36', '2a01:111:e000::/36', '2001:506:28::/48', '2801:80:1d0:2000::/52'],
];

/** What is nobody's own and stays as it is, all of it. */
const untouched = [
  ...['0.0.0.0/8', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/16', 'fe80::/10', 'ff00::/8', 'fd35:eef2::/32', 'fde4:8dba::/32'],
];

/** As a text of ones and zeros, after the family: `4` or `6`. */
const bitsOf = (address: Address): string => `${address.kind() === 'ipv4' ? '4' : '6'}${address.toByteArray().map((byte) => byte.toString(2).padStart(8, '0')).join('')}`;

const addressOf = (bits: string): string => ipaddr.fromByteArray((bits.slice(1).match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2))).toString();

function prefixBits(text: string): string | undefined {
  const [base = '', length = ''] = text.trim().split('/');
  const address = parseAddress(base);
  if (!address) return undefined;
  const bits = bitsOf(address);
  return length === '' ? bits : bits.slice(0, 1 + Number(length));
}

const [blockBits, untouchedBits] = [blocks, untouched].map((texts) => texts.flatMap((text) => prefixBits(text) ?? [])) as [string[], string[]];
const allBits = [...blockBits, ...untouchedBits];

export interface AddressMap {
  /** The address or prefix in place of this one, `10.1.2.0/24` for `10.7.2.0/24`; undefined for what is neither. */
  place(text: string): string | undefined;
}

/** @param key who has it can map back. @param subnets the prefixes within which nothing is changed */
export function createAddressMap(key: string, subnets: readonly string[]): AddressMap {
  const whole = new Set([...subnets.flatMap((text) => prefixBits(text) ?? []), ...untouchedBits]);
  const flips = new Map<string, boolean>();
  const isFlipped = (above: string): boolean => {
    const known = flips.get(above);
    if (known !== undefined) return known;
    const leadsToBlock = allBits.some((block) => block.length > above.length && block.startsWith(above));
    const flipped = !leadsToBlock && ((createHmac('sha256', key).update(above).digest()[0] ?? 0) & 1) === 1;
    flips.set(above, flipped);
    return flipped;
  };
  const mapped = (bits: string, length: number): string => {
    const most = 1 + Math.min(length, bits.startsWith('4') ? 24 : 64);
    let made = bits.slice(0, 1);
    for (let at = 1; at < most; at += 1) {
      const above = bits.slice(0, at);
      if (whole.has(above)) break;
      made += isFlipped(above) === (bits[at] === '0') ? '1' : '0';
    }
    return made + bits.slice(made.length);
  };
  return {
    place(text) {
      const [, base = '', slash = '', length = ''] = /^\s*([^/\s]+)(?:(\/)(\d{1,3}))?\s*$/.exec(text) ?? [];
      const address = parseAddress(base);
      if (!address) return undefined;
      const bits = bitsOf(address);
      const most = bits.length - 1;
      if (slash !== '' && Number(length) > most) return undefined;
      return `${addressOf(mapped(bits, slash === '' ? most : Number(length)))}${slash}${length}`;
    },
  };
}
