/** The kernel lab is about IPv4: of addresses and prefixes of both families it takes that one. */
export const isIPv4 = (addressOrPrefix: string): boolean => !addressOrPrefix.includes(':');
