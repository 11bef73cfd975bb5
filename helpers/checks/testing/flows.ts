/** Flows for tests. */
import type { Flow, FlowEnd } from '../../estate/expectations';

export const any: FlowEnd = { kind: 'any' };

export const of = (spokeId: string, more: Partial<FlowEnd & { kind: 'spoke' }> = {}): FlowEnd => ({ kind: 'spoke', spokeId, ...more });

export const flow = (from: FlowEnd, to: FlowEnd, port: Flow['ports'][number], expected: Flow['expect'] = 'connect'): Flow => ({ from, to, ports: [port], expect: expected });
