/** What the commands that spokecheck prints do to a network: the lab's topology is changed as Azure would, or the command is refused as Azure would. */
import type { Denial } from '../../lab/arm/access';
import { isPrefixOrAddress, samePrefix } from '../../lab/addresses/addresses';
import { knownTags } from '../../lab/addresses/service-tags';
import type { FaultTarget } from '../../lab/faults/fault-target';
import { sameText } from '../../lab/topology/resource-ids';
import type { Route, RouteTable } from '../../lab/topology/topology';
import { createWorld } from '../../lab/topology/world';
import type { AzCommand, Options } from './az-command';
import { optionsOf, parseCommand, Refusal } from './az-command';
import { createPeering, syncPeering, updatePeering } from './carry-out-peering';
import { named } from './named-resource';
import { effectiveRoutesRole, isReader } from './roles';

type Meaning = (target: FaultTarget, options: Options) => void;

const meanings: Readonly<Record<string, Meaning>> = {
  'network route-table route create': (target, options) => { writeRoute(target, options, 'create'); },
  'network route-table route update': (target, options) => { writeRoute(target, options, 'update'); },
  'network vnet peering create': createPeering,
  'network vnet peering update': updatePeering,
  'network vnet peering sync': syncPeering,
  'network vnet subnet update': dissociate,
  'network nsg rule create': createSecurityRule,
  'network routeserver update': (target, options) => {
    named(target.topology.routeServers, options, 'Route Server').allowBranchToBranchTraffic = isTrue(options.one('allow-b2b-traffic'));
  },
  'network nic update': (target, options) => {
    named(target.topology.networkInterfaces, options, 'NIC').enableIPForwarding = isTrue(options.one('ip-forwarding'));
  },
  'vm start': (target, options) => { named(target.topology.virtualMachines, options, 'virtual machine').powerState = 'running'; },
  'role assignment create': grant,
};

/** Throws Refusal for a command that is not known, names what is not there, or that Azure refuses. */
export function carryOut(target: FaultTarget, line: string): void {
  const command: AzCommand = parseCommand(line);
  const meaning = meanings[command.verb];
  if (!meaning) throw new Refusal(`az ${command.verb} is not known`);
  const options = optionsOf(command);
  meaning(target, options);
  options.done();
}

const isTrue = (text: string): true => {
  if (text !== 'true') throw new Refusal(`${text} is not true`);
  return true;
};

const nextHopTypes: readonly Route['nextHopType'][] = ['VirtualNetworkGateway', 'VnetLocal', 'Internet', 'VirtualAppliance', 'None'];

/** A `create` by a name that there is would replace that route. Prefixes are unique within a table, and an address goes with VirtualAppliance alone. */
function writeRoute(target: FaultTarget, options: Options, how: 'create' | 'update'): void {
  const table = named(target.topology.routeTables, options, 'route table', 'route-table-name');
  const name = options.one('name');
  const old = table.routes.find((route) => sameText(route.name, name));
  if (how === 'create' && old) throw new Refusal(`route ${name} of ${table.name} exists and would be replaced`);
  if (how === 'update' && !old) throw new Refusal(`there is no route ${name} in ${table.name}`);
  if (!/^[A-Za-z0-9](?:[\w.-]{0,78}\w)?$/.test(name)) throw new Refusal(`${name} is no name for a route`);
  const nextHopType = nextHopTypes.find((type) => type === options.one('next-hop-type'));
  const address = options.optional('next-hop-ip-address') ?? addressLeft(options, old);
  const addressPrefix = options.one('address-prefix');
  if (!nextHopType) throw new Refusal(`${options.one('next-hop-type')} is no next hop type`);
  if ((nextHopType === 'VirtualAppliance') !== (address !== undefined)) throw new Refusal(`a next hop ${nextHopType} ${address === undefined ? 'needs an' : 'takes no'} address`);
  if (table.routes.some((route) => route !== old && samePrefix(route.addressPrefix, addressPrefix))) throw new Refusal(`${table.name} has ${addressPrefix} already`);
  mayHold(target, table, addressPrefix);
  const route: Route = { name, addressPrefix, nextHopType, ...(address !== undefined && { nextHopIpAddress: address }) };
  table.routes.splice(old ? table.routes.indexOf(old) : table.routes.length, old ? 1 : 0, route);
}

/** An update leaves what it does not speak of. */
function addressLeft(options: Options, old: Route | undefined): string | undefined {
  const removed = options.each('remove');
  if (removed.some((property) => property !== 'nextHopIpAddress')) throw new Refusal(`a route has no ${removed.join(', ')} to remove`);
  return removed.length > 0 ? undefined : old?.nextHopIpAddress;
}

/** The subnets of gateways and Route Servers do not take every route table. */
function mayHold({ topology }: FaultTarget, table: RouteTable, addressPrefix: string): void {
  for (const { subnet } of createWorld(topology).subnetsWith(table)) {
    if (sameText(subnet.name, 'RouteServerSubnet')) throw new Refusal('RouteServerSubnet takes no route table');
    if (sameText(subnet.name, 'GatewaySubnet') && samePrefix(addressPrefix, '0.0.0.0/0')) throw new Refusal('GatewaySubnet takes no default route');
  }
}

/** What it does not say is any. A `create` by a name that there is would replace that rule, and priorities are unique in a direction. */
function createSecurityRule({ topology }: FaultTarget, options: Options): void {
  const group = named(topology.networkSecurityGroups, options, 'network security group', 'nsg-name');
  const name = options.one('name');
  const priority = Number(options.one('priority'));
  const direction = oneOf(['Inbound', 'Outbound'], options.one('direction'));
  if (group.rules.some((rule) => sameText(rule.name, name))) throw new Refusal(`rule ${name} of ${group.name} exists and would be replaced`);
  if (!/^[A-Za-z0-9](?:[\w.-]{0,78}\w)?$/.test(name)) throw new Refusal(`${name} is no name for a rule`);
  if (!Number.isInteger(priority) || priority < 100 || priority > 4096) throw new Refusal(`${String(priority)} is no priority`);
  const same = group.rules.find((rule) => rule.direction === direction && rule.priority === priority);
  if (same) throw new Refusal(`rule ${same.name} of ${group.name} has priority ${String(priority)} already`);
  const source = options.one('source-address-prefixes');
  if (!knownTags.includes(source) && !isPrefixOrAddress(source)) throw new Refusal(`${source} is no prefix and no service tag`);
  group.rules.push({
    ...{ name, priority, direction, access: oneOf(['Allow', 'Deny'], options.one('access')), protocol: oneOf(['Tcp', 'Udp', 'Icmp', '*'], options.one('protocol')) },
    ...{ sourceAddressPrefixes: [source], sourcePortRanges: ['*'], destinationAddressPrefixes: ['*'], destinationPortRanges: [options.one('destination-port-ranges')] },
  });
}

function oneOf<T extends string>(words: readonly T[], text: string): T {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Refusal(`${text} is none of ${words.join(', ')}`);
  return found;
}

/** `--remove` takes a property away, and is refused where there is none. */
function dissociate({ topology }: FaultTarget, options: Options): void {
  const network = named(topology.virtualNetworks, options, 'virtual network', 'vnet-name');
  const subnet = network.subnets.find(({ name }) => sameText(name, options.one('name')));
  if (!subnet) throw new Refusal(`${network.name} has no subnet ${options.one('name')}`);
  const properties = options.each('remove');
  if (properties.length === 0) throw new Refusal('nothing is to be changed');
  for (const property of properties) {
    if ((property !== 'routeTable' && property !== 'networkSecurityGroup') || subnet[property] === undefined) throw new Refusal(`${subnet.name} has no ${property} to remove`);
    if (property === 'routeTable') delete subnet.routeTable;
    else delete subnet.networkSecurityGroup;
  }
}

/** Whoever reads the command fills in who is to have the role. A right that lacks everywhere then lacks in the other subscriptions only. */
function grant({ denied, topology }: FaultTarget, options: Options): void {
  if (options.one('assignee') !== '<client id>') throw new Refusal('the role is assigned to nobody who is known');
  const role = options.one('role');
  const scope = options.one('scope');
  if (!/^\/subscriptions\/[^/]+$/.test(scope)) throw new Refusal(`${scope} is no subscription`);
  const grants = role === 'Reader' ? isReader : role === effectiveRoutesRole.name ? effectiveRoutesRole.holds : undefined;
  if (!grants) throw new Refusal(`there is no role ${role}`);
  const everywhere = topology.subscriptions.map(({ id }) => `/subscriptions/${id}`);
  const left = denied.flatMap((denial): Denial[] => {
    const here = (denial.scope === undefined ? everywhere : [denial.scope]).map((one) => ({ action: denial.action, scope: one }));
    return here.flatMap((one) => (isIn(one.scope, scope) ? withoutGranted(one, grants) : [one]));
  });
  denied.splice(0, denied.length, ...left);
}

const isIn = (scope: string, outer: string): boolean => `${scope.toLowerCase()}/`.startsWith(`${outer.toLowerCase()}/`);

/** Of everything, a role of reading leaves what is no reading. */
function withoutGranted(denial: Denial, grants: (action: string) => boolean): Denial[] {
  if (denial.action === '*') return grants('*/read') ? [{ ...denial, action: '*/action' }] : [denial];
  if (denial.action === '*/action') return [];
  return grants(denial.action) ? [] : [denial];
}
