/** The one place where findings become sentences. A kind without a writer does not compile. */
import type { Label } from '../estate/survey-labels';
import type { FactOf, Finding, FindingKind } from '../findings/finding';
import { deploymentWriters } from './deployment-words';
import { blocked, flowWriters, letThrough, unproven } from './flow-words';
import { loginWriters } from './login-words';
import { machineWriters } from './machine-words';
import { machineName } from './names';
import { pathWriters } from './path-words';
import { peeringWriters } from './peering-words';
import { readingWriters } from './reading-words';
import { routeServerWriters } from './route-server-words';
import { routeWriters } from './route-words';
import { blockedUntold, letsThrough, segmentationWriters } from './segmentation-words';
import { targetsAreRed } from './source-words';
import { waiverWriters } from './waiver-words';
import type { Words, Writers } from './words';

const writers: Writers<FindingKind> = {
  ...readingWriters,
  ...routeServerWriters,
  ...peeringWriters,
  ...pathWriters,
  'path-breaks': pathBreaks,
  'targets-are-red': (finding, label) => targetsAreRed(finding, label, wordsOf),
  ...segmentationWriters,
  'lets-through': (finding, label) => letsThrough(finding, label, wordsOf),
  'blocked-untold': (finding, label) => blockedUntold(finding, label, wordsOf),
  ...routeWriters,
  ...machineWriters,
  ...loginWriters,
  ...flowWriters,
  'flow-let-through': (finding, label) => letThrough(finding, label, wordsOf),
  'flow-unproven': (finding, label) => unproven(finding, label, wordsOf),
  'flow-blocked': (finding, label) => blocked(finding, label, wordsOf),
  ...deploymentWriters,
  ...waiverWriters,
};

/** Tells the sentence of what breaks it. */
function pathBreaks({ from, to, port, way, because = [] }: FactOf<'path-breaks'> & Pick<Finding, 'because'>, label: Label): Words {
  const [a, b] = [machineName(from, label), machineName(to, label)];
  const what = way === 'there' ? `TCP ${String(port)} from ${a} does not get to ${b}` : `the answer of ${b} to TCP ${String(port)} from ${a} does not get back`;
  const reasons = because.map((reason) => wordsOf(reason, label));
  return { fact: [`by what is configured, ${what}`, ...reasons.map(({ fact }) => fact)].join(': '), evidence: reasons.flatMap(({ evidence = [] }) => evidence) };
}

export function wordsOf(finding: Finding, label: Label): Words {
  // The table has the writer of this very kind, which the compiler cannot follow through an index.
  const write = writers[finding.kind] as (one: Finding, names: Label) => Words;
  return write(finding, label);
}
