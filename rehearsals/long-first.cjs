/** The order of the project's own tests: those that take longest go first, so that at the end no worker waits for the other one. On a fresh clone Jest itself goes by size. */
'use strict';
const Sequencer = require('@jest/test-sequencer').default;

/** The longest first, such that wait for packets beside such that compute; of the rest it does not matter. */
const long = [
  'replay/replay', 'shards', 'end-to-end', 'faults/rehearse-all', 'redaction/canary', 'partial-runs', 'recordings/recordings', 'kernel/parity', 'night-after-night',
  'replay/random-networks', 'replay/command-line', 'kernel/flow-endings', 'attacks/catalogue', 'agreement/agreement', 'causes/made-everywhere', 'chaos/chaos', 'kernel/enlarged-networks',
  'kernel/random-networks', 'kernel/designs',
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
