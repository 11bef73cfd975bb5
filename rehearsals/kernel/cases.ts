/** What both data planes are rehearsed with: all that concerns the way of a packet, or what it meets with at its end. */
import { catalogue } from '../../lab/faults/catalogue';
import { apiFaults } from '../../lab/faults/api-faults';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import { builtInTopologies, builtInTopology } from '../../lab/topologies/built-in';
import type { ParityCase } from './parity';

/** Which of several probes meets a rule or a guest that counts connections is a matter of their turns; `flow-endings.test.ts` opens them one after the other. */
const byTurns: readonly string[] = ['a rule that keeps SSH out is enforced after a few connections only', 'a rule that keeps SSH out is enforced for a few connections only', 'the machine of the PCI spoke falls silent during the window'];

/** Azure's API is the same code in both labs. */
export const faultCases: readonly ParityCase[] = catalogue
  .filter(({ faults }) => faults !== apiFaults)
  .flatMap(({ faults }) => faults)
  .filter(({ name }) => !byTurns.includes(name))
  .map(({ name, base, apply }) => ({ name, topology: () => builtInTopology(base ?? 'reference'), apply }));

export const shapeCases: readonly ParityCase[] = [
  ...builtInTopologies.map((name) => ({ name: `the topology ${name}`, topology: () => builtInTopology(name) })),
  ...healthyShapes.map(({ name, topology, apply, settings }) => ({ name, topology, apply, settings })),
];
