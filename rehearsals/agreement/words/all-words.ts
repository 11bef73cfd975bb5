/** What a topology can say of the data plane beyond the few choices of a plan, at random: up to four such words. */
import fc from 'fast-check';
import type { Topology } from '../../../lab/topology/topology';
import type { Mutation } from '../mutations/mutation';
import { applianceWords } from './appliance-words';
import { gatewayWords } from './gateway-words';
import { machineWords } from './machine-words';
import { peeringWords } from './peering-words';

export const words: Readonly<Record<string, Mutation>> = { ...applianceWords, ...gatewayWords, ...peeringWords, ...machineWords };

export interface SaidWord {
  readonly word: string;
  readonly a: number;
  readonly b: number;
}

export const saidWords: fc.Arbitrary<readonly SaidWord[]> = fc.array(
  fc.record({ word: fc.constantFrom(...Object.keys(words)), a: fc.nat({ max: 40 }), b: fc.nat({ max: 40 }) }),
  { maxLength: 4 },
);

/** Changes the topology in place. */
export function say(topology: Topology, said: readonly SaidWord[]): void {
  for (const { word, a, b } of said) words[word]?.(topology, a, b);
}
