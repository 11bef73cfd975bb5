/** Where real traffic itself differs from Microsoft's published definitions. The lab may differ there too, and nowhere else. */
import type { Difference } from './definitions';

export interface KnownDifference {
  readonly code: 'OBJECT_ADDITIONAL_PROPERTIES' | 'INVALID_TYPE' | 'ENUM_MISMATCH';
  /** What sends it: an operation, or the resource that all operations with this name before the underscore return. */
  readonly of: string;
  /** Where in the operation's answer, or in the resource, be it sent alone, in a list or within another. */
  readonly place: string;
  /** With `ENUM_MISMATCH`: the value that the definitions lack. */
  readonly value?: string;
  /** The recording that shows it. `not-http` is a transcript of public command-line output. */
  readonly recordedIn: string;
  readonly reason: string;
}

const addition = (of: string, place: string, recordedIn: string, reason: string): KnownDifference => ({ code: 'OBJECT_ADDITIONAL_PROPERTIES', of, place, recordedIn, reason });

const effectiveRoutes = 'NetworkInterfaces_GetEffectiveRouteTable';

/** As published, the enum takes any other text, too. Here it does not, so that no next hop is made up. */
const nextHop = (value: string, reason: string): KnownDifference => ({ code: 'ENUM_MISMATCH', of: effectiveRoutes, place: 'value[].nextHopType', value, recordedIn: 'not-http', reason });

export const knownDifferences: readonly KnownDifference[] = [
  addition('VirtualNetworks', 'properties.addressSpace.ipamPoolPrefixAllocations', 'vnet-3', 'defined later; Azure sends it where 2024-03-01 is asked for'),
  addition('VirtualNetworks', 'properties.privateEndpointVNetPolicies', 'vnet-3', 'defined later; Azure sends it where 2024-03-01 is asked for'),
  addition('Subnets', 'properties.ipamPoolPrefixAllocations', 'vnet-3', 'defined later; Azure sends it where 2024-03-01 is asked for'),
  addition('VirtualNetworkPeerings', 'properties.remoteAddressSpace.ipamPoolPrefixAllocations', 'peering-1', 'defined later; Azure sends it where 2024-03-01 is asked for'),
  addition('VirtualNetworkPeerings', 'properties.remoteVirtualNetworkAddressSpace.ipamPoolPrefixAllocations', 'peering-1', 'defined later; Azure sends it where 2024-03-01 is asked for'),
  addition('VirtualNetworkPeerings', 'properties.remoteGateways', 'peering-1', 'in no definition; names the gateway that useRemoteGateways leads to'),
  addition('VirtualNetworkPeerings', 'properties.routeServiceVips', 'peering-1', 'in no definition; an empty object in each recording'),
  addition('VirtualHubs', 'properties.networkVirtualAppliances', 'route-server-2', 'in no definition; an empty list with each recorded Route Server'),
  addition('VirtualNetworkGateways', 'properties.isMigrateToCSES', 'peering-1', 'in no definition; a migration of Azure’s own machines'),
  addition('VirtualNetworkGateways', 'properties.packetCaptureDiagnosticState', 'peering-1', 'in no definition'),
  addition('VirtualNetworkGateways', 'properties.ipConfigurations[].type', 'peering-1', 'an IP configuration has its resource type, which its definition lacks'),
  addition('NetworkInterfaces', 'properties.allowPort25Out', 'nic-1', 'in no definition'),
  addition('NetworkInterfaces', 'kind', 'nic-1', 'in no definition; Regular with a machine’s NIC'),
  addition(effectiveRoutes, 'value[].destinationServiceTags', 'effective-routes-1', 'in no definition'),
  addition(effectiveRoutes, 'value[].hasBgpOverride', 'effective-routes-1', 'defined with routes of a table only; effective routes have it, too'),
  addition(effectiveRoutes, 'value[].tagMap', 'effective-routes-1', 'defined with effective rules only; effective routes have it, too'),
  {
    code: 'INVALID_TYPE',
    of: 'NetworkInterfaces_ListEffectiveNetworkSecurityGroups',
    place: 'value[].tagMap',
    recordedIn: 'effective-nsg-1',
    reason: 'defined as text; Azure sends lists of prefixes by service tag',
  },
  nextHop('VNetPeering', 'the enum lacks the next hops of peerings'),
  nextHop('VNetGlobalPeering', 'the enum lacks those of peerings between regions'),
  nextHop('ConnectedGroup', 'the enum lacks the connected groups of Network Manager'),
  nextHop('VirtualNetworkServiceEndpoint', 'the enum lacks service endpoints'),
  nextHop('InterfaceEndpoint', 'the enum lacks private endpoints'),
];

/** The entry that covers a difference in an answer; undefined for a real error. */
export function knownDifference(operation: string, { in: side, code, place, value }: Difference): KnownDifference | undefined {
  if (side === 'request') return undefined;
  const at = locate(operation, place);
  return knownDifferences.find((known) => known.code === code && known.of === at.of && known.place === at.place && known.value === value);
}

/** A subnet and a peering have the same form within their network and alone, and any resource has it in a list, too. */
function locate(operation: string, place: string): Pick<KnownDifference, 'of' | 'place'> {
  const inAnswer = place.replace(/\[\d+\]/g, '[]').replace(/^\$\./, '');
  const [, resource] = /^(.*)_(Get|List|ListAll|ListByResourceGroup)$/.exec(operation) ?? [];
  if (resource === undefined) return { of: operation, place: inAnswer };
  const inResource = inAnswer.replace(/^value\[\]\./, '');
  const [, child, inChild] = /^properties\.(subnets|virtualNetworkPeerings)\[\]\.(.+)$/.exec(inResource) ?? [];
  if (resource !== 'VirtualNetworks' || inChild === undefined) return { of: resource, place: inResource };
  return { of: child === 'subnets' ? 'Subnets' : 'VirtualNetworkPeerings', place: inChild };
}
