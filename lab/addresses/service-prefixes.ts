/**
 * The prefixes that a service endpoint puts into the effective routes. Azure publishes hundreds of them for a service and changes them
 * weekly; these few public ones stand in for them, so that rows of next hop type VirtualNetworkServiceEndpoint with several prefixes exist.
 */

export const knownServices = ['Microsoft.Storage', 'Microsoft.Sql', 'Microsoft.KeyVault'] as const;

const prefixes: Record<string, readonly string[]> = {
  'Microsoft.Storage': ['20.38.96.0/23', '20.60.0.0/24', '52.239.128.0/24'],
  'Microsoft.Sql': ['13.67.16.192/29', '23.98.80.0/22'],
  'Microsoft.KeyVault': ['13.66.138.88/30', '52.148.84.140/30'],
};

/** Throws for a service that the lab doesn't know: an invented prefix would steer real addresses. */
export function servicePrefixes(service: string): readonly string[] {
  const known = prefixes[service];
  if (!known) throw new Error(`The lab knows no prefixes of the service ${service}; it knows ${knownServices.join(', ')}.`);
  return known;
}
