/** The one place where findings become sentences. A kind without a writer does not compile. */
import type { Label } from '../estate/survey-labels';
import type { Finding, FindingKind } from '../findings/finding';
import { deploymentWriters } from './deployment-words';
import { loginWriters } from './login-words';
import { machineWriters } from './machine-words';
import { peeringWriters } from './peering-words';
import { readingWriters } from './reading-words';
import { routeServerWriters } from './route-server-words';
import { routeWriters } from './route-words';
import type { Words, Writers } from './words';

const writers: Writers<FindingKind> = {
  ...readingWriters,
  ...routeServerWriters,
  ...peeringWriters,
  ...routeWriters,
  ...machineWriters,
  ...loginWriters,
  ...deploymentWriters,
};

export function wordsOf(finding: Finding, label: Label): Words {
  // The table has the writer of this very kind, which the compiler cannot follow through an index.
  const write = writers[finding.kind] as (one: Finding, names: Label) => Words;
  return write(finding, label);
}
