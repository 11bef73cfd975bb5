import type { ResourceBody } from '../resource-body';
import { armWithoutAPort, bodyOf } from '../testing/arm-without-a-port';
import { spokeNetwork } from '../testing/estate';

describe('a route table', () => {
  test('writes the next hop’s address as a string, and leaves it out where there is none', () => {
    const { routes } = bodyOf(`${spokeNetwork}/routeTables/spoke-routes`).properties as { routes: ResourceBody[] };
    expect(routes.map(({ properties }) => properties)).toEqual([
      { provisioningState: 'Succeeded', addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4', hasBgpOverride: false },
      { provisioningState: 'Succeeded', addressPrefix: '10.3.0.0/16', nextHopType: 'None', hasBgpOverride: false },
    ]);
  });

  test('names the subnets it is associated with, if any', () => {
    const { topology, get } = armWithoutAPort();
    expect(bodyOf(`${spokeNetwork}/routeTables/spoke-routes`).properties['subnets']).toEqual([{ id: `${spokeNetwork}/virtualNetworks/spoke/subnets/workload` }]);
    delete topology.virtualNetworks[1]?.subnets[0]?.routeTable;
    expect((get(`${spokeNetwork}/routeTables/spoke-routes`).body as ResourceBody).properties).not.toHaveProperty('subnets');
  });
});
