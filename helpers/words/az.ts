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

/** @param hadAddress an update leaves what it does not speak of, and Azure takes an address with VirtualAppliance alone */
export const updateRoute = (route: RouteToMake, hadAddress: boolean): string =>
  command('network route-table route update', route.tableId, {
    ...routeOptions(route),
    ...(hadAddress && route.nextHopIpAddress === undefined && { remove: 'nextHopIpAddress' }),
  });

/** @param properties of which the subnet has each: Azure's command refuses to remove another one. */
export const dissociateSubnet = (subnetId: string, properties: readonly ('routeTable' | 'networkSecurityGroup')[]): string =>
  [command('network vnet subnet update', subnetId, { 'vnet-name': nameOf(parentId(subnetId)), 'name': nameOf(subnetId) }), ...properties.map((property) => `--remove ${property}`)].join(' ');

/** @param setting `allowGatewayTransit` and the like, as ARM names it. */
export const setPeering = (peeringId: string, setting: string): string =>
  command('network vnet peering update', peeringId, { 'vnet-name': nameOf(parentId(peeringId)), 'name': nameOf(peeringId), 'set': `${setting}=true` });

export const syncPeering = (peeringId: string): string =>
  command('network vnet peering sync', peeringId, { 'vnet-name': nameOf(parentId(peeringId)), 'name': nameOf(peeringId) });

export const createPeering = (ownerId: string, remoteId: string, name: string, options: Readonly<Record<string, string>>): string =>
  command('network vnet peering create', ownerId, {
    'vnet-name': nameOf(ownerId),
    name,
    'remote-vnet': remoteId,
    'allow-vnet-access': '',
    'allow-forwarded-traffic': '',
    ...options,
  });

/** By the tag that Azure's load balancers probe from. */
export const allowProbe = ({ groupId, name, priority, port }: { readonly groupId: string; readonly name: string; readonly priority: number; readonly port: number }): string =>
  command('network nsg rule create', groupId, {
    'nsg-name': nameOf(groupId),
    name,
    'priority': String(priority),
    'direction': 'Inbound',
    'access': 'Allow',
    'protocol': 'Tcp',
    'source-address-prefixes': 'AzureLoadBalancer',
    'destination-port-ranges': String(port),
  });

export const enableBranchToBranch = (routeServerId: string): string =>
  command('network routeserver update', routeServerId, { 'name': nameOf(routeServerId), 'allow-b2b-traffic': 'true' });

/** Undefined for an instance of a scale set, which is no virtual machine to this command. */
export const startMachine = (vmId: string): string | undefined => (isOfType(vmId, 'Microsoft.Compute/virtualMachines') ? command('vm start', vmId, { name: nameOf(vmId) }) : undefined);

/** Undefined for the NIC of a scale set's instance, which has no such setting of its own. */
export const forwardIp = (nicId: string): string | undefined =>
  isOfType(nicId, 'Microsoft.Network/networkInterfaces') ? command('network nic update', nicId, { 'name': nameOf(nicId), 'ip-forwarding': 'true' }) : undefined;

const isOfType = (id: string, type: string): boolean => parseResourceId(id)?.type.toLowerCase() === type.toLowerCase();
