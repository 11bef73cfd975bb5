/** Commands of the Azure CLI, put together from resource ids. They are printed for a person and never run. */
import { nameOf, parentId, parseResourceId } from '../estate/resource-id';

/** `--subscription … --resource-group …` of a resource. */
function placeOf(id: string): string {
  const parsed = parseResourceId(id);
  return parsed ? `--subscription ${parsed.subscriptionId} --resource-group ${parsed.resourceGroup}` : '';
}

const quoted = (value: string): string => (/^[\w./:-]+$/.test(value) ? value : `'${value}'`);

/** Puts the options of a command after the place of the resource; `id` names it. */
const command = (verb: string, id: string, options: Readonly<Record<string, string>>): string =>
  ['az', verb, placeOf(id), ...Object.entries(options).map(([name, value]) => (value === '' ? `--${name}` : `--${name} ${quoted(value)}`))].join(' ');

export interface RouteToMake {
  readonly tableId: string;
  readonly name: string;
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHopIpAddress?: string;
}

const routeOptions = ({ tableId, name, prefix, nextHopType, nextHopIpAddress }: RouteToMake): Record<string, string> => ({
  'route-table-name': nameOf(tableId),
  'name': name,
  'address-prefix': prefix,
  'next-hop-type': nextHopType,
  ...(nextHopIpAddress !== undefined && { 'next-hop-ip-address': nextHopIpAddress }),
});

export const createRoute = (route: RouteToMake): string => command('network route-table route create', route.tableId, routeOptions(route));

export const updateRoute = (route: RouteToMake): string => command('network route-table route update', route.tableId, routeOptions(route));

export const updateSubnet = (subnetId: string, options: Readonly<Record<string, string>>): string =>
  command('network vnet subnet update', subnetId, { 'vnet-name': nameOf(parentId(subnetId)), 'name': nameOf(subnetId), ...options });

/** @param setting `allowGatewayTransit` and the like, as ARM names it. */
export const setPeering = (peeringId: string, setting: string): string =>
  command('network vnet peering update', peeringId, { 'vnet-name': nameOf(parentId(peeringId)), 'name': nameOf(peeringId), 'set': `${setting}=true` });

export const syncPeering = (peeringId: string): string =>
  command('network vnet peering sync', peeringId, { 'vnet-name': nameOf(parentId(peeringId)), 'name': nameOf(peeringId) });

export const createPeering = (ownerId: string, remoteId: string, options: Readonly<Record<string, string>>): string =>
  command('network vnet peering create', ownerId, {
    'vnet-name': nameOf(ownerId),
    'name': `${nameOf(ownerId)}-to-${nameOf(remoteId)}`,
    'remote-vnet': remoteId,
    'allow-vnet-access': '',
    'allow-forwarded-traffic': '',
    ...options,
  });

export const enableBranchToBranch = (routeServerId: string): string =>
  command('network routeserver update', routeServerId, { 'name': nameOf(routeServerId), 'allow-b2b-traffic': 'true' });

export const startMachine = (vmId: string): string => command('vm start', vmId, { name: nameOf(vmId) });

export const forwardIp = (nicId: string): string => command('network nic update', nicId, { 'name': nameOf(nicId), 'ip-forwarding': 'true' });
