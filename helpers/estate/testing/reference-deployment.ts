/** A deployment for a test: the healthy reference one, changed in the way that the test is about. */
import type { Deployment } from '../deployment';
import type { Expectations } from '../expectations';
import { withoutFile } from '../expectations';
import type { AdminRule, Firewall, LoadBalancer, RoutingAppliance } from '../forwarder-shapes';
import type { Problem, Reading } from '../reading';
import { read, unread } from '../reading';
import type { ReadingRef } from '../reading-ref';
import { keyOf, parentId } from '../resource-id';
import type { EffectiveRoute, EffectiveSecurityGroup, NetworkInterface, RouteServer, RouteTable, Survey, VirtualMachine, VirtualNetwork, VirtualNetworkGateway } from '../survey';
import type { SpokeIds } from './reference-network';
import { hub, hubId, machine, nic, routeServer, routeTable, securityGroup, spoke, spoke1, spoke2, systemRoutes, userRoute } from './reference-network';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

/** Effective routes and rules are by NIC id. */
interface Parts {
  hub: VirtualNetwork;
  spoke1: VirtualNetwork;
  spoke2: VirtualNetwork;
  /** Further spokes. */
  others: VirtualNetwork[];
  routeServer: RouteServer | null;
  gateways: VirtualNetworkGateway[];
  table1: RouteTable;
  table2: RouteTable;
  nics: NetworkInterface[];
  machines: VirtualMachine[];
  routes: Record<string, EffectiveRoute[]>;
  rules: Record<string, EffectiveSecurityGroup[]>;
  firewalls: Firewall[];
  loadBalancers: LoadBalancer[];
  routingAppliances: RoutingAppliance[];
  /** By virtual network. */
  adminRules: Record<string, AdminRule[]>;
  spokeIds: string[];
  spokesFrom: Survey['spokesFrom'];
  /** Readings that failed, whatever is said of them above. */
  unread: { of: ReadingRef['of']; id: string; problem: Problem }[];
}

/** What a test may change. */
export type Draft = Mutable<Parts>;

function healthy(): Parts {
  return {
    hub: hub(),
    spoke1: spoke(spoke1, 1, 'australiaeast'),
    spoke2: spoke(spoke2, 2, 'eastasia'),
    others: [],
    routeServer: routeServer(),
    gateways: [],
    table1: routeTable(spoke1.routeTable, [['tospoke2', '10.2.1.0/24', 'VirtualAppliance', '10.0.1.4']]),
    table2: routeTable(spoke2.routeTable, [['tospoke1', '10.1.1.0/24', 'VirtualAppliance', '10.0.1.5']]),
    nics: [nic(spoke1.nic, spoke1.vm, spoke1.subnet, '10.1.1.4'), nic(spoke2.nic, spoke2.vm, spoke2.subnet, '10.2.1.4')],
    machines: [machine(spoke1.vm, [spoke1.nic]), machine(spoke2.vm, [spoke2.nic])],
    routes: {
      [spoke1.nic]: [...systemRoutes('10.1.0.0/16'), userRoute('tospoke2', '10.2.1.0/24', '10.0.1.4')],
      [spoke2.nic]: [...systemRoutes('10.2.0.0/16'), userRoute('tospoke1', '10.1.1.0/24', '10.0.1.5')],
    },
    rules: {
      [spoke1.nic]: [securityGroup('spoke1vm-nsg', 'networkInterface', ['10.0.0.0/16', '10.1.0.0/16', '10.2.1.0/24', '168.63.129.16/32'])],
      [spoke2.nic]: [securityGroup('spoke2vm-nsg', 'networkInterface', ['10.0.0.0/16', '10.2.0.0/16', '10.1.1.0/24', '168.63.129.16/32'])],
    },
    firewalls: [],
    loadBalancers: [],
    routingAppliances: [],
    adminRules: {},
    spokeIds: [spoke1.network, spoke2.network],
    spokesFrom: 'settings',
    unread: [],
  };
}

export const expectations: Expectations = { transit: { kind: 'route-server' }, routeServerSubnetMinPrefix: 27, allowSpokePeering: false, branchToBranch: 'on', remoteGateways: 'required', forwardedTraffic: 'required', sshPort: 22, sshChecks: true, sshPairs: { kind: 'auto', seed: '1' }, ...withoutFile };

/** @param change alters the healthy draft in place. */
export function deployment(change: (draft: Draft) => void = () => undefined, expected: Partial<Expectations> = {}): Deployment {
  const parts = healthy();
  change(thaw(parts));
  return { survey: surveyOf(parts), expectations: { ...expectations, ...expected } };
}

/** What is made anew for a test may be changed by it: nothing else sees it. */
export const thaw = <T>(made: T): Mutable<T> => made as Mutable<T>;

function surveyOf(draft: Parts): Survey {
  const problemOf = (of: ReadingRef['of'], id: string): Problem | undefined => draft.unread.find((entry) => entry.of === of && keyOf(entry.id) === keyOf(id))?.problem;
  const map = <T>(of: ReadingRef['of'], entries: readonly (readonly [id: string, value: T])[]): Record<string, Reading<T>> => {
    const problems = draft.unread.filter((entry) => entry.of === of).map(({ id, problem }): [string, Reading<T>] => [keyOf(id), unread(problem)]);
    return Object.fromEntries([...entries.map(([id, value]): [string, Reading<T>] => [keyOf(id), read(value)]), ...problems]);
  };
  const byId = <T extends { readonly id: string }>(of: ReadingRef['of'], values: readonly T[]): Record<string, Reading<T>> => map(of, values.map((value) => [value.id, value]));
  const routeServerProblem = problemOf('routeServer', hubId);
  return {
    format: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:12.000Z',
    hubId,
    spokeIds: draft.spokeIds,
    spokesFrom: draft.spokesFrom,
    virtualNetworks: byId('virtualNetworks', [draft.hub, draft.spoke1, draft.spoke2, ...draft.others]),
    routeServer: routeServerProblem ? unread(routeServerProblem) : read(draft.routeServer),
    gateways: byId('gateways', draft.gateways),
    routeTables: byId('routeTables', [draft.table1, draft.table2]),
    firewalls: byId('firewalls', draft.firewalls),
    loadBalancers: byId('loadBalancers', draft.loadBalancers),
    routingAppliances: byId('routingAppliances', draft.routingAppliances),
    adminRules: map('adminRules', Object.entries(draft.adminRules)),
    networkInterfaces: byId('networkInterfaces', draft.nics),
    virtualMachines: byId('virtualMachines', draft.machines),
    effectiveRoutes: map('effectiveRoutes', Object.entries(draft.routes)),
    effectiveSecurityGroups: map('effectiveSecurityGroups', Object.entries(draft.rules)),
  };
}

/** A refusal of Azure, as it comes for a role that lacks an action. */
export const forbidden = (path: string, missingAction: string): Problem => ({
  kind: 'forbidden',
  request: `GET ${path}`,
  status: 403,
  code: 'AuthorizationFailed',
  missingAction,
  message: 'the client may not do this',
});

/** A passing refusal. */
export const throttled = (path: string): Problem => ({ kind: 'throttled', request: `GET ${path}`, status: 429, code: 'TooManyRequests', message: 'Too many requests.' });

/** A further machine with one NIC, `<name>-nic`, in the subnet of a spoke; its effective routes and rules are those of the machine that is there. */
export function addMachine(draft: Draft, spokeIds: SpokeIds, name: string, address: string): void {
  const [vmId, nicId] = [`${parentId(spokeIds.vm)}/virtualMachines/${name}`, `${parentId(spokeIds.nic)}/networkInterfaces/${name}-nic`];
  const copy = <T>(values: Record<string, T[]>): void => {
    values[nicId] = [...(values[spokeIds.nic] ?? [])];
  };
  draft.nics.push(thaw(nic(nicId, vmId, spokeIds.subnet, address)));
  draft.machines.push(thaw(machine(vmId, [nicId])));
  [draft.spoke1, draft.spoke2].flatMap(({ subnets }) => subnets).find(({ id }) => id === spokeIds.subnet)?.ipConfigurationIds.push(`${nicId}/ipConfigurations/ipconfig1`);
  copy(draft.routes);
  copy(draft.rules);
}

/** Deallocates a machine: Azure then has no effective routes and rules for its NICs. */
export function stop(draft: Draft, name: string): void {
  for (const vm of draft.machines.filter((each) => each.name === name)) {
    vm.powerState = 'deallocated';
    draft.routes = without(draft.routes, vm.networkInterfaceIds);
    draft.rules = without(draft.rules, vm.networkInterfaceIds);
  }
}

const without = <T>(values: Record<string, T>, keys: readonly string[]): Record<string, T> => Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
