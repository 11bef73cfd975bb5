/** The run that this one is compared with: BASELINE_FILE. It is read before anything is contacted, and before the reports of an earlier run are taken away. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../report/since';
import { isWhole } from '../report/since';
import type { BaselineSettings } from '../settings/baseline-settings';
import { isOurs } from './our-files';
import type { ReportFolder } from './report-folder';
import { runName } from './report-folder';
import { readRunRecord } from './run-record';

export type Baseline =
  | { readonly kind: 'none' }
  /** BASELINE_FILE asks for the last run, and there is none yet: the first night. */
  | { readonly kind: 'first' }
  | { readonly kind: 'run'; readonly record: RunRecord }
  | { readonly kind: 'refused'; /** A sentence. */ readonly line: string };

export function baselineFor({ baseline }: BaselineSettings, { dir, runId }: Pick<ReportFolder, 'dir' | 'runId'>): Baseline {
  if (!baseline) return { kind: 'none' };
  if (baseline.kind === 'last') {
    const record = lastRun(join(dir, 'runs'), runId);
    return record ? { kind: 'run', record } : { kind: 'first' };
  }
  const reading = readRunRecord(baseline.path);
  return reading.ok ? { kind: 'run', record: reading.record } : { kind: 'refused', line: `BASELINE_FILE names ${reading.file}, which ${reading.why}.` };
}

/** The newest that judged all that was due, to its end: by a part, or by one that was cut short, nothing could be told to be new. */
function lastRun(runs: string, ownId: string): RunRecord | undefined {
  for (const name of namesIn(runs).filter((each) => runName.test(each) && each !== ownId).sort().reverse()) {
    const folder = join(runs, name);
    if (!isOurs(join(folder, 'results.json'))) continue;
    const reading = readRunRecord(folder);
    if (!reading.ok) continue;
    const { results } = reading.record;
    if (results.endedBy === undefined && isWhole(results)) return reading.record;
  }
  return undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
