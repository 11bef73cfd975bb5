/** Random networks: a healthy one of a few choices, what else a topology can say, and faults. */
import fc from 'fast-check';
import { networkOf, type Coverage, type Design, type NetworkPlan } from '../../lab/shapes/build-network';
import type { Topology } from '../../lab/topology/topology';
import { mutate, mutationPlans, type PlannedMutation } from './mutations/all-mutations';
import { saidWords, say, type SaidWord } from './words/all-words';

export const networkPlans: fc.Arbitrary<NetworkPlan> = fc.record({
  design: fc.constantFrom<Design>('route-server', 'appliance', 'appliance-by-bgp', 'gateway'),
  coverage: fc.constantFrom<Coverage>('subnets', 'networks', 'private-range', 'default-route'),
  hubRegion: fc.nat(1),
  spokes: fc.array(fc.record({ region: fc.nat(1), subscription: fc.nat(2), machines: fc.integer({ min: 1, max: 2 }), hasRules: fc.boolean() }), { minLength: 2, maxLength: 3 }),
});

export interface RandomNetwork {
  readonly plan: NetworkPlan;
  readonly said: readonly SaidWord[];
  readonly faults: readonly PlannedMutation[];
}

/** Of the whole language, half of them without a fault, so that more than half of the connections get there. */
export const randomNetworks: fc.Arbitrary<RandomNetwork> = fc.record({
  plan: networkPlans,
  said: saidWords,
  faults: fc.oneof(fc.constant([]), mutationPlans),
});

export function topologyOf({ plan, said, faults }: RandomNetwork): Topology {
  const topology = networkOf(plan);
  say(topology, said);
  mutate(topology, faults);
  return topology;
}
