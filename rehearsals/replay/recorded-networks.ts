/** All that is recorded and replayed: every fault and every healthy shape, and what these lack and Azure has. */
import type { Fault } from '../../lab/faults/fault';
import { allFaults } from '../../lab/faults/catalogue';
import type { Stage } from '../../lab/faults/stage';
import { hubOf, machineOf, spokeSideOf } from '../../lab/faults/stage';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import { builtInTopology } from '../../lab/topologies/built-in';
import { virtualNetworkId } from '../../lab/topology/resource-ids';
import type { Topology } from '../../lab/topology/topology';

export interface RecordedNetwork {
  readonly name: string;
  readonly topology: () => Topology;
  readonly apply?: Fault['apply'];
  readonly settings?: Readonly<Record<string, string>>;
  /** Nothing is lost on the way, so logins may be given all the time that a busy computer needs. */
  readonly isHealthy: boolean;
}

/** Without a token nothing is read, so there is no survey. */
const faults = allFaults.filter(({ red }) => !red.includes('AZURE')).map(({ name, base = 'reference', apply }): RecordedNetwork => ({ name, topology: () => builtInTopology(base), apply, isHealthy: false }));

const shapes = healthyShapes.map((shape): RecordedNetwork => ({ ...shape, isHealthy: true }));

const healthy = (name: string, base: BuiltInTopology, apply: (stage: Stage) => void, settings?: RecordedNetwork['settings']): RecordedNetwork => ({
  name,
  topology: () => builtInTopology(base),
  apply,
  isHealthy: true,
  ...(settings && { settings }),
});

const hideHub = (stage: Stage): void => { stage.denied.push({ action: 'Microsoft.Network/virtualNetworks/read', scope: virtualNetworkId(hubOf(stage)) }); };

/** A firewall in place of the Route Server's instances. */
function crossFirewall(stage: Stage): void {
  Object.assign(hubOf(stage).subnets[0] ?? {}, { forwarders: [{ name: 'firewall', privateIPAddress: '10.0.0.68' }] });
  for (const { routes } of stage.topology.routeTables) for (const route of routes) route.nextHopIpAddress = '10.0.0.68';
}

const others: readonly RecordedNetwork[] = [
  healthy('the hub hidden from the role', 'reference', hideHub),
  healthy('the hub hidden from the role, with a gateway as transit', 'gateway-transit', hideHub),
  healthy('the hub hidden from the role, with appliances', 'nva-bgp', hideHub),
  healthy('the gateway hidden from the role', 'gateway-transit', ({ denied }) => { denied.push({ action: 'Microsoft.Network/virtualNetworkGateways/read' }); }),
  healthy('hub and Route Server hidden from the role', 'reference', (stage) => {
    hideHub(stage);
    stage.denied.push({ action: 'Microsoft.Network/virtualHubs/read' });
  }),
  healthy('a firewall as transit', 'reference', crossFirewall, { TRANSIT: '10.0.0.68' }),
  healthy('a machine made from a specialised disk', 'reference', (stage) => { machineOf(stage, 2).computerName = null; }),
  healthy('a peering of some subnets only', 'reference', (stage) => { spokeSideOf(stage, 1).peerCompleteVnets = false; }),
  healthy('a Route Server named by its id', 'reference', () => undefined, {
    ROUTE_SERVER_ID: '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/BLUEHUBRG/providers/Microsoft.Network/virtualHubs/myfirstrouteserver',
  }),
];

export const recordedNetworks: readonly RecordedNetwork[] = [...faults, ...shapes, ...others];
