import { test } from '@jest/globals';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import { assertKernelAgrees } from './random-networks';

describeInKernel('In the kernel a connection ends as it does in process, from every machine to every other', () => {
  test('on 8 random networks with random faults', () => assertKernelAgrees(8), 180_000);
});
