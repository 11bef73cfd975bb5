import { describe, expect, test } from '@jest/globals';
import type { EffectiveRoute } from '../estate/survey';
import { hubId, peering, spoke1, spoke2 } from '../estate/testing/reference-network';
import type { Finding } from '../findings/finding';
import { labelsFor } from '../estate/labels';
import { causeWords } from './cause-words';
import { wordsOf } from './finding-words';

const label = labelsFor([hubId, ...Object.values(spoke1), ...Object.values(spoke2)]);
const end = (ids: typeof spoke1, address: string) => ({ nicId: ids.nic, vmId: ids.vm, spokeId: ids.network, subnetId: ids.subnet, address });
const [from, to] = [end(spoke1, '10.1.1.4'), end(spoke2, '10.2.1.4')];
const route: EffectiveRoute = { source: 'User', name: 'tospoke2', state: 'Active', addressPrefixes: ['10.2.1.0/24'], nextHopType: 'VirtualAppliance', nextHopIpAddresses: ['10.0.1.4'] };
const deciding = { route, prefix: '10.2.1.0/24', length: 24 };
const row = '10.2.1.0/24 → VirtualAppliance 10.0.1.4 (User tospoke2)';
const problem = { kind: 'unauthenticated', request: 'GET /hub', status: 401, code: 'InvalidAuthenticationToken', message: 'expired' } as const;
const endpoints = { from: { name: 'spoke1vm', address: '10.1.1.4', port: 22 }, to: { name: 'spoke2vm', address: '10.2.1.4', port: 22 }, fromVmId: spoke1.vm, toVmId: spoke2.vm };
const side = { owner: hubId, remote: spoke2.network };
const ofTable = { tableId: spoke1.routeTable, misrouted: { from, to, deciding: [] } };

const rows: [Finding, string][] = [
  [{ kind: 'fewer-than-two-spokes' }, 'there are not two spokes'],
  [{ kind: 'check-broke', checkId: 'ER-02', message: 'no such row' }, 'check ER-02 itself broke: no such row'],
  [{ kind: 'not-read', what: { of: 'gateway', id: hubId }, problem }, 'Azure does not accept the token: GET /hub ended in 401 InvalidAuthenticationToken: expired'],
  [{ kind: 'bgp-kept-out', ...ofTable }, 'bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, no effective route matches 10.2.1.4; route table bluespoke1rt has disableBgpRoutePropagation true, so no route is learned by BGP'],
  [{ kind: 'next-hop-is-no-route-server', hubId, nicId: spoke1.nic, deciding }, `bluehub-vnet1 has no Route Server that routes, and ${row} of spoke1vm711_z1 leads to one`],
  [{ kind: 'next-hop-is-no-gateway', hubId, nicId: spoke1.nic, deciding }, `bluehub-vnet1 has no virtual network gateway of type Vpn, and ${row} of spoke1vm711_z1 leads to one`],
  [{ kind: 'appliance-does-not-forward', nicId: spoke1.nic, why: 'ip-forwarding-off', deciding }, `enableIPForwarding is false on spoke1vm711_z1, the next hop of ${row}`],
  [{ kind: 'appliance-does-not-forward', nicId: spoke1.nic, vmId: spoke1.vm, why: 'machine-off', deciding }, `virtual machine spoke1vm does not run, and its spoke1vm711_z1 is the next hop of ${row}`],
  [{ kind: 'address-not-synced', side, peering: peering('/p/tospoke2', spoke2.network, '10.9.0.0/16'), address: '10.2.1.4' }, 'peering tospoke2 of bluehub-vnet1 has last synced 10.9.0.0/16 of bluespoke2-vnet1'],
  [{ kind: 'login-failed', ...endpoints, outcome: { kind: 'forwarding-forbidden', message: '' } }, 'the sshd of spoke1vm does not forward connections (AllowTcpForwarding), so no login can start there'],
  [{ kind: 'login-failed', ...endpoints, outcome: { kind: 'refused', message: '' } }, 'packets reach spoke2vm (10.2.1.4), and it refuses connections to port 22: its sshd does not run or listens on another port (SSH_PORT)'],
];

describe('A finding as a cause', () => {
  test.each(rows.map(([finding, sentence]) => ({ finding, sentence })))('$finding.kind: $sentence', ({ finding, sentence }) => {
    expect(causeWords(finding, label).sentence).toBe(sentence);
  });

  test('what could not be read is named by what it is', () => {
    expect(wordsOf({ kind: 'not-read', what: { of: 'gateway', id: hubId }, problem }, label).fact).toBe('the gateway of bluehub-vnet1 could not be read: GET /hub ended in 401 InvalidAuthenticationToken: expired');
  });
});
