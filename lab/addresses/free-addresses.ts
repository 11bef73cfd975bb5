/** The addresses that Azure hands out in a subnet, in the order in which Route Server instances and gateways get them. */
import { formatAddress, parsePrefix, sameAddress, sizeOf } from './addresses';

/** Azure keeps the first four addresses of a subnet and the last one. */
const reservedAtStart = 4n;
const reservedAtEnd = 1n;

/**
 * The first free addresses of a subnet, in ascending order; fewer than asked for where the subnet is full or malformed.
 * `taken` are addresses held by others. Real Route Servers were seen to get .4 and .5 of their subnet.
 */
export function firstFreeAddresses({ addressPrefixes }: { readonly addressPrefixes: readonly string[] }, count: number, taken: readonly string[]): string[] {
  const prefix = parsePrefix(addressPrefixes[0] ?? '');
  if (!prefix) return [];
  const free: string[] = [];
  const end = prefix.value + sizeOf(prefix) - reservedAtEnd;
  for (let value = prefix.value + reservedAtStart; value < end && free.length < count; value++) {
    const address = formatAddress({ family: prefix.family, value });
    if (!taken.some((other) => sameAddress(other, address))) free.push(address);
  }
  return free;
}
