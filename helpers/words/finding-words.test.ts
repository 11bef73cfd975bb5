import { describe, expect, test } from '@jest/globals';
import type { EffectiveRoute } from '../estate/survey';
import { hubId, peering, rule as securityRule, spoke1, spoke2 } from '../estate/testing/reference-network';
import type { RemedyObstacle } from '../findings/peering-findings';
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
const endpoints = { from: { name: 'spoke1vm', address: '10.1.1.4', port: 22 }, to: { name: 'spoke2vm', address: '10.2.1.4', port: 22 }, fromVmId: spoke1.vm, toVmId: spoke2.vm, beyond: [] };
const side = { owner: hubId, remote: spoke2.network };
const ofTable = { tableId: spoke1.routeTable, misrouted: { from, to, deciding: [] } };

const group = hubId.slice(0, hubId.indexOf('/virtualNetworks'));
const off = (obstacle: RemedyObstacle): Finding => ({ kind: 'peering-switch-off', side, setting: 'useRemoteGateways', peering: peering('/p/tospoke2', spoke2.network, '10.2.0.0/16'), obstacle });
const cannotSwitch = 'peering tospoke2 of bluehub-vnet1 has useRemoteGateways off, and it cannot simply be switched on: ';

const rows: [Finding, string][] = [
  [{ kind: 'fewer-than-two-spokes' }, 'there are not two spokes'],
  [{ kind: 'check-broke', checkId: 'ER-02', message: 'no such row' }, 'check ER-02 itself broke: no such row'],
  [{ kind: 'not-read', what: { of: 'gateway', id: hubId }, problem }, 'Azure does not accept the token: GET /hub ended in 401 InvalidAuthenticationToken: expired'],
  [{ kind: 'bgp-kept-out', ...ofTable }, 'bluespoke1-vnet1 cannot reach bluespoke2-vnet1: on spoke1vm711_z1, no effective route matches 10.2.1.4; route table bluespoke1rt has no route for it and disableBgpRoutePropagation true, so that none is learned by BGP'],
  [{ kind: 'next-hop-is-no-route-server', hubId, nicId: spoke1.nic, deciding }, `bluehub-vnet1 has no Route Server that routes, and ${row} of spoke1vm711_z1 leads to one`],
  [{ kind: 'next-hop-is-no-gateway', hubId, nicId: spoke1.nic, deciding }, `bluehub-vnet1 has no virtual network gateway of type Vpn, and ${row} of spoke1vm711_z1 leads to one`],
  [{ kind: 'appliance-does-not-forward', nicId: spoke1.nic, why: 'ip-forwarding-off', deciding }, `enableIPForwarding is false on spoke1vm711_z1, the next hop of ${row}`],
  [{ kind: 'appliance-does-not-forward', nicId: spoke1.nic, vmId: spoke1.vm, why: 'machine-off', deciding }, `virtual machine spoke1vm does not run, and its spoke1vm711_z1 is the next hop of ${row}`],
  [{ kind: 'address-not-synced', side, peering: peering('/p/tospoke2', spoke2.network, '10.9.0.0/16'), address: '10.2.1.4' }, 'peering tospoke2 of bluehub-vnet1 has last synced 10.9.0.0/16 of bluespoke2-vnet1'],
  [{ kind: 'address-not-synced', side, peering: peering('/p/tospoke2', spoke2.network, '10.9.0.0/16', { peerCompleteVnets: false }), address: '10.2.1.4' }, 'peering tospoke2 of bluehub-vnet1, a subnet peering, does not reach 10.2.1.4 of bluespoke2-vnet1: its remoteSubnetNames leave the subnet out'],
  [{ kind: 'subnet-not-peered', side, peering: peering('/p/tospoke2', spoke2.network, '10.2.0.0/16', { peerCompleteVnets: false, localSubnetNames: ['front'] }), subnetId: `${hubId}/subnets/RouteServerSubnet`, list: 'localSubnetNames' }, 'peering tospoke2 of bluehub-vnet1, a subnet peering, carries nothing from or to bluehub-vnet1/RouteServerSubnet: its localSubnetNames leave it out'],
  [{ kind: 'route-stays', subnetId: `${hubId}/subnets/GatewaySubnet`, to, tableId: `${group}/routeTables/gw-rt`, route: { name: 'stay', addressPrefix: '10.2.0.0/16', nextHopType: 'VnetLocal', provisioningState: 'Succeeded' } }, "route stay of route table gw-rt sends 10.2.0.0/16, which is another network's, to VnetLocal"],
  [{ kind: 'spokes-connected', spokeId: spoke1.network, nicId: spoke1.nic, to: [spoke2.network], row: deciding }, 'bluespoke1-vnet1 is connected with bluespoke2-vnet1 directly by a connected group of Azure Virtual Network Manager, which bypasses the transit'],
  [off({ kind: 'own-gateway', networkId: spoke2.network, name: 'oldgw' }), `${cannotSwitch}bluespoke2-vnet1 has a gateway of its own (oldgw), and Azure lets such a network use no other`],
  [off({ kind: 'uses-other-gateways', networkId: spoke2.network, peering: 'tobranch', remote: `${group}/virtualNetworks/branch` }), `${cannotSwitch}its tobranch uses the gateways of branch, and Azure lets one peering of a network alone do so`],
  [off({ kind: 'nothing-to-use', networkId: hubId }), `${cannotSwitch}bluehub-vnet1 has neither a gateway nor a Route Server`],
  [off({ kind: 'not-offered', networkId: hubId, peering: 'tospoke2' }), `${cannotSwitch}tospoke2 of bluehub-vnet1 has to allow gateway transit first`],
  [{ kind: 'transit-does-not-fit', transit: { kind: 'route-server' }, next: ['10.20.2.4', '10.20.2.5'], overGateway: false, bgpPeers: ['10.20.2.4', '10.20.2.5'] }, 'this network sends everything from spoke to spoke through 10.20.2.4 and 10.20.2.5, which are BGP peers of its Route Server, not through the Route Server: if that is meant, TRANSIT=10.20.2.4,10.20.2.5'],
  [{ kind: 'transit-does-not-fit', transit: { kind: 'route-server' }, next: [], overGateway: true, bgpPeers: [] }, 'this network sends everything from spoke to spoke through the virtual network gateway, not through the Route Server: if that is meant, TRANSIT=gateway'],
  [{ kind: 'next-hop-type-unknown', nicId: spoke1.nic, to, deciding }, `spokecheck does not know what the next hop type ${deciding.route.nextHopType} does (${row} on spoke1vm711_z1)`],
  [{ kind: 'path-without-evidence', from, to, port: 22, beyond: { kind: 'route-server', hubId } }, "no login of this run shows that packets get past the Route Server of bluehub-vnet1 (by Microsoft's documentation it forwards no data traffic)"],
  [{ kind: 'hop-rule-denies', nicId: spoke1.nic, direction: 'Inbound', from, to, port: 22, way: 'there', rule: { group: { networkSecurityGroupId: `${group}/networkSecurityGroups/guard`, association: 'subnet' }, rule: securityRule('Deny', 100, 'Inbound', 'Deny') } }, 'rule Deny (priority 100) of guard denies at spoke1vm711_z1, which is to forward it, TCP 22 from spoke1vm (10.1.1.4) to spoke2vm (10.2.1.4) (Inbound)'],
  [{ kind: 'admin-rule-denies', networkId: spoke2.network, nicId: spoke2.nic, direction: 'Inbound', from, to, port: 22, rule: { name: 'no-ssh', access: 'Deny', priority: 10, direction: 'Inbound', protocol: 'Tcp', sources: [], destinations: [], sourcePortRanges: [], destinationPortRanges: [] } }, 'security admin rule no-ssh (priority 10) of Azure Virtual Network Manager, which applies in bluespoke2-vnet1, denies TCP 22 (Inbound) before any network security group is asked'],
  [{ kind: 'firewall-denies', firewallId: `${group}/azureFirewalls/fw`, from, to, port: 22 }, 'no network rule of Azure Firewall fw allows TCP 22 from bluespoke1-vnet1 to bluespoke2-vnet1'],
  [{ kind: 'no-machine', spokeId: spoke2.network, scaleSetIds: [`${group.replace('Microsoft.Network', 'Microsoft.Compute')}/virtualMachineScaleSets/nodes`] }, 'bluespoke2-vnet1 has no virtual machine whose effective routes could be read: those of the instances of scale set nodes are not read'],
  [{ kind: 'guests-not-logged-in', machines: 3 }, 'the guests of 3 machines that took part in no login that landed: their own firewalls and servers'],
  [{ kind: 'not-looked-at', things: [{ kind: 'firewall', id: `${group}/azureFirewalls/fw`, address: '10.0.2.4' }, { kind: 'routing-appliance', id: `${group}/virtualNetworkAppliances/va`, address: '10.0.2.5' }, { kind: 'load-balancer', id: `${group}/loadBalancers/lb`, address: '10.0.2.6' }] }, 'the rules of Azure Firewall fw (10.0.2.4), what routing appliance va (10.0.2.5) does and what is behind load balancer lb (10.0.2.6)'],
  [{ kind: 'not-looked-at', things: [{ kind: 'guest', nicId: spoke1.nic, vmId: spoke1.vm, address: '10.0.2.4' }] }, 'the guest of spoke1vm (10.0.2.4): whether packets pass there, only logins show'],
  [{ kind: 'login-failed', ...endpoints, outcome: { kind: 'forwarding-forbidden', message: '' } }, 'the sshd of spoke1vm does not forward connections (AllowTcpForwarding), so no login can start there'],
  [{ kind: 'login-failed', ...endpoints, outcome: { kind: 'no-banner', message: '' }, asymmetric: { there: ['10.0.0.4'], back: ['10.0.0.5'] } }, 'spoke2vm (10.2.1.4) lets spoke1vm (10.1.1.4) connect to port 22 and sends no SSH banner; packets go over 10.0.0.4 and the answers over 10.0.0.5, which a stateful appliance does not let pass'],
  [{ kind: 'login-failed', ...endpoints, outcome: { kind: 'refused', message: '' } }, 'packets reach spoke2vm (10.2.1.4), and it refuses connections to port 22: its sshd does not run or listens on another port (SSH_PORT)'],
];

describe('A finding as a cause', () => {
  test.each(rows.map(([finding, sentence]) => ({ finding, sentence })))('$finding.kind: $sentence', ({ finding, sentence }) => {
    expect(causeWords({ finding, speakers: [], findings: [] }, label, () => true).sentence).toBe(sentence);
  });

  test('a NIC that goes its own way does not make its spoke unreachable', () => {
    expect(causeWords({ finding: { kind: 'bgp-kept-out', ...ofTable }, speakers: [], findings: [] }, label, () => false).sentence).toBe(
      'spoke1vm711_z1 does not send what is for spoke2vm (10.2.1.4) through the transit: no effective route matches 10.2.1.4; route table bluespoke1rt has no route for it and disableBgpRoutePropagation true, so that none is learned by BGP',
    );
  });

  test('tells of how many spokes another is cut off, by one line', () => {
    const missing = (spokeId: string): Finding => ({ kind: 'bgp-kept-out', ...ofTable, misrouted: { from, to: { ...to, spokeId }, deciding: [] } });
    const findings = [spoke2.network, `${spoke2.network}b`, `${spoke2.network}c`].map(missing);
    const sentenceFor = (isCutOff: (from: string, to: string) => boolean): string => causeWords({ finding: missing(spoke2.network), speakers: [], findings }, label, isCutOff).sentence;
    expect(sentenceFor(() => true)).toMatch(/^bluespoke1-vnet1 cannot reach bluespoke2-vnet1 and 2 more spokes: on /);
    expect(sentenceFor((_, there) => !there.endsWith('c'))).toContain('bluespoke2-vnet1 and 1 more spoke: ');
    expect(sentenceFor((_, there) => there === spoke2.network)).toContain('cannot reach bluespoke2-vnet1: ');
  });

  test('where there was no token to send, Azure is not said to refuse it', () => {
    const none = { kind: 'unauthenticated' as const, request: 'a token for Azure', message: 'No credential gave a token for Azure.' };
    expect(causeWords({ finding: { kind: 'not-read', what: { of: 'gateway', id: hubId }, problem: none }, speakers: [], findings: [] }, label, () => true).sentence).toBe('there is no token for Azure: a token for Azure ended in unauthenticated: No credential gave a token for Azure');
  });

  test('what could not be read is named by what it is', () => {
    expect(wordsOf({ kind: 'not-read', what: { of: 'gateway', id: hubId }, problem }, label).fact).toBe('the gateway of bluehub-vnet1 could not be read: GET /hub ended in 401 InvalidAuthenticationToken: expired');
  });
});
