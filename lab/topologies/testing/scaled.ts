/** A built-in topology with a scale set, for tests. */
import { named, type Named } from './named';

/** The reference deployment with a scale set whose first instance both spokes' routes lead to. */
export function scaled(): Named {
  const it = named('reference');
  const { subscription, resourceGroup, location } = it.network('bluehub-vnet1');
  it.topology.scaleSets.push({
    ...{ name: 'set', subscription, resourceGroup, location, orchestration: 'uniform', forwards: true },
    instances: ['10.0.0.70', '10.0.0.71'].map((address, index) => ({
      instanceId: String(index),
      powerState: 'running',
      networkInterfaces: [{ name: 'nic', subnet: 'bluehub-vnet1/bluehub-vnet1sub1', privateIPAddresses: [address], enableIPForwarding: true }],
    })),
  });
  for (const table of ['bluespoke1rt', 'bluespoke2rt']) for (const route of it.routeTable(table).routes) route.nextHopIpAddress = '10.0.0.70';
  return it;
}
