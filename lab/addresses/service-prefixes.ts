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

/** The service tags that a user route may have for its prefix, in all regions or, as in `Storage.WestEurope`, in one; each with a few public prefixes that stand in for it. */
const prefixesOfTag: Record<string, readonly string[]> = {
  AzureActiveDirectory: ['20.190.128.0/18', '40.126.0.0/18'],
  AzureBackup: ['13.66.140.192/26', '40.64.135.128/25'],
  AzureCloud: ['13.64.0.0/16', '20.33.0.0/16', '40.64.64.0/18', '52.224.0.0/16'],
  AzureContainerRegistry: ['20.21.42.0/25', '20.45.122.64/26'],
  AzureCosmosDB: ['13.64.69.151/32', '52.230.87.21/32'],
  AzureKeyVault: prefixes['Microsoft.KeyVault'] ?? [],
  AzureMonitor: ['13.65.96.175/32', '20.43.120.248/29'],
  EventHub: ['13.64.195.117/32', '20.21.33.0/26'],
  ServiceBus: ['13.65.95.152/32', '20.21.34.32/28'],
  Sql: prefixes['Microsoft.Sql'] ?? [],
  Storage: prefixes['Microsoft.Storage'] ?? [],
};

export const knownRouteTags: readonly string[] = Object.keys(prefixesOfTag);

/** Undefined for what is no tag of a route. */
export function routeTagPrefixes(text: string): readonly string[] | undefined {
  const [, tag = ''] = /^(\w+)(?:\.\w+)?$/.exec(text) ?? [];
  return Object.hasOwn(prefixesOfTag, tag) ? prefixesOfTag[tag] : undefined;
}
