/** Jest's globalSetup: from now on the labs of the test run keep their exchanges in a folder, where Microsoft's definitions are at hand to judge them by. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function collect(): void {
  if (process.env.SPOKECHECK_SPEC) process.env.SPOKECHECK_EXCHANGES = mkdtempSync(join(tmpdir(), 'spokecheck-exchanges-'));
}
