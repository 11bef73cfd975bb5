/** A recorded verdict for a test of a report. */
import type { Verdict } from '../../words/verdict';
import type { VerdictRecord } from '../verdict-record';

export const recorded = (title: string, verdict: Verdict, more: Partial<VerdictRecord> = {}): VerdictRecord => {
  const checkId = title.slice(1, title.indexOf(']'));
  return { suite: 'suite', checkId, title, verdict, judged: { checkId, title: [title], verdict: verdict.verdict, findings: [], advisories: [], subjects: [], basis: [], unsettled: [] }, ...more };
};
