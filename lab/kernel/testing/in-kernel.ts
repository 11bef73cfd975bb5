/** Tests of the kernel lab: where it cannot run they are skipped with the reason in their title, or fail where SPOKECHECK_KERNEL_LAB is `required`. */
import { missingForKernelLab } from '../requirements';

/** As `describe`. */
export function describeInKernel(title: string, body: () => void): void {
  const missing = missingForKernelLab();
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  const reason = `the kernel lab needs ${missing.join(', ')}`;
  if (process.env['SPOKECHECK_KERNEL_LAB'] === 'required') throw new Error(`SPOKECHECK_KERNEL_LAB is required, and ${reason}.`);
  process.stderr.write(`SKIPPED: ${title}: ${reason}.\n`);
  describe.skip(`${title} (skipped: ${reason})`, body);
}
