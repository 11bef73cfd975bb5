import { describe, expect, test } from '@jest/globals';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import { startLab } from '../../lab/lab';
import { createWorld } from '../../lab/topology/world';
import { differentConnections, endingsInProcess } from './connections';
import { designs } from './designs';

describe('In process, the connections of a design end as stated', () => {
  test.each(designs.map((design) => [design.name, design] as const))('%s', (_name, { topology, endings }) => {
    expect(endingsInProcess(createWorld(topology()))).toEqual(endings);
  });
});

describeInKernel('In the kernel, the connections of a design end as they do in process', () => {
  test.concurrent.each(designs.map((design) => [design.name, design] as const))(
    '%s',
    async (_name, { topology }) => {
      const lab = await startLab({ topology: topology(), dataPlane: 'kernel' });
      try {
        expect(await differentConnections(lab)).toEqual([]);
      } finally {
        await lab.close();
      }
    },
    60_000,
  );
});
