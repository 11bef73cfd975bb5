import { describe, expect, test } from '@jest/globals';
import { allFaults } from '../../lab/faults/catalogue';
import { builtInTopology } from '../../lab/topologies/built-in';
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

test('With another machine at an address, the logins that lead there fail, and those that start there are inconclusive', async () => {
  const { apply } = allFaults.find(({ name }) => name === 'another machine answering at the address') ?? {};
  const { records } = await rehearse(builtInTopology('reference'), apply);
  const lines = records.flatMap(({ verdict, login }) => {
    if (!login) return [];
    return 'fact' in verdict ? [`${verdict.verdict}: ${verdict.fact}`] : 'reason' in verdict ? [`${verdict.verdict}: ${verdict.reason}`] : [verdict.verdict];
  });
  expect(lines).toEqual([
    'fail: a login from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) lands on a machine that calls itself spoke1vm, not spoke2vm',
    'cannot-tell: nothing is known of a login from spoke2vm to spoke1vm: the access path failed at spoke2vm (10.2.1.4): ' +
      'the machine that answers there calls itself spoke1vm, and in Azure the computer name is spoke2vm',
  ]);
}, 60_000);

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
