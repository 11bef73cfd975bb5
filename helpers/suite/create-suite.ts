/** What `tests/` is written with, made of Jest's own words: a check, named by its id and its sentence, becomes one Jest test for each of its cases. */
import type { afterAll, describe, test } from '@jest/globals';
import type { CheckId, SentenceOf } from '../checks/all-checks';
import { allChecks } from '../checks/all-checks';
import type { Case } from '../checks/check';
import { isJudged } from '../checks/check';
import { effortOf } from '../checks/effort';
import { estateOf } from '../estate/estate';
import { appendRecord, recordOf } from '../report/verdict-record';
import { context } from './context';
import { defineProbeTests } from './probe-tests';
import { throwIfRed } from './verdict-error';

/** Of the test file that is being loaded. */
export interface JestWords {
  readonly afterAll: typeof afterAll;
  readonly describe: typeof describe;
  readonly test: typeof test;
}

export interface Suite {
  /**
   * One test a case, titled by it, red unless its verdict is pass or waived.
   * @param sentence the check's own, to the letter: another one does not compile, and is refused when the suite loads
   */
  check<const Id extends CheckId>(id: Id, sentence: SentenceOf<Id>): void;
  /** Also remembers the name of the suite whose checks are being defined: a record says where its test stands. */
  describe(suite: string, define: () => void): void;
}

export function createSuite(jest: JestWords): Suite {
  let name = '';
  return {
    check(id, sentence) {
      const known = allChecks.find((candidate) => candidate.id === id);
      if (known?.sentence !== sentence) throw new Error(`There is no check ${id} that says: ${sentence}`);
      const cases = context().cases.filter(({ checkId }) => checkId === id);
      const probes = context().probes.filter(({ checkId }) => checkId === id);
      // Jest takes a file without a test for broken; this one is in no report. What is due and has none is told by the run.
      if (cases.length + probes.length === 0) jest.test.skip(`[${id}] it is not asked for, or none of its cases falls to this run`, () => undefined);
      else if (known.kind === 'survey') cases.forEach((judged) => { defineTest(jest, name, judged); });
      else {
        probes.filter(isJudged).forEach((judged) => { defineTest(jest, name, judged); });
        defineProbeTests(jest, name, probes.flatMap((due) => (isJudged(due) ? [] : [due])));
      }
    },
    describe(suite, define) {
      jest.describe(suite, () => {
        name = suite;
        define();
      });
    },
  };
}

function defineTest({ test: jestTest }: JestWords, suite: string, judged: Case): void {
  const { deployment: { survey }, records } = context();
  const record = recordOf(suite, judged, estateOf(survey).label, effortOf(survey, judged));
  if (judged.verdict === 'skip') {
    appendRecord(records, record);
    jestTest.skip(record.title, () => undefined);
    return;
  }
  jestTest(record.title, () => {
    appendRecord(records, record);
    throwIfRed(record.verdict);
  });
}
