/** Two runs at once into one REPORT_DIR, one on a broken network and one on a healthy one: what is wrong with what they leave. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../lab/lab';
import { casesWith, run } from './entry-point';
import { labVariables } from './rehearsal-environment';

export interface TwoLabs {
  readonly healthy: Lab;
  /** Without the route to spoke 2. */
  readonly broken: Lab;
}

/** Nothing where each report is its own run's. */
export async function complaintsOfTwoRuns({ healthy, broken }: TwoLabs): Promise<string[]> {
  const reports = mkdtempSync(join(tmpdir(), 'reports-'));
  try {
    const verify = (lab: Lab): ReturnType<typeof run> => run('verify.ts', [], { ...labVariables(lab.environment), SSH_TIMEOUT: '1', CONVERGENCE_TIMEOUT: '0', REPORT_DIR: reports });
    const [ofBroken, ofHealthy] = await Promise.all([verify(broken), verify(healthy)]);
    const isRefused = ({ output }: { readonly output: string }): boolean => output.includes('give one of the two another REPORT_DIR');
    const refused = [ofBroken, ofHealthy].filter(isRefused);
    const junit = readFileSync(join(reports, 'junit.xml'), 'utf8');
    const folders = readdirSync(join(reports, 'runs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const own = (name: string): string => readFileSync(join(reports, 'runs', name, 'junit.xml'), 'utf8');
    // The other one is the run that was carried out: its reports are kept there, too.
    const left = folders.filter(({ name }) => own(name) !== junit);
    const codes = { broken: isRefused(ofBroken) ? 2 : 1, healthy: isRefused(ofHealthy) ? 2 : 0 };
    const hub = (lab: Lab): string => lab.environment['HUB_VNET_ID'] ?? '';
    const isOfBroken = casesWith(junit, 'failure').length > 0;
    return [
      ...(refused.length === 1 ? [] : [`${String(refused.length)} of two runs were refused`]),
      ...(ofBroken.code === codes.broken ? [] : [`the run on the broken network ended with ${String(ofBroken.code)}`]),
      ...(ofHealthy.code === codes.healthy ? [] : [`the run on the healthy network ended with ${String(ofHealthy.code)}`]),
      ...(isOfBroken === isRefused(ofHealthy) ? [] : ['the report is of the run that was refused']),
      ...(hub(broken) === hub(healthy) ? [] : ['the labs are not alike']),
      ...(left.length === refused.length ? [] : [`${String(left.length)} folders were left`]),
      ...left.flatMap(({ name }) => {
        const text = own(name);
        return casesWith(text, 'error').join() === '[RUN] no other run writes into REPORT_DIR' && text.includes(`name="run" value="${name}"`) ? [] : [`the report in runs/${name} is another's`];
      }),
    ];
  } finally {
    rmSync(reports, { recursive: true });
  }
}
