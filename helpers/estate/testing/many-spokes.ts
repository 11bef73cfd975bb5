/** A healthy estate of any size, as it would be read: the reference deployment with more spokes, one machine in each. Plain data. */
import type { Deployment } from '../deployment';
import type { Expectations } from '../expectations';
import type { Reading } from '../reading';
import { read } from '../reading';
import { keyOf } from '../resource-id';
import type { EffectiveRoute, EffectiveSecurityGroup, NetworkInterface, RouteTable, Survey, VirtualMachine, VirtualNetwork } from '../survey';
import { expectations, thaw } from './reference-deployment';
import { effective, hub, hubId, machine, nic, peering, routeServer, routeTable, securityGroup, spoke, spokeIds, userRoute } from './reference-network';
import type { SpokeIds } from './reference-network';

/** Spoke n from 1 on: 10.0.0.0/8 beside the hub has room for 254, 172.16.0.0/12 and 11.0.0.0/8 stand in for more. */
export const prefixOf = (number: number): string => `${octets(number)}.0.0/16`;

export const addressIn = (number: number): string => `${octets(number)}.1.4`;

const octets = (number: number): string => (number < 255 ? `10.${String(number)}` : `11.${String(number - 255)}`);

export interface ManySpokes {
  readonly spokes: number;
  /** `summary`: one route for everything; `each`: one for every other spoke. */
  readonly routes: 'summary' | 'each';
}

/** What a test may alter before it becomes a survey. */
export interface SpokeParts {
  readonly ids: SpokeIds;
  readonly network: VirtualNetwork;
  readonly table: RouteTable;
  readonly nic: NetworkInterface;
  readonly vm: VirtualMachine;
  readonly routes: readonly EffectiveRoute[];
  readonly rules: readonly EffectiveSecurityGroup[];
}

/** @param change makes another spoke of one, given its number from 1 */
export function manySpokes({ spokes, routes }: ManySpokes, change: (parts: SpokeParts, number: number) => SpokeParts = (parts) => parts, expected: Partial<Expectations> = {}): Deployment {
  const numbers = Array.from({ length: spokes }, (_, index) => index + 1);
  const parts = numbers.map((number) => change(partsOf(number, numbers, routes), number));
  const hubNetwork = thaw(hub());
  hubNetwork.peerings = thaw(parts.map(({ ids }, index) => peering(`${hubId}/virtualNetworkPeerings/to-spoke${String(index + 1)}`, ids.network, prefixOf(index + 1), { allowGatewayTransit: true })));
  const map = <T>(entries: readonly (readonly [id: string, value: T])[]): Record<string, Reading<T>> => Object.fromEntries(entries.map(([id, value]) => [keyOf(id), read(value)]));
  const survey: Survey = {
    format: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:12.000Z',
    hubId,
    spokeIds: parts.map(({ ids }) => ids.network),
    spokesFrom: 'settings',
    virtualNetworks: map([[hubId, hubNetwork], ...parts.map(({ network }) => [network.id, network] as const)]),
    routeServer: read(routeServer()),
    gateways: {},
    routeTables: map(parts.map(({ table }) => [table.id, table])),
    firewalls: {},
    loadBalancers: {},
    routingAppliances: {},
    adminRules: {},
    networkInterfaces: map(parts.map((part) => [part.nic.id, part.nic])),
    virtualMachines: map(parts.map(({ vm }) => [vm.id, vm])),
    effectiveRoutes: map(parts.map((part) => [part.nic.id, part.routes])),
    effectiveSecurityGroups: map(parts.map((part) => [part.nic.id, part.rules])),
  };
  return { survey, expectations: { ...expectations, ...expected } };
}

function partsOf(number: number, numbers: readonly number[], kind: ManySpokes['routes']): SpokeParts {
  const ids = spokeIds(number, `spoke${String(number)}vm-nic`);
  const instance = number % 2 === 0 ? '10.0.1.5' : '10.0.1.4';
  const wanted = kind === 'summary' ? ['10.0.0.0/8', '11.0.0.0/8'] : numbers.filter((other) => other !== number).map(prefixOf);
  return {
    ids,
    network: spoke(ids, number, 'australiaeast', prefixOf(number)),
    table: routeTable(ids.routeTable, wanted.map((prefix, index) => [`to-${String(index)}`, prefix, 'VirtualAppliance', instance])),
    nic: nic(ids.nic, ids.vm, ids.subnet, addressIn(number)),
    vm: machine(ids.vm, [ids.nic]),
    routes: [
      effective('Default', prefixOf(number), 'VnetLocal'),
      effective('Default', '0.0.0.0/0', 'Internet'),
      ...(kind === 'each' ? [effective('Default', '10.0.0.0/8', 'None')] : []),
      effective('Default', '10.0.0.0/16', 'VNetGlobalPeering'),
      ...wanted.map((prefix, index) => userRoute(`to-${String(index)}`, prefix, instance)),
    ],
    rules: [securityGroup(`spoke${String(number)}vm-nsg`, 'networkInterface', ['10.0.0.0/16', prefixOf(number), ...wanted, '168.63.129.16/32'])],
  };
}
