/** One size of network, measured: a whole run against the lab, each in a process of its own, and the judgement of its survey for itself. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Results } from '../../helpers/report/results';
import { startLab } from '../../lab/lab';
import type { Size } from '../../lab/topologies/generated';
import { generatedTopology } from '../../lab/topologies/generated';
import { rehearsalEnvironment } from '../rehearsal-environment';
import { leastRequests, leastSeconds } from './least';
import { runMeasured } from './run-measured';

export interface Figures {
  readonly size: Size;
  readonly exitCode: number | null;
  readonly conclusion: string;
  readonly reads: number;
  readonly writes: number;
  /** Refused with 429. */
  readonly throttled: number;
  readonly least: number;
  /** From the first request to the end of the survey, and what latency and the buckets alone take. */
  readonly surveySeconds: number;
  readonly leastSeconds: number;
  readonly pairs: number;
  /** CPU time from the survey to the last cause. */
  readonly judgingSeconds: number;
  readonly judgingMegabytes: number;
  readonly runMegabytes: number;
  /** Bytes by report. */
  readonly reports: Readonly<Record<'junit.xml' | 'results.json' | 'report.html' | 'survey.json', number>>;
  readonly consoleLines: number;
}

/** @param latency times the recorded latencies. Throttling is as documented. A few logins are made, so that there is evidence of what configuration does not show. */
export async function measureSize(size: Size, latency: number): Promise<Figures> {
  const lab = await startLab({ topology: generatedTopology(size), latency: { scale: latency }, throttling: true });
  const dir = mkdtempSync(join(tmpdir(), 'spokecheck-bench-'));
  try {
    const env = rehearsalEnvironment({ ...process.env, REPORT_DIR: dir, SSH_PAIRS: 'sample:20' }, lab.environment);
    const run = await runMeasured(join(dir, 'run'), ['-r', './bin/first.cjs', 'bin/verify.ts'], env);
    const results = JSON.parse(readFileSync(join(dir, 'results.json'), 'utf8')) as Results;
    const judging = await runMeasured(join(dir, 'judging'), ['rehearsals/bench/judge-survey.ts', join(dir, 'survey.json')], process.env);
    const { reads, writes, throttled, bySubscription } = lab.tally();
    const { surveyStartedAt = '', surveyFinishedAt = '' } = results.deployment ?? {};
    const nics = size.spokes * (size.machinesPerSpoke ?? 1);
    const bytes = (name: string): number => statSync(join(dir, name)).size;
    return {
      size,
      exitCode: run.exitCode,
      conclusion: results.conclusion,
      ...{ reads, writes, throttled, least: leastRequests(size) },
      surveySeconds: (Date.parse(surveyFinishedAt) - Date.parse(surveyStartedAt)) / 1000,
      leastSeconds: leastSeconds([...bySubscription.values()], latency),
      pairs: nics * (nics - (size.machinesPerSpoke ?? 1)),
      judgingSeconds: (JSON.parse(judging.output) as { seconds: number }).seconds,
      judgingMegabytes: judging.megabytes,
      runMegabytes: run.megabytes,
      reports: { 'junit.xml': bytes('junit.xml'), 'results.json': bytes('results.json'), 'report.html': bytes('report.html'), 'survey.json': bytes('survey.json') },
      consoleLines: run.output.split('\n').length,
    };
  } finally {
    await lab.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
