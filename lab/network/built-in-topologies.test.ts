import { builtInTopologies, builtInTopology } from '../topologies/built-in';
import { createWorld } from '../topology/world';
import { connect } from './path';

test.each(builtInTopologies.filter((name) => name !== 'segmented'))('in %s every machine reaches every other one', (name) => {
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

test.each([
  [22, { db: 'refused', desk1: 'refused', vault1: 'security-rule' }],
  [443, { web1: 'refused', web2: 'refused', app1: 'refused', db: 'refused', desk1: 'refused' }],
  [1433, { web1: 'refused', web2: 'refused', app1: 'refused', desk1: 'refused', vault1: 'refused' }],
  [3389, { web1: 'refused', web2: 'refused', app1: 'refused', db: 'refused', vault1: 'security-rule' }],
])('in segmented a rule alone stops what comes to port %i, and every machine reaches every other one', (port, others) => {
  const world = createWorld(builtInTopology('segmented'));
  const machines = world.topology.virtualMachines;
  for (const from of machines) {
    const endings = machines.filter((to) => to !== from).map((to) => {
      const outcome = connect(world, { from, to: world.networkInterfacesOf(to)[0]?.privateIPAddresses[0] ?? '', port });
      return [to.name, 'cause' in outcome ? outcome.cause : outcome.kind];
    });
    expect(Object.fromEntries(endings)).toEqual(Object.fromEntries(machines.filter((to) => to !== from).map(({ name }) => [name, (others as Record<string, string>)[name] ?? 'open'])));
  }
});
