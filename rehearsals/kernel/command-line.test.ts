import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import { commandOf, isAlive, networkNamespacesOf, processesBelow, until } from '../../lab/kernel/testing/traces';
import { casesWith, idsOf, run } from '../entry-point';

describeInKernel('From the command line, with the kernel lab', () => {
  let reports: string;
  const junit = (): string => readFileSync(join(reports, 'junit.xml'), 'utf8');

  beforeEach(() => {
    reports = mkdtempSync(join(tmpdir(), 'reports-'));
  });

  afterEach(() => {
    rmSync(reports, { recursive: true });
  });

  test('a rehearsal of the reference deployment passes every check', async () => {
    const { code, output } = await run('rehearse.ts', ['--lab', 'kernel'], { REPORT_DIR: reports });
    expect(output).toContain('The network is as it should be: 44 checks passed.');
    expect(code).toBe(0);
  }, 60_000);

  test('without the route to spoke 2, its packets are lost, and the stated checks are red', async () => {
    const { code } = await run('rehearse.ts', ['--lab', 'kernel', '--fault', 'route to spoke 2 missing'], { REPORT_DIR: reports, SSH_TIMEOUT: '2' });
    expect(code).toBe(1);
    expect(idsOf(casesWith(junit(), 'failure'))).toEqual(['RT-02', 'ER-02', 'PATH-01', 'SSH-01']);
    expect(junit().match(/outcome {2}timed-out/g)).toHaveLength(2);
  }, 60_000);

  test('one that is interrupted takes its lab with it', async () => {
    const args = ['-r', join(__dirname, '..', '..', 'loader.cjs'), join(__dirname, '..', '..', 'bin', 'rehearse.ts'), '--lab', 'kernel', '--fault', 'no banner from spoke 2'];
    const rehearsal = spawn(process.execPath, args, { env: { ...process.env, REPORT_DIR: reports }, stdio: 'ignore' });
    let processes: number[] = [];
    await until(() => (processes = processesBelow(rehearsal.pid ?? 0)).some((pid) => commandOf(pid).includes('verify.ts')));
    expect(networkNamespacesOf(processes).size).toBe(3);
    rehearsal.kill('SIGTERM');
    await until(() => !processes.some(isAlive) && rehearsal.exitCode !== null);
    expect(rehearsal.exitCode).toBe(2);
  }, 60_000);
});
