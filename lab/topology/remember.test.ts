import { generatedTopology } from '../topologies/generated';
import { owned, remember, trackChanges, whileUnchanged } from './remember';
import type { Topology } from './topology';

interface Tracked {
  readonly view: Topology;
  /** How many times it was worked out how many routes there are, after asking once more. */
  readonly asked: () => number;
}

function tracked(): Tracked {
  const topology = generatedTopology({ spokes: 2 });
  let times = 0;
  const view = trackChanges(topology);
  return { view, asked: () => (remember(topology, tracked, 'routes', () => (times += 1)), times) };
}

test('a value is worked out once', () => {
  const { asked } = tracked();
  expect([asked(), asked()]).toEqual([1, 1]);
});

test('of a topology whose changes nobody notices nothing is remembered', () => {
  const topology = generatedTopology({ spokes: 2 });
  let times = 0;
  const ask = (): number => remember(topology, tracked, topology, () => (times += 1));
  ask();
  ask();
  expect(times).toBe(2);
});

test('what is worked out differs by what it is and by its key', () => {
  const topology = generatedTopology({ spokes: 2 });
  trackChanges(topology);
  const value = (of: unknown, key: unknown): number => remember(topology, of, key, () => Math.random());
  expect(new Set([value('a', 1), value('a', 2), value('b', 1), value('b', 2), value('a', 1)]).size).toBe(4);
});

test.each<[string, (view: Topology) => void]>([
  ['a value deep inside', ({ networkInterfaces: [nic] }) => { if (nic) nic.enableIPForwarding = true; }],
  ['an item more', ({ routeTables: [table] }) => { table?.routes.push({ name: 'more', addressPrefix: '10.9.0.0/16', nextHopType: 'None' }); }],
  ['an item less', ({ virtualMachines }) => { virtualMachines.splice(0, 1); }],
  ['a list replaced', (view) => { Object.assign(view, { virtualMachines: [] }); }],
  ['a list emptied', ({ virtualMachines }) => { virtualMachines.length = 0; }],
  ['a key less', ({ virtualNetworks: [, spoke] }) => { delete spoke?.subnets[0]?.routeTable; }],
  ['a property defined', ({ virtualNetworks: [hub] }) => { if (hub) Object.defineProperty(hub, 'location', { value: 'eastus', writable: true, enumerable: true, configurable: true }); }],
  ['a key less, by reflection', (view) => { Reflect.deleteProperty(view, 'connectedGroups'); }],
  ['items in another order', ({ networkInterfaces }) => { networkInterfaces.reverse(); }],
  ['a change by a resource that was found before', ({ virtualNetworks }) => { for (const network of virtualNetworks.filter(({ name }) => name === 'hub')) network.addressPrefixes.push('10.200.0.0/16'); }],
])('%s makes it be forgotten', (_, change) => {
  const { view, asked } = tracked();
  asked();
  change(view);
  expect(asked()).toBe(2);
});

test('reading changes nothing', () => {
  const { view, asked } = tracked();
  asked();
  JSON.stringify(view);
  expect(view.virtualNetworks.find(({ name }) => name === 'hub')).toBe(view.virtualNetworks[0]);
  expect(view).toEqual(generatedTopology({ spokes: 2 }));
  expect(asked()).toBe(1);
});

test('what is put in is a copy, and what was there stays the same resource', () => {
  const topology = generatedTopology({ spokes: 2 });
  const [hub, spoke1] = topology.virtualNetworks;
  const view = trackChanges(topology);
  view.virtualNetworks.splice(0, 3, ...view.virtualNetworks.slice(0, 2));
  expect(topology.virtualNetworks).toEqual([hub, spoke1]);
  expect(topology.virtualNetworks[0]).toBe(hub);
  const mine = generatedTopology({ spokes: 1 }).virtualNetworks;
  Object.assign(view, { virtualNetworks: mine });
  mine.pop();
  expect(topology.virtualNetworks).toHaveLength(2);
});

test('while it is asked, everything is remembered, and then nothing', () => {
  const topology = generatedTopology({ spokes: 2 });
  let times = 0;
  const ask = (): number => remember(topology, tracked, topology, () => (times += 1));
  expect(whileUnchanged(topology, () => [ask(), ask()])).toEqual([1, 1]);
  expect(ask()).toBe(2);
  expect(() => whileUnchanged(topology, () => { throw new Error('no'); })).toThrow('no');
  expect(ask()).toBe(3);
});

test('a copy is of its own all the way down', () => {
  const topology = generatedTopology({ spokes: 1 });
  const copy = owned(topology);
  expect(copy).toEqual(topology);
  expect(copy.virtualNetworks[0]?.peerings).not.toBe(topology.virtualNetworks[0]?.peerings);
});
