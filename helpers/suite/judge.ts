/** Turns the cases of checks into Jest tests: one test a case, titled by it, red unless its verdict is pass. */
import { test } from '@jest/globals';
import { allChecks } from '../checks/all-checks';
import type { Case } from '../checks/check';
import { appendRecord } from '../report/verdict-record';
import { context } from './context';
import { throwUnlessPass } from './verdict-error';

/** Defines a test for every case of the named checks, in their order. Throws where an id names no check. */
export function judge(...checkIds: readonly string[]): void {
  const { deployment } = context();
  for (const id of checkIds) {
    const check = allChecks.find((candidate) => candidate.id === id);
    if (!check) throw new Error(`There is no check ${id}.`);
    for (const subject of check.cases(deployment)) defineTest(subject);
  }
}

function defineTest(subject: Case): void {
  const { records, effortOf } = context();
  const { checkId, title, verdict, subjects } = subject;
  const record = { checkId, title, verdict, subjects, ...effortOf(subject) };
  if (verdict.verdict === 'skip') {
    appendRecord(records, record);
    test.skip(title, () => undefined);
    return;
  }
  test(title, () => {
    appendRecord(records, record);
    throwUnlessPass(verdict);
  });
}
