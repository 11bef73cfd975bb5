/** Tells the two families apart, in the text of an address or a prefix. */
export const isIPv4 = (addressOrPrefix: string): boolean => !addressOrPrefix.includes(':');
