/** Random faults of a network: up to four changes of its topology. */
import fc from 'fast-check';
import type { Topology } from '../../../lab/topology/topology';
import { hubMutations } from './hub-mutations';
import { machineMutations } from './machine-mutations';
import type { Mutation } from './mutation';
import { peeringMutations } from './peering-mutations';
import { routeMutations } from './route-mutations';

const mutations: Readonly<Record<string, Mutation>> = { ...hubMutations, ...peeringMutations, ...routeMutations, ...machineMutations };

/** The name of a mutation, and the numbers that it is given. */
export interface PlannedMutation {
  readonly kind: string;
  readonly a: number;
  readonly b: number;
}

export const mutationPlans: fc.Arbitrary<PlannedMutation[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...Object.keys(mutations)), a: fc.nat(7), b: fc.nat(7) }),
  { maxLength: 4 },
);

/** Changes the topology in place. */
export function mutate(topology: Topology, plan: readonly PlannedMutation[]): void {
  for (const { kind, a, b } of plan) mutations[kind]?.(topology, a, b);
}
