/** All that is recorded and replayed: every fault and every healthy shape, and what these lack and Azure has. */
import type { Fault } from '../../lab/faults/fault';
import { allFaults } from '../../lab/faults/catalogue';
import type { FaultTarget } from '../../lab/faults/fault-target';
import { hubOf, machineOf, spokeSideOf } from '../../lab/faults/fault-target';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { builtInTopology } from '../../lab/topologies/built-in';
import { virtualNetworkId } from '../../lab/topology/resource-ids';
import type { Topology } from '../../lab/topology/topology';

export interface ReplayCase {
  readonly name: string;
  readonly topology: () => Topology;
  readonly apply?: Fault['apply'];
  readonly settings?: Readonly<Record<string, string>>;
  /** Nothing is lost on the way, so logins may be given all the time that a busy computer needs. */
  readonly isHealthy: boolean;
}

/** Without a token nothing is read, so there is no survey. */
const faults = allFaults.filter(({ red }) => !red.includes('AZURE')).map(({ name, base = 'reference', apply }): ReplayCase => ({ name, topology: () => builtInTopology(base), apply, isHealthy: false }));

const shapes = healthyShapes.map((shape): ReplayCase => ({ ...shape, isHealthy: true }));

const healthy = (name: string, base: BuiltInTopology, apply: (target: FaultTarget) => void, settings?: ReplayCase['settings']): ReplayCase => ({
  name,
  topology: () => builtInTopology(base),
  apply,
  isHealthy: true,
  ...(settings && { settings }),
});

const hideHub = (target: FaultTarget): void => { target.denied.push({ action: 'Microsoft.Network/virtualNetworks/read', scope: virtualNetworkId(hubOf(target)) }); };

/** A firewall in place of the Route Server's instances. */
function crossFirewall(target: FaultTarget): void {
  Object.assign(hubOf(target).subnets[0] ?? {}, { forwarders: [{ name: 'firewall', privateIPAddress: '10.0.0.68' }] });
  for (const { routes } of target.topology.routeTables) for (const route of routes) route.nextHopIpAddress = '10.0.0.68';
}

const others: readonly ReplayCase[] = [
  healthy('the hub hidden from the role', 'reference', hideHub),
  healthy('the hub hidden from the role, with a gateway as transit', 'gateway-transit', hideHub),
  healthy('the hub hidden from the role, with appliances', 'nva-bgp', hideHub),
  healthy('the gateway hidden from the role', 'gateway-transit', ({ denied }) => { denied.push({ action: 'Microsoft.Network/virtualNetworkGateways/read' }); }),
  healthy('hub and Route Server hidden from the role', 'reference', (target) => {
    hideHub(target);
    target.denied.push({ action: 'Microsoft.Network/virtualHubs/read' });
  }),
  healthy('a firewall as transit', 'reference', crossFirewall, { TRANSIT: '10.0.0.68' }),
  healthy('a machine made from a specialised disk', 'reference', (target) => { machineOf(target, 2).computerName = null; }),
  healthy('a peering of some subnets only', 'reference', (target) => { spokeSideOf(target, 1).peerCompleteVnets = false; }),
  healthy('a Route Server named by its id', 'reference', () => undefined, {
    ROUTE_SERVER_ID: '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/BLUEHUBRG/providers/Microsoft.Network/virtualHubs/myfirstrouteserver',
  }),
];

export const recordedNetworks: readonly ReplayCase[] = [...faults, ...shapes, ...others];
