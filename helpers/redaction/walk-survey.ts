/** Goes through a survey as plain data: every text in it is known by the property that it stands in. What is not known is not passed on. */
import { keyOf } from '../estate/resource-id';
import { mapPartNames } from '../estate/survey-parts';
import type { NameKind } from './names';
import { kindOfId } from './names';

/** What becomes of each kind of text. */
export interface Treatment {
  readonly id: (id: string) => string;
  readonly name: (kind: NameKind, name: string) => string;
  /** An address, a prefix, a service tag. */
  readonly place: (text: string) => string;
  readonly problem: (problem: Problem) => Problem;
  /** Of a property that is in none of the lists here. */
  readonly unknown: (text: string) => string;
}

type Problem = Readonly<Record<string, unknown>>;

const ids = new Set([
  ...['id', 'hubId', 'spokeIds', 'routeServerId', 'instead', 'remoteVirtualNetworkId', 'routeTableId', 'networkSecurityGroupId', 'virtualMachineId', 'subnetId', 'subnetIds', 'policyId'],
  ...['frontendId', 'backendPoolIds', 'nicIds', 'networkInterfaceIds', 'ipConfigurationIds'],
]);

const places = new Set([
  ...['addressPrefix', 'addressPrefixes', 'syncedRemotePrefixes', 'privateIPAddress', 'peerIp', 'virtualRouterIps', 'network', 'nextHop', 'nextHopIpAddress', 'nextHopIpAddresses'],
  ...['sourceAddressPrefixes', 'destinationAddressPrefixes', 'expandedSourceAddressPrefixes', 'expandedDestinationAddressPrefixes', 'sourceAddresses', 'destinationAddresses', 'sources', 'destinations'],
]);

/** Azure's words, numbers and times. */
const words = new Set([
  ...['startedAt', 'finishedAt', 'firstObservedAt', 'spokesFrom', 'setting', 'kind', 'status', 'location', 'provisioningState', 'peeringState', 'peeringSyncLevel', 'routingState'],
  ...['hubRoutingPreference', 'connectionState', 'asPath', 'gatewayType', 'nextHopType', 'privateIPAddressVersion', 'osType', 'powerState', 'source', 'state', 'protocol', 'protocols'],
  ...['sourcePortRanges', 'destinationPortRanges', 'destinationPorts', 'access', 'direction', 'association'],
]);

/** Where the property says what is named. */
const names: Readonly<Record<string, NameKind>> = { computerName: 'vm', guestName: 'vm', localSubnetNames: 'subnet', remoteSubnetNames: 'subnet', has: 'subnet', peering: 'peering' };

/** Of an object without an id, by the property that it is in. */
const namesIn: Readonly<Record<string, NameKind>> = {
  routes: 'route',
  effectiveRoutes: 'route',
  effectiveSecurityGroups: 'rule',
  rules: 'rule',
  networkRules: 'rule',
  adminRules: 'rule',
  ipConfigurations: 'ipconfig',
  probe: 'probe',
};

const parts: ReadonlySet<string> = new Set(mapPartNames);

/** The survey again, each text treated. Keys that are ids stay keys. */
export function walkSurvey<T extends object>(survey: T, treatment: Treatment): T {
  return objectOf(survey as Record<string, unknown>, '', treatment) as T;
}

function objectOf(value: Readonly<Record<string, unknown>>, of: string, treatment: Treatment): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([property, inner]) => {
    if (property === 'problem') return [property, treatment.problem(inner as Problem)];
    if (parts.has(property)) return [property, mapOf(inner as object, (key) => keyOf(treatment.id(key)), property, treatment)];
    if (of === 'learnedRoutes' && property === 'value') return [property, mapOf(inner as object, (key) => treatment.name('instance', key), of, treatment)];
    // A reading's value is what the reading is of.
    return [property, valueOf(inner, property, property === 'value' ? of : property, value, of, treatment)];
  }));
}

const mapOf = (map: object, keyed: (key: string) => string, of: string, treatment: Treatment): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([key, inner]) => [keyed(key), valueOf(inner, of, of, {}, of, treatment)]));

function valueOf(value: unknown, property: string, of: string, owner: Readonly<Record<string, unknown>>, ownerIn: string, treatment: Treatment): unknown {
  if (typeof value === 'string') return textOf(value, property, owner, ownerIn, treatment);
  if (Array.isArray(value)) return value.map((item) => valueOf(item, property, of, owner, ownerIn, treatment));
  return typeof value === 'object' && value !== null ? objectOf(value as Record<string, unknown>, of, treatment) : value;
}

function textOf(text: string, property: string, owner: Readonly<Record<string, unknown>>, ownerIn: string, treatment: Treatment): string {
  if (ids.has(property)) return treatment.id(text);
  if (places.has(property)) return treatment.place(text);
  if (words.has(property)) return text;
  const kind = property === 'name' ? (typeof owner.id === 'string' ? kindOfId(owner.id) : namesIn[ownerIn]) : names[property];
  return kind ? treatment.name(kind, text) : treatment.unknown(text);
}
