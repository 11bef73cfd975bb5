/** What stands in a survey, thing by thing, and what another survey shows of it. */
import { primaryAddressOf } from '../estate/machines';
import { networkIdOf } from '../estate/network-parts';
import type { Reading } from '../estate/reading';
import { keyOf } from '../estate/resource-id';
import type { Key, Readings, Resource, Survey } from '../estate/survey';
import type { MapPartName, SurveyParts } from '../estate/survey-parts';
import type { Fields } from './compared-fields';
import { bgpPeerFields, networkFields, nicFields, machineFields, peeringFields, routeServerFields, routeTableFields, subnetFields } from './compared-fields';
import { firewallFields, gatewayFields, loadBalancerFields, routingApplianceFields } from './compared-fields';
import type { Named, Thing } from './network-change';

export interface Item extends Named {
  readonly thing: Thing;
  readonly fields: Fields;
}

export const things: readonly Thing[] = ['network', 'route-server', 'bgp-peer', 'peering', 'subnet', 'route-table', 'gateway', 'firewall', 'load-balancer', 'routing-appliance', 'machine', 'nic'];

export type Items = ReadonlyMap<Key, Item>;

/** All that was read of one thing, by key. */
export function itemsOf(survey: Survey, thing: Thing): Items {
  return new Map(listOf(survey, thing).map((item) => [keyOf(item.id), item]));
}

export const valuesOf = <T>(map: Readings<T>): T[] => Object.values(map).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));

function listOf(survey: Survey, thing: Thing): Item[] {
  const made = <R extends Resource>(resources: readonly R[], fields: (resource: R) => Fields, detail: (resource: R) => readonly string[] = () => []): Item[] =>
    resources.map((resource) => ({ thing, id: resource.id, detail: detail(resource), fields: fields(resource) }));
  const networks = (): SurveyParts['virtualNetworks'][] => valuesOf(survey.virtualNetworks);
  const server = survey.routeServer.status === 'read' ? survey.routeServer.value : null;
  switch (thing) {
    case 'network':
      return made(networks(), networkFields, ({ addressPrefixes }) => addressPrefixes);
    case 'subnet':
      return made(networks().flatMap(({ subnets }) => subnets), subnetFields, ({ addressPrefixes }) => addressPrefixes);
    case 'peering':
      return made(networks().flatMap(({ peerings }) => peerings), peeringFields, ({ remoteVirtualNetworkId }) => [remoteVirtualNetworkId]);
    case 'route-server':
      return made(server ? [server] : [], routeServerFields);
    case 'bgp-peer':
      return made(server?.bgpConnections.status === 'read' ? server.bgpConnections.value : [], bgpPeerFields, ({ peerIp }) => [peerIp]);
    case 'gateway':
      return made(valuesOf(survey.gateways), gatewayFields);
    case 'route-table':
      return made(valuesOf(survey.routeTables), routeTableFields);
    case 'firewall':
      return made(valuesOf(survey.firewalls), firewallFields);
    case 'load-balancer':
      return made(valuesOf(survey.loadBalancers), loadBalancerFields);
    case 'routing-appliance':
      return made(valuesOf(survey.routingAppliances), routingApplianceFields);
    case 'nic':
      return made(valuesOf(survey.networkInterfaces), nicFields, (nic) => [primaryAddressOf(nic)].filter(Boolean));
    case 'machine':
      return made(valuesOf(survey.virtualMachines), machineFields);
  }
}

/** What a survey without an item shows of it: that it is not there, that it is not among what was read, or nothing. */
export type Absence = 'not there' | 'not read of' | 'unknown';

const isLost = (reading: Reading<unknown> | undefined): boolean => reading?.status === 'unread' && reading.problem.kind !== 'not-found';

const mapOf: Partial<Record<Thing, MapPartName>> = {
  ...{ 'network': 'virtualNetworks', 'nic': 'networkInterfaces', 'machine': 'virtualMachines' },
  ...{ 'gateway': 'gateways', 'firewall': 'firewalls', 'load-balancer': 'loadBalancers', 'routing-appliance': 'routingAppliances' },
};

/** @param other the survey that does not have it as read. @param own the one that has */
export function absenceOf(item: Item, other: Survey, own: Survey): Absence {
  const { thing, id } = item;
  const part = mapOf[thing];
  const reading = part && other[part][keyOf(id)];
  if (reading?.status === 'unread') return reading.problem.kind === 'not-found' ? 'not there' : 'unknown';
  const anyNetworkLost = (): boolean => Object.values(other.virtualNetworks).some(isLost);
  switch (thing) {
    case 'network':
      return 'not read of';
    case 'subnet':
    case 'peering':
      return other.virtualNetworks[keyOf(networkIdOf(id))]?.status === 'read' ? 'not there' : 'unknown';
    case 'route-server':
      return other.routeServer.status === 'read' ? 'not there' : 'unknown';
    case 'bgp-peer':
      return other.routeServer.status === 'read' && other.routeServer.value?.bgpConnections.status === 'read' ? 'not there' : 'unknown';
    case 'nic':
      return nicAbsence(item, other);
    case 'machine': {
      const nics = valuesOf(own.networkInterfaces).filter(({ virtualMachineId }) => virtualMachineId !== undefined && keyOf(virtualMachineId) === keyOf(id));
      const absences = nics.map((nic): Absence => {
        if (other.networkInterfaces[keyOf(nic.id)]?.status === 'read') return 'not there';
        return absenceOf({ thing: 'nic', id: nic.id, detail: [], fields: nicFields(nic) }, other, own);
      });
      return absences.includes('unknown') ? 'unknown' : absences.includes('not read of') || absences.length === 0 ? 'not read of' : 'not there';
    }
    default:
      return anyNetworkLost() ? 'unknown' : 'not read of';
  }
}

/** Subnets that were read say which NICs lie in them. */
function nicAbsence({ fields: { subnets = [] } }: Item, other: Survey): Absence {
  const networks = [subnets].flat().map((subnetId) => other.virtualNetworks[keyOf(networkIdOf(subnetId))]);
  if (networks.some(isLost)) return 'unknown';
  return networks.length > 0 && networks.every((network) => network?.status === 'read') ? 'not there' : 'not read of';
}
