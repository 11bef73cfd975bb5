/** The order of the project's own tests: those that take longest go first, so that at the end no worker waits for the other one. On a fresh clone Jest itself goes by size. */
'use strict';
const Sequencer = require('@jest/test-sequencer').default;

/** The longest first; of the rest it does not matter. */
const long = [
  'replay/replay', 'faults/rehearse-all', 'kernel/parity', 'kernel/enlarged-networks', 'kernel/flow-endings', 'partial-runs', 'shards', 'end-to-end', 'redaction/canary', 'replay/random-networks',
  'kernel/random-networks', 'replay/command-line', 'agreement/agreement', 'causes/made-everywhere', 'chaos/chaos', 'recordings/recordings', 'kernel/designs', 'night-after-night',
].map((name) => `rehearsals/${name}.test.ts`);

const place = (path) => {
  const found = long.findIndex((name) => path.replaceAll('\\', '/').endsWith(name));
  return found < 0 ? long.length : found;
};

module.exports = class LongFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted].sort((a, b) => place(a.path) - place(b.path));
  }
};
