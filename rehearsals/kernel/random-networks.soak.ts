import { test } from '@jest/globals';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import { assertKernelAgrees } from './random-networks';

describeInKernel('In the kernel a connection ends as it does in process, from every machine to every other', () => {
  test('on 500 random networks with random faults', () => assertKernelAgrees(500), 3_600_000);
});
