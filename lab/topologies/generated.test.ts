import { parseTopology } from '../topology/topology-file';
import { generatedTopology } from './generated';

test('a small one is as the reference network is built', () => {
  const { virtualNetworks, routeTables, networkInterfaces, virtualMachines, settings } = generatedTopology({ spokes: 2, subscriptions: 2, regions: 2 });
  expect(virtualNetworks.map(({ name, location, addressPrefixes }) => [name, location, ...addressPrefixes])).toEqual([
    ['hub', 'westeurope', '10.0.0.0/16'],
    ['spoke1', 'westeurope', '10.1.0.0/22'],
    ['spoke2', 'northeurope', '10.1.4.0/22'],
  ]);
  expect(virtualNetworks.flatMap(({ peerings }) => peerings.map(({ name }) => name))).toEqual(['hub-spoke1', 'hub-spoke2', 'spoke1-hub', 'spoke2-hub']);
  expect(routeTables.map(({ routes }) => routes)).toEqual(['10.0.1.4', '10.0.1.5'].map((nextHopIpAddress) => [{ name: 'to-all', addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIpAddress }]));
  expect(networkInterfaces.map(({ name, privateIPAddresses }) => [name, ...privateIPAddresses])).toEqual([['spoke1vm1nic', '10.1.0.4'], ['spoke2vm1nic', '10.1.4.4']]);
  expect(virtualMachines.map(({ subscription }) => subscription.slice(-1))).toEqual(['1', '2']);
  expect(settings).toEqual({ hub: 'hub', spokes: ['spoke1', 'spoke2'] });
});

test('a table may have a route for each other spoke', () => {
  const { routeTables } = generatedTopology({ spokes: 20, routesPerSpoke: 'each' });
  expect(new Set(routeTables.map(({ routes }) => routes.length))).toEqual(new Set([19]));
  expect(routeTables[6]?.routes.map(({ name }) => name)).not.toContain('to-spoke07');
});

test.each([
  { spokes: 3, subscriptions: 2, machinesPerSpoke: 3, regions: 2 },
  { spokes: 130, subscriptions: 25, regions: 12 },
])('%j is a topology that a file may have', (size) => {
  const topology = generatedTopology(size);
  expect(parseTopology(JSON.parse(JSON.stringify(topology)))).toEqual(topology);
});

test('each may be changed at will', () => {
  const [one, other] = [generatedTopology({ spokes: 2 }), generatedTopology({ spokes: 2 })];
  one.virtualNetworks[0]?.peerings.pop();
  expect(other.virtualNetworks[0]?.peerings).toHaveLength(2);
});

test('more spokes than a variable of the environment can name are found by the peerings', () => {
  expect(generatedTopology({ spokes: 500 }).settings.spokes).toHaveLength(500);
  expect(generatedTopology({ spokes: 501 }).settings).toEqual({ hub: 'hub' });
});

test.each([{ spokes: 0 }, { spokes: 1.5 }, { spokes: NaN }, { spokes: 2, machinesPerSpoke: 251 }, { spokes: 2, regions: 13 }])('%j is no size', (size) => {
  expect(() => generatedTopology(size)).toThrow(RangeError);
});
