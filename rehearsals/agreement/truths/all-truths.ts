/** What every check must come to, said of the lab's topology alone: in other words and by other code than the checks themselves. */
import type { Topology } from '../../../lab/topology/topology';
import { factsOf, type NetworkFacts } from './network-facts';
import { peeringTruths } from './peering-truths';
import { areConnectionsReadable, areRoutesReadable, routeTruths } from './route-truths';
import { routeServerTruths } from './route-server-truths';
import { securityTruths } from './security-truths';

/** The worst verdict that a check must come to where everything can be read; a check that is not due counts as `not-red`. */
export type ExpectedVerdict = 'fail' | 'cannot-tell' | 'not-red';

/** Whether the check's statement holds everywhere in the network. */
const statements: Readonly<Record<string, (facts: NetworkFacts) => boolean>> = {
  ...routeServerTruths,
  ...peeringTruths,
  ...routeTruths,
  ...securityTruths,
};

/** By the id of the check. */
export function expectedVerdicts(topology: Topology): Readonly<Record<string, ExpectedVerdict>> {
  const facts = factsOf(topology);
  const failing = Object.entries(statements).map(([id, holds]): [string, ExpectedVerdict] => [id, holds(facts) ? 'not-red' : 'fail']);
  const told = Object.fromEntries(failing);
  const direct = told['PE-08'] === 'fail' || areConnectionsReadable(facts) ? {} : { 'PE-08': 'cannot-tell' as const };
  return { ...told, ...direct, 'ER-01': areRoutesReadable(facts) ? 'not-red' : 'cannot-tell' };
}

/** The checks that have no truth here, each with the reason; docs/architecture.md names them too. */
export const checksLeftOut: Readonly<Record<string, string>> = {
  'PATH-01': 'it speaks of pairs, and is compared pair by pair with whether a packet gets there and back',
  'SEG-01': 'no flow of a random network is to be blocked; it is compared with trying every packet of small networks',
  'SSH-01': 'it is a login, which a survey does not hold: whether its packets get there and back is compared pair by pair',
  'FLOW-01': 'only an expectations file asks for it, and random networks have none',
  'FLOW-02': 'the same',
};
