import { expect, test } from '@jest/globals';
import type { Expectations, Flow, FlowEnd } from '../estate/expectations';
import { keyOf } from '../estate/resource-id';
import { deployment } from '../estate/testing/reference-deployment';
import { explanationOf } from './expectations-words';

const id = (name: string): string => `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;
const any: FlowEnd = { kind: 'any' };
const of = (name: string, more: object = {}): FlowEnd => ({ kind: 'spoke', spokeId: id(name), ...more });
const flow = (line: number, from: FlowEnd, to: FlowEnd, ports: Flow['ports'], expected: Flow['expect'] = 'connect'): Flow => ({ from, to, ports, expect: expected, line });

const explained = (spokes: readonly string[] | undefined, changed: Partial<Expectations>): string[] =>
  explanationOf({ hubId: id('hub'), ...(spokes && { spokeIds: spokes.map(id) }), expectations: { ...deployment().expectations, ...changed }, today: '2027-02-01' });

test('from spoke to spoke, per port; single machines, subnets and addresses; the design; the waivers', () => {
  const lines = explained(['web', 'data', 'pci'], {
    flows: [
      flow(3, any, any, ['ssh']),
      flow(4, of('web', { machine: 'x*' }), of('data', { machine: 'db' }), [3389]),
      flow(5, any, of('pci'), [22, 3389], 'blocked'),
      flow(6, of('web', { subnet: 'front' }), of('pci', { address: '10.3.1.10' }), [1433, 443]),
      flow(7, of('web'), of('data'), [3389], 'blocked'),
    ],
    spokes: { [keyOf(id('data'))]: { name: 'data', sshPort: 2222 }, [keyOf(id('pci'))]: { name: 'cards', notProbed: 'private', remoteGateways: 'any', routeTables: [{ subnet: 'a*', is: 'any' }] } },
    spokePeerings: [{ between: [id('web'), id('pci')], is: 'forbidden' }],
    waivers: [
      { check: 'RT-01', subject: 'web/jump', reason: 'old', owner: 'me', until: '2027-01-31', line: 9 },
      { check: 'RT-01', subject: 'web/*', reason: 'new', owner: 'me', until: '2027-02-01', line: 10 },
    ],
  });
  expect(lines).toEqual([
    'Hub hub, 3 spokes.',
    '',
    'Flows, from spoke to spoke',
    '  TCP 22',
    '    web, data →    cards                        blocked, line 5',
    '    cards →        data                         nothing expected',
    '    web →          every other spoke but these  nothing expected',
    '    data, cards →  every other spoke but these  connect, line 3',
    '  TCP 2222',
    '    web, cards →  data                         connect, line 3',
    '    web, cards →  every other spoke but these  nothing expected',
    '    data →        every other spoke            nothing expected',
    '  TCP 3389',
    '    web →    data                         blocked, line 7',
    '    data →   cards                        blocked, line 5',
    '    web →    every other spoke but these  blocked, line 5',
    '    data →   every other spoke but these  nothing expected',
    '    cards →  every other spoke            nothing expected',
    '',
    'Flows of single machines, subnets and addresses, which hold for these in place of an earlier line',
    '  web/x* → data/db, TCP 3389: connect, line 4; line 7 holds in its place',
    '  web/subnets/front → cards/10.3.1.10, TCP 1433, 443: connect, line 6',
    '',
    'Design',
    '  transit: route-server',
    '  RouteServerSubnet (RS-02): /27 or larger',
    '  branch-to-branch (RS-06): on',
    '  remote gateways (PE-02, PE-04): required',
    '  forwarded traffic (PE-05): required',
    '  spokes peered with each other (PE-08): forbidden',
    '  logins (SSH-01): auto',
    '',
    'Spokes of which more is said',
    '  data: SSH port 2222',
    '  cards: remote gateways any; route table of a* any; not probed: private',
    '',
    'Two spokes',
    '  web and cards peered with each other: forbidden',
    '',
    'Waivers',
    '  RT-01 of web/jump, expired after 2027-01-31: old (me), line 9',
    '  RT-01 of web/*, until 2027-02-01: new (me), line 10',
  ]);
});

test('of many spokes those with equal rows share one', () => {
  const spokes = Array.from({ length: 500 }, (_, index) => `s${String(index)}`);
  const lines = explained(spokes, { flows: [flow(1, any, any, [22]), flow(2, any, of('s7'), [22], 'blocked')] });
  expect(lines.slice(2, 8)).toEqual([
    'Flows, from spoke to spoke',
    '  TCP 22',
    '    s0, s1, s2, s3, s4 and 494 more →  s7                           blocked, line 2',
    '    s0, s1, s2, s3, s4 and 494 more →  every other spoke but these  connect, line 1',
    '    s7 →                               every other spoke            connect, line 1',
    '',
  ]);
});

test('of spokes that are not known, by flow', () => {
  expect(explained(undefined, {}).slice(0, 4)).toEqual(['Hub hub, and the networks that it is peered to as spokes.', '', 'Flows, from spoke to spoke', '  every spoke → every spoke, TCP 22 (SSH): connect']);
});
