import { armWithoutAPort } from '../testing/arm-without-a-port';
import { spokeSubscription } from '../testing/estate';

test('resource groups are where resources lie, one for each name', () => {
  const { topology, get } = armWithoutAPort();
  const [nic] = topology.networkInterfaces;
  if (nic) nic.resourceGroup = 'SPOKERG';
  expect(get(`/subscriptions/${spokeSubscription}/resourceGroups`).body).toEqual({
    value: [
      {
        id: `/subscriptions/${spokeSubscription}/resourceGroups/spokeRg`,
        name: 'spokeRg',
        type: 'Microsoft.Resources/resourceGroups',
        location: 'westeurope',
        properties: { provisioningState: 'Succeeded' },
      },
    ],
  });
});
