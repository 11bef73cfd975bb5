/** Tests in a browser, Debian's Chromium: where there is none they are skipped with the reason in their title, or fail where SPOKECHECK_BROWSER is `required`. */
import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { chromium } from '../browser';

/** As `describe`. */
export function describeInBrowser(title: string, body: () => void): void {
  if (existsSync(chromium)) {
    describe(title, body);
    return;
  }
  const reason = `there is no ${chromium}`;
  if (process.env['SPOKECHECK_BROWSER'] === 'required') throw new Error(`SPOKECHECK_BROWSER is required, and ${reason}.`);
  process.stderr.write(`SKIPPED: ${title}: ${reason}.\n`);
  describe.skip(`${title} (skipped: ${reason})`, body);
}
