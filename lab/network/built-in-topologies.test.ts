import { builtInTopologies, builtInTopology } from '../topologies/built-in';
import { createWorld } from '../topology/world';
import { connect } from './path';

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
