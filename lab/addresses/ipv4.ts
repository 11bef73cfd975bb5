/** Which address family the text of an address or a prefix is of. */
export const isIPv4 = (addressOrPrefix: string): boolean => !addressOrPrefix.includes(':');
