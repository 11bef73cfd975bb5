import { expect, test } from '@jest/globals';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import { faultCases, shapeCases } from './cases';
import { differences, rehearseInBoth } from './parity';

/** Every fourth one; `npm run rehearse -- --parity` takes all of them. */
const sample = [...faultCases, ...shapeCases].filter((_, index) => index % 4 === 0);

describeInKernel('The kernel lab and the lab in process come to the same verdicts and outcomes', () => {
  test.concurrent.each(sample.map((subject) => [subject.name, subject] as const))(
    '%s',
    async (_name, subject) => {
      const parity = await rehearseInBoth(subject);
      expect(differences(parity)).toEqual([]);
      expect(parity.kernel.filter((line) => line.startsWith('[SSH-01]')).length).toBeGreaterThan(1);
    },
    120_000,
  );
});
