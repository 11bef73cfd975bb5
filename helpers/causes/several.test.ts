import { describe, expect, test } from '@jest/globals';
import type { MachineRef } from '../estate/machines';
import type { Route } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { CauseWords } from '../words/cause-words';
import { causeWords } from '../words/cause-words';
import type { ExplainedCase } from './causes';
import { causesOf } from './causes';

const machine = (spokeId: string): MachineRef => ({ nicId: `nic-${spokeId}`, vmId: `vm-${spokeId}`, spokeId, subnetId: `subnet-${spokeId}`, address: `address-${spokeId}` });
const misrouted = (from: string, to: string) => ({ from: machine(from), to: machine(to), deciding: [] });
const red = (...findings: Finding[]): ExplainedCase => ({ checkId: 'PATH-01', verdict: 'fail', findings });
const wordsIn = (...cases: ExplainedCase[]): CauseWords[] => causesOf(cases).map((cause) => causeWords(cause, (id) => id, () => false));
const sentences = (...cases: ExplainedCase[]): string[] => wordsIn(...cases).map(({ sentence }) => sentence);

const route = (name: string, nextHopIpAddress: string): Route => ({ name, addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress, provisioningState: 'Succeeded' });
const elsewhere = (tableId: string, name: string, address: string): Finding => ({ kind: 'route-elsewhere', tableId, route: route(name, address), misrouted: misrouted('a', 'b') });
const missing = (tableId: string, to: string): Finding => ({ kind: 'route-missing', tableId, misrouted: misrouted('a', to), learns: false });
const peering = (owner: string, remote: string, ownerIsHub = false): Finding => ({ kind: 'peering-missing', side: { owner, remote }, ownerIsHub, others: [], freeName: 'free' });
const ends = { name: 'vm', address: '10.1.1.4', port: 22 };
const past = { kind: 'unseen', address: '10.0.2.4', networkId: 'hub' } as const;
const silent = (from: string, to: string): Finding => ({ kind: 'login-failed', from: ends, to: { ...ends, address: `address-${to}` }, fromVmId: from, toVmId: to, outcome: { kind: 'timed-out', timeoutMs: 2000 }, beyond: [past] });
const noWayOn = (networkId: string, to: string): Finding => ({ kind: 'no-way-on', networkId, to: machine(to) });

describe('One thing in several places is one cause', () => {
  test('routes of one table to one wrong next hop', () => {
    expect(sentences(red(elsewhere('rt1', 'to2', '10.0.2.9')), red(elsewhere('rt1', 'to3', '10.0.2.9')))).toEqual(['route table rt1 sends what is for other spokes to VirtualAppliance 10.0.2.9: routes to2 and to3']);
  });

  test('one wrong next hop in several tables, and two wrong ones are two causes', () => {
    expect(sentences(red(elsewhere('rt1', 'to2', '10.0.2.9')), red(elsewhere('rt2', 'to1', '10.0.2.9')))).toEqual(['2 route tables send what is for other spokes to VirtualAppliance 10.0.2.9: 2 routes, of rt1 (to2) and rt2 (to1)']);
    expect(sentences(red(elsewhere('rt1', 'to2', '10.0.2.9')), red(elsewhere('rt2', 'to1', '10.0.2.8')))).toHaveLength(2);
  });

  test('of more than twenty tables twenty are named, and how many more there are', () => {
    const cases = Array.from({ length: 25 }, (_, index) => red(elsewhere(`rt${String(index + 10)}`, 'to2', '10.0.2.9')));
    expect(sentences(...cases)[0]).toMatch(/25 routes, of rt10 \(1\), rt11 \(1\), .*, rt29 \(1\) and 5 more$/);
  });

  test('a next hop that all spokes go by may be meant, and nothing is proposed against it where logins get past it', () => {
    const remedy = { prefix: '10.2.0.0/16', target: { kind: 'addresses', addresses: ['10.0.2.8'] }, name: 'to2', update: { hadAddress: true } } as const;
    const instead = { ...elsewhere('rt1', 'to2', '10.0.2.4'), instead: ['10.0.2.4'], remedy } as Finding;
    const fact = 'vm-b (address-b) through the transit: no effective route matches address-b; route to2 of route table rt1 sends 10.2.0.0/16 to VirtualAppliance 10.0.2.4; all spokes go that way, and none by TRANSIT: if that is meant, TRANSIT=10.0.2.4';
    expect(wordsIn(red(instead))).toEqual([{ sentence: `nic-a does not send what is for ${fact}`, fixes: [expect.stringContaining('route update')], isPart: false }]);
    const landed: ExplainedCase = { checkId: 'SSH-01', verdict: 'pass', findings: [], past: [past] };
    expect(wordsIn(red(instead), landed)).toEqual([{ sentence: `nic-a does not send what is for ${fact}; what this run sent gets past it, so that no command is proposed`, fixes: [], isPart: false }]);
  });

  test('a next hop out of reach is one cause with the route that leads there', () => {
    const outOfReach: Finding = { kind: 'next-hop-out-of-reach', address: '10.0.2.9', networkId: 'a' };
    expect(sentences(red(elsewhere('rt1', 'to2', '10.0.2.9')), red(outOfReach))).toHaveLength(1);
    expect(sentences(red(outOfReach), red({ ...outOfReach, networkId: 'b' }))).toEqual(['next hop 10.0.2.9 of routes in a and b lies neither there nor in a network that these are peered with']);
  });

  test('tables without a route for the same spokes', () => {
    expect(sentences(red(missing('rt2', 'spoke1')), red(missing('rt3', 'spoke1')))).toEqual(['2 route tables have no route for spoke1: rt2 and rt3']);
    expect(sentences(red(missing('rt2', 'spoke1')), red(missing('rt1', 'spoke2')))).toHaveLength(2);
  });

  test('what BGP brings to several subnets', () => {
    const deciding = [{ prefix: '10.0.0.0/8', length: 8, route: { name: undefined, source: 'VirtualNetworkGateway', state: 'Active', addressPrefixes: ['10.0.0.0/8'], nextHopType: 'VirtualNetworkGateway', nextHopIpAddresses: ['10.0.3.4'] } }];
    const wins = (subnetId: string): Finding => ({ kind: 'learned-route-wins', subnetId, misrouted: { ...misrouted('a', 'b'), deciding } as never });
    expect(sentences(red(wins('s1')), red(wins('s2')))).toEqual(['10.0.0.0/8 → VirtualNetworkGateway 10.0.3.4 (VirtualNetworkGateway) is learned by BGP and decides on what is for other spokes in s1 and s2, where nothing keeps it from propagating']);
  });

  test('a setting of several peerings, and not one that cannot simply be switched on', () => {
    const off = (owner: string): Finding => ({ kind: 'peering-switch-off', side: { owner, remote: 'hub' }, setting: 'useRemoteGateways', peering: { id: `${owner}/p`, name: 'to-hub' } as never });
    expect(sentences(red(off('a')), red(off('b')))).toEqual(['useRemoteGateways is off at 2 peerings: to-hub of a and to-hub of b']);
    expect(sentences(red(off('a')), red({ ...off('b'), obstacle: { kind: 'nothing-to-use', networkId: 'hub' } } as Finding))).toHaveLength(2);
  });

  test('peerings that are missing on one side, and on both', () => {
    expect(sentences(red(peering('a', 'hub')), red(peering('b', 'hub')))).toEqual(['a and b have no peering to hub']);
    expect(sentences(red(peering('hub', 'a', true)), red(peering('hub', 'b', true)))).toEqual(['hub has no peering to a and b']);
    expect(sentences(red(peering('a', 'hub')), red(peering('hub', 'a', true)))).toEqual(['hub is not peered with a: neither side has a peering to the other']);
    expect(sentences(red(peering('spoke', 'third')), red(noWayOn('third', 'spoke')))).toEqual(['spoke is not peered with third: neither side has a peering to the other']);
    expect(sentences(red(peering('a', 'hub')), red(peering('hub', 'b', true)))).toHaveLength(2);
  });

  test('a third network without a way on to several spokes', () => {
    expect(sentences(red(noWayOn('third', 'a')), red(noWayOn('third', 'b')))).toEqual(['third has no peering to a and b']);
  });

  test('a place where what is for several spokes is dropped', () => {
    const drops = (spoke: string): Finding => ({ kind: 'hop-drops', at: { kind: 'subnet', subnetId: 's' }, to: machine(spoke), tableId: 'rt', route: { name: 'r', addressPrefix: '10.0.0.0/8', nextHopType: 'None', provisioningState: 'Succeeded' } });
    expect(sentences(red(drops('a')), red(drops('b')), red(drops('c')))).toEqual(['what is for a gets no further than s: route r of route table rt sends 10.0.0.0/8 to None; likewise what is for b and c']);
  });

  test('logins that end behind one hop which no login gets past', () => {
    expect(sentences(red(silent('a', 'b')), red(silent('b', 'a')))).toEqual([
      'no login of this run gets past 10.0.2.4 in hub (nothing that was read has this address): nothing that was read stops packets on their way to a (address-a) and b (address-b), and none of these 2 machines answers; not looked at either: their firewalls and sshd',
    ]);
  });

  test('a hop that a login gets past is not what several machines have in common', () => {
    const landed: ExplainedCase = { checkId: 'SSH-01', verdict: 'pass', findings: [], past: [past] };
    expect(sentences(landed, red(silent('a', 'b')), red(silent('b', 'a')))).toHaveLength(2);
  });

  test('a TRANSIT that does not fit, and no login gets past the next hop that the network has instead', () => {
    const misfit: Finding = { kind: 'transit-does-not-fit', transit: { kind: 'route-server' }, next: ['10.0.2.4'], overGateway: false, bgpPeers: [] };
    expect(sentences(red(misfit), red(silent('a', 'b')))).toEqual([
      'this network sends everything from spoke to spoke through 10.0.2.4, not through the Route Server: if that is meant, TRANSIT=10.0.2.4; no login of this run gets past 10.0.2.4 in hub (nothing that was read has this address)',
    ]);
  });

  test('neither the causes nor their sentences hang on the order of the cases', () => {
    const cases = [red(elsewhere('rt1', 'to2', '10.0.2.9')), red(elsewhere('rt2', 'to1', '10.0.2.9')), red(silent('a', 'b')), red(silent('b', 'a')), red(peering('b', 'hub')), red(peering('a', 'hub'))];
    expect(sentences(...[...cases].reverse())).toEqual(sentences(...cases));
  });
});
