import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { named } from '../topologies/testing/named';
import { KernelLabUnavailable, startKernel } from './start';
import { describeInKernel } from './testing/in-kernel';

describeInKernel('The kernel lab', () => {
  test('that cannot be set up says in whose words, and leaves nothing behind', async () => {
    const it = named('reference');
    it.topology.networkInterfaces.push({ ...it.nic('spoke1vm711_z1'), name: 'double' });
    it.vm('spoke2vm').networkInterfaces.push('double');
    const directory = mkdtempSync(join(tmpdir(), 'spokecheck-lab-'));
    await expect(startKernel({ world: it.world, directory })).rejects.toThrow(/^The kernel lab could not be set up: RTNETLINK answers: File exists/);
    expect(existsSync(directory)).toBe(false);
  }, 30_000);

  test('says what the machine lacks for it', async () => {
    const geteuid = jest.spyOn(process, 'geteuid').mockReturnValue(1000);
    const starting = startKernel({ world: named('reference').world, directory: '/nonexistent' });
    await expect(starting).rejects.toThrow(new KernelLabUnavailable('The kernel lab needs root.'));
    geteuid.mockRestore();
  });
});
