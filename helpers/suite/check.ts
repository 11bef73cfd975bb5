/** What `tests/` is written with: a check, named by its id and its sentence, becomes one Jest test for each of its cases. */
import { test } from '@jest/globals';
import type { CheckId, SentenceOf } from '../checks/all-checks';
import { allChecks } from '../checks/all-checks';
import type { Case } from '../checks/check';
import { isJudged } from '../checks/check';
import { effortOf } from '../checks/effort';
import { estateOf } from '../estate/estate';
import { appendRecord, recordOf } from '../report/verdict-record';
import { context } from './context';
import { suiteName } from './suite-name';
import { defineProbeTests } from './probe-tests';
import { throwUnlessPass } from './verdict-error';

/**
 * One test a case, titled by it, red unless its verdict is pass.
 * @param sentence the check's own, to the letter: another one does not compile, and is refused when the suite loads
 */
export function check<const Id extends CheckId>(id: Id, sentence: SentenceOf<Id>): void {
  const known = allChecks.find((candidate) => candidate.id === id);
  if (known?.sentence !== sentence) throw new Error(`There is no check ${id} that says: ${sentence}`);
  if (known.kind === 'survey') context().cases.filter(({ checkId }) => checkId === id).forEach(defineTest);
  else {
    const probes = context().probes.filter(({ checkId }) => checkId === id);
    probes.filter(isJudged).forEach(defineTest);
    defineProbeTests(known, probes.flatMap((due) => (isJudged(due) ? [] : [due])));
  }
}

function defineTest(judged: Case): void {
  const { deployment: { survey }, records } = context();
  const record = recordOf(suiteName(), judged, estateOf(survey).label, effortOf(survey, judged));
  if (judged.verdict === 'skip') {
    appendRecord(records, record);
    test.skip(record.title, () => undefined);
    return;
  }
  test(record.title, () => {
    appendRecord(records, record);
    throwUnlessPass(record.verdict);
  });
}
