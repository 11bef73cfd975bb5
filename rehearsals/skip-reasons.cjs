/** A reporter of Jest's for the project's own tests: the closing lines tell how many were skipped, and why, as the titles have it. */
'use strict';

const reasonOf = (fullName) => /\(skipped: (.*?)\)/.exec(fullName)?.[1] ?? 'no reason given';

/** `3 skipped: the kernel lab needs root`, the most frequent reason first. */
function skipLines(testResults) {
  const skipped = testResults.flatMap(({ testResults: tests }) => tests).filter(({ status }) => status === 'pending');
  const counts = new Map();
  for (const { fullName } of skipped) counts.set(reasonOf(fullName), (counts.get(reasonOf(fullName)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${count} skipped: ${reason}`);
}

module.exports = class SkipReasons {
  onRunComplete(_contexts, { testResults }) {
    for (const line of skipLines(testResults)) process.stderr.write(`${line}\n`);
  }
};
module.exports.skipLines = skipLines;
