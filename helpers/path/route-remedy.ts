/** The route that would send an address to the transit, where it changes no way that works. */
import type { Estate } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { MachineNic } from '../estate/machines';
import { powerOf } from '../estate/machines';
import { networkIdOf } from '../estate/network-parts';
import { covers, isWithin, parsePrefix } from '../estate/prefix';
import { nameOf, sameId } from '../estate/resource-id';
import type { Route, RouteTable } from '../estate/survey';
import type { TransitTarget } from '../estate/transit';
import { mayHaveVpnGateway } from '../estate/vpn-gateway';
import type { RouteRemedy } from '../findings/route-findings';
import { transitTarget } from './transit-target';

/** Whether nothing of the one machine's NIC gets to the other. */
export type IsLost = (from: MachineNic, to: MachineNic) => boolean;

/** @param route decides for the destination and leads elsewhere; absent where the table has none */
export function routeRemedy(estate: Estate, expectations: Expectations, from: MachineNic, destination: MachineNic, table: RouteTable, isLost: IsLost, route?: Route): RouteRemedy | undefined {
  const target = transitTarget(estate, expectations);
  if (!target || !isLost(from, destination) || !isInUse(estate, expectations, target)) return undefined;
  if (route && dropsAllElse(estate, destination, route)) return undefined;
  const update = route && isOwn(estate, destination, route) ? route : undefined;
  const prefix = update?.addressPrefix ?? prefixFor(destination);
  if (!changesOnlyWhatIsLost(estate, destination, table, prefix, isLost)) return undefined;
  const led = { prefix, target: aliveFirst(estate, target) };
  return update ? { ...led, name: update.name, update: { hadAddress: update.nextHopIpAddress !== undefined } } : { ...led, name: freeName(estate, destination, prefix, table) };
}

/**
 * A Route Server forwards no data traffic by Microsoft's documentation, so nobody is sent there who is not there already. An address or a gateway that
 * the settings name is meant; user routes lead to a gateway for VPN only.
 */
function isInUse({ survey }: Estate, { transit }: Expectations, target: TransitTarget): boolean {
  if (target.kind === 'gateway') return mayHaveVpnGateway(survey);
  if (transit.kind !== 'route-server') return true;
  const tables = Object.values(survey.routeTables).flatMap((reading) => (reading.status === 'read' ? reading.value.routes : []));
  return tables.some(({ nextHopIpAddress }) => nextHopIpAddress !== undefined && target.addresses.includes(nextHopIpAddress));
}

/** A route that is wider than the destination's network carries other traffic too, and stays; one for the destination's subnet comes before it. */
function isOwn(estate: Estate, destination: MachineNic, route: Route): boolean {
  const network = estate.network(destination.spokeId);
  const spaces = network.status === 'read' ? network.value.addressPrefixes : [];
  const prefix = parsePrefix(route.addressPrefix);
  return prefix !== undefined && spaces.some((space) => { const outer = parsePrefix(space); return outer !== undefined && covers(outer, prefix); });
}

/** The destination's subnet, as its network describes it; of several prefixes the one with the address. */
const prefixFor = ({ subnet, address }: MachineNic): string => subnet.addressPrefixes.find((prefix) => isWithin(address, [prefix])) ?? `${address}/32`;

/** A route to None for more than the destination's network may well be there to cut the subnet off: a route of ours would undo that. */
export const dropsAllElse = (estate: Estate, destination: MachineNic, route: Route): boolean => route.nextHopType.toLowerCase() === 'none' && !isOwn(estate, destination, route);

/** A table may be the hub's appliances' as well, or the destination's own: there the route would divert what is to be delivered, or make a circle. */
function changesOnlyWhatIsLost(estate: Estate, destination: MachineNic, table: RouteTable, prefix: string, isLost: IsLost): boolean {
  const networks = Object.values(estate.survey.virtualNetworks).flatMap((reading) => (reading.status === 'read' ? [reading.value] : []));
  const holders = networks.flatMap(({ subnets }) => subnets.filter(({ routeTableId }) => routeTableId !== undefined && sameId(routeTableId, table.id)));
  const isSpoke = (id: string): boolean => estate.survey.spokeIds.some((spokeId) => sameId(spokeId, id));
  if (holders.some(({ id }) => !isSpoke(networkIdOf(id)) || sameId(networkIdOf(id), destination.spokeId))) return false;
  const reached = estate.nics.filter(({ address }) => isWithin(address, [prefix]));
  return estate.nics.every((nic) => powerOf(nic.vm) === 'not running' || !holders.includes(nic.subnet) || reached.every((to) => powerOf(to.vm) === 'not running' || isLost(nic, to)));
}

/** Of several addresses those come first that something has which may forward; what is not seen may be a firewall. */
function aliveFirst(estate: Estate, target: TransitTarget): TransitTarget {
  if (target.kind === 'gateway') return target;
  const holders = (address: string) => Object.values(estate.survey.virtualNetworks).flatMap((reading) => (reading.status === 'read' ? (estate.holderIn(reading.value.id, address) ?? []) : []));
  const isDead = (address: string): boolean => {
    const found = holders(address);
    return found.length > 0 && found.every(({ enableIPForwarding, virtualMachineId }) => !enableIPForwarding || virtualMachineId === undefined || powerOf(estate.virtualMachine(virtualMachineId)) === 'not running');
  };
  return { ...target, addresses: [...target.addresses].sort((a, b) => Number(isDead(a)) - Number(isDead(b))) };
}

/** Azure would replace a route of the same name. */
function freeName(estate: Estate, { spokeId }: MachineNic, prefix: string, { routes }: RouteTable): string {
  const prefixes = new Set(estate.nics.filter((nic) => sameId(nic.spokeId, spokeId)).map(prefixFor));
  const name = `to-${nameOf(spokeId).slice(0, 50)}${prefixes.size > 1 ? `-${prefix.replace(/[/:]/g, '-')}` : ''}`;
  const isTaken = (candidate: string): boolean => routes.some((route) => route.name.toLowerCase() === candidate.toLowerCase());
  const numbers = Array.from({ length: routes.length + 1 }, (_, index) => `${name}-${String(index + 2)}`);
  return [name, ...numbers].find((candidate) => !isTaken(candidate)) ?? name;
}
