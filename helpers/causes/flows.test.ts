import { expect, test } from '@jest/globals';
import { all, asked, connected, guarded, judged, one, silent } from '../checks/testing/blocked-flows';
import { any, flow, of } from '../checks/testing/flows';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import { stop } from '../estate/testing/reference-deployment';
import { spoke2 } from '../estate/testing/reference-network';
import { causeLines } from '../words/cause-words';
import { causesOf } from './causes';

const causes = (deployed: Deployment, contacts: Parameters<typeof judged>[1]): string[][] =>
  causesOf([judged(deployed, contacts).made]).map((cause) => causeLines(cause, estateOf(deployed.survey).label, () => false));

test('what gets through is its own cause, and what would block it is not to be mended', () => {
  expect(causes(asked(guarded), [[connected]])).toEqual([[expect.stringMatching(/^TCP 3389 gets through to db \(10\.2\.1\.8\), and it is to be blocked; let through although the configuration blocks it: /), 'Explains FLOW-02.']]);
});

test('a machine that does not run is the cause of what cannot be told', () => {
  const asks = [flow(any, any, 'ssh'), flow(one, of(spoke2.network, { address: '10.2.1.8' }), 3389, 'blocked')];
  const off = asked((draft) => { guarded(draft); stop(draft, 'db'); }, {}, asks);
  expect(causes(off, all(silent))).toEqual([[expect.stringMatching(/^virtual machine db is deallocated/), 'Explains FLOW-02.', expect.stringMatching(/^Fix: az vm start/)]]);
});

test('what A itself does not forward is one cause of all that starts there', () => {
  const forbidden = { kind: 'forwarding-forbidden', message: 'administratively prohibited' } as const;
  expect(causes(asked(guarded), all(forbidden))).toEqual([['the sshd of spoke1vm does not forward connections (AllowTcpForwarding), so no login can start there.', 'Explains FLOW-02.']]);
});
