/** What the suites of one test file share: what was read and judged, and where verdicts go. The one reader of the suites' environment. */
import { hideSecretsOf } from '../printable/secret-variables';
import { hideLoginSecrets } from '../settings/hide-login-secrets';
import { readSettings } from '../settings/settings';
import type { Settings } from '../settings/settings';
import type { RunFile } from './run-file';
import { readRunFile } from './run-file';

let shared: RunFile | undefined;

/** Read once; a process has one run. */
export function context(): RunFile {
  if (shared === undefined) {
    // What the suites record and throw is put out as well.
    hideSecretsOf(process.env);
    shared = readRunFile(process.env);
  }
  return shared;
}

/** The settings again, for what must not be written to a file: how to log in. */
export function settings(): Settings {
  const result = readSettings(process.env);
  if (!result.ok) throw new Error('The settings were complete when the run began, and are no longer.');
  hideLoginSecrets(result.settings.ssh);
  return result.settings;
}
