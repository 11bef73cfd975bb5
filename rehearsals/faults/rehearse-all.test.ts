import { describe, expect, test } from '@jest/globals';
import { allFaults } from '../../lab/faults/catalogue';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import { isRed, rehearse, rehearseFault } from './rehearse-fault';

describe('With a fault, exactly the stated checks are red and the right cause comes first', () => {
  test.concurrent.each(allFaults.map((fault) => [fault.name, fault] as const))(
    '%s',
    async (_name, fault) => {
      const { red, causes } = await rehearseFault(fault);
      expect([...red].sort()).toEqual([...fault.red].sort());
      for (const fragment of fault.cause) expect(causes[0]).toContain(fragment);
    },
    60_000,
  );
});

describe('A healthy network is green', () => {
  test.concurrent.each(healthyShapes.map((shape) => [shape.name, shape] as const))(
    '%s',
    async (_name, shape) => {
      const { records } = await rehearse(shape.topology(), shape.apply, shape.settings);
      expect(records.filter(isRed).map(({ title, verdict }) => ({ title, verdict }))).toEqual([]);
      expect(records.filter(({ verdict }) => verdict.verdict === 'pass').length).toBeGreaterThan(20);
    },
    120_000,
  );
});
