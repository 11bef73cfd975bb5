/** The run that a run is compared with: BASELINE_FILE. */
import { path } from './forms';
import type { Checked } from './mistakes';
import { invalid, valid } from './mistakes';
import type { Runner } from './runner';
import { expandHome, thisRunner } from './runner';
import type { Environment } from './variables';
import { readVariables } from './variables';

export interface BaselineSettings {
  /** Absent: nothing is compared. `last`: the newest run under REPORT_DIR/runs. */
  readonly baseline?: { readonly kind: 'last' } | { readonly kind: 'path'; readonly path: string };
}

export const baselineForms = { BASELINE_FILE: path.describe('the results.json of an earlier run, the folder that it is in, or last') };

/** A file that is called `last` is named as `./last`. */
export function readBaselineSettings(env: Environment, runner: Runner = thisRunner): Checked<BaselineSettings> {
  const { values, mistakes } = readVariables(baselineForms, env);
  if (mistakes.length > 0) return invalid(mistakes);
  const named = values.BASELINE_FILE;
  if (named === undefined) return valid({});
  return valid({ baseline: /^(last|previous)$/i.test(named) ? { kind: 'last' } : { kind: 'path', path: expandHome(named, runner) } });
}
