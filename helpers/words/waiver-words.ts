/** Waivers in words. Whoever may write EXPECTATIONS_FILE writes the owner and the reason. */
import type { Waiver } from '../estate/expectations';
import type { WaiverFinding } from '../findings/waiver-findings';
import type { Writers } from './words';

/** What follows the word that says that a case is waived: until when, by whom, by which line, and why. */
export function waiverWords({ until, owner, line, reason }: Waiver): string {
  const place = line === undefined ? '' : ` (line ${String(line)} of EXPECTATIONS_FILE)`;
  return `until ${until} by ${owner}${place}: ${reason}`;
}

export const waiverWriters: Writers<WaiverFinding['kind']> = {
  'waiver-without-effect': ({ waiver, why }) => {
    const { check, subject, owner, line, reason } = waiver;
    const place = line === undefined ? '' : ` of line ${String(line)}`;
    return { fact: `the waiver${place} for ${check} at ${subject} by ${owner} (${reason}) ${withoutEffect(waiver, why)}` };
  },
};

function withoutEffect({ until }: Waiver, why: WaiverFinding['why']): string {
  switch (why) {
    case 'expired':
      return `expired on ${until} and counts as none`;
    case 'fits-no-case':
      return 'fits no case of this deployment';
    case 'not-needed':
      return 'is no longer needed: all that it fits and that was due passed';
    case 'never-waivable':
      return 'does not count for what this run could not judge: a setting, a login of the runner or spokecheck itself is at fault, which is never waived';
  }
}
