import { scaled } from '../topologies/testing/scaled';
import { connect } from './path';

test('packets pass an instance as they pass any appliance, while it runs', () => {
  const it = scaled();
  const outcome = (): ReturnType<typeof connect> => connect(it.world, { from: it.vm('spoke1vm'), to: '10.2.1.4', port: 22 });
  expect(outcome().kind).toBe('open');
  const [first] = it.topology.scaleSets[0]?.instances ?? [];
  if (first) first.powerState = 'stopped';
  expect(outcome()).toMatchObject({ kind: 'lost', cause: 'next-hop-does-not-forward', at: 'set_0' });
});
