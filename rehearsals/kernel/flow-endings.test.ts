import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../lab/faults/fault';
import { blockedByRoute, flowFaults, healthyEndings } from '../../lab/faults/flow-faults';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import { startLab, type DataPlane } from '../../lab/lab';
import { createBehaviours } from '../../lab/ssh/behaviour';
import { builtInTopology } from '../../lab/topologies/built-in';
import { endingsOf } from './attempts';

interface Stated {
  readonly name: string;
  readonly apply?: Fault['apply'];
  readonly endings: readonly string[];
}

const stated: readonly Stated[] = [{ name: 'the topology segmented', endings: healthyEndings }, ...flowFaults, blockedByRoute];

async function endingsWith({ apply, endings }: Stated, dataPlane: DataPlane): Promise<string[]> {
  const target = { topology: builtInTopology('segmented'), incidents: [], denied: [], ssh: createBehaviours() };
  apply?.(target);
  const lab = await startLab({ topology: target.topology, sshBehaviours: target.ssh, dataPlane });
  try {
    return await endingsOf(lab, endings.map((ending) => ending.slice(0, ending.lastIndexOf(': '))));
  } finally {
    await lab.close();
  }
}

const cases = stated.map((one) => [one.name, one] as const);

describe('In process, connections end as is stated of each fault', () => {
  test.concurrent.each(cases)('%s', async (_, one) => {
    expect(await endingsWith(one, 'in-process')).toEqual(one.endings);
  }, 60_000);
});

/** Every third one; parity takes others, and on command all. */
const sample = cases.filter((_, place) => place % 3 === 0);

describeInKernel('In the kernel, connections end as is stated of each fault', () => {
  test.concurrent.each(sample)('%s', async (_, one) => {
    expect(await endingsWith(one, 'kernel')).toEqual(one.endings);
  }, 60_000);
});
