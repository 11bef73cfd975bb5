import { readdirSync } from 'node:fs';
import { connect } from '../network/path';
import { createWorld } from '../topology/world';
import { builtInTopologies, builtInTopology } from './built-in';

test('every topology file is built in under its own name', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.json'));
  expect([...builtInTopologies].sort()).toEqual(files.map((file) => file.replace('.json', '')).sort());
  expect(builtInTopologies.map((name) => builtInTopology(name).name)).toEqual(builtInTopologies);
});

test.each(builtInTopologies)('in %s every machine reaches every other one', (name) => {
  const world = createWorld(builtInTopology(name));
  const machines = world.topology.virtualMachines;
  const outcomes = machines.flatMap((from) =>
    machines
      .filter((to) => to !== from)
      .map((to) => connect(world, { from, to: world.networkInterfacesOf(to)[0]?.privateIPAddresses[0] ?? '', port: 22 }))
      .map((outcome) => ('reason' in outcome ? outcome.reason : outcome.kind)),
  );
  expect(new Set(outcomes)).toEqual(new Set(['open']));
});
