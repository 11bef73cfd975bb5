/** Random healthy networks. */
import fc from 'fast-check';
import type { Coverage, Design, NetworkPlan } from '../../lab/shapes/build-network';

export const networkPlans: fc.Arbitrary<NetworkPlan> = fc.record({
  design: fc.constantFrom<Design>('route-server', 'appliance', 'appliance-by-bgp', 'gateway'),
  coverage: fc.constantFrom<Coverage>('subnets', 'networks', 'private-range', 'default-route'),
  hubRegion: fc.nat(1),
  spokes: fc.array(fc.record({ region: fc.nat(1), subscription: fc.nat(2), machines: fc.integer({ min: 1, max: 2 }), hasRules: fc.boolean() }), { minLength: 2, maxLength: 3 }),
});
