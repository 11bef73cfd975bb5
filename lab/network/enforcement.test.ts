import { named, type Named } from '../topologies/testing/named';
import type { Enforcement, SecurityRule } from '../topology/topology';
import { countingConnections } from './enforcement';
import { connect } from './path';

const denySsh: Partial<SecurityRule> = { name: 'DenySsh', priority: 200, protocol: 'Tcp', destinationPortRanges: ['22'] };
const allowSsh: Partial<SecurityRule> = { name: 'AllowSsh', priority: 100, access: 'Allow', protocol: 'Tcp', destinationPortRanges: ['22'] };

function withRules(...rules: Partial<SecurityRule>[]): Named {
  const it = named('reference');
  it.subnet('bluespoke2-vnet1sub1').networkSecurityGroup = it.addSecurityGroup('nsg', ...rules);
  return it;
}

/** How so many connections from spoke 1's machine to spoke 2's end, one after the other. */
function endings(it: Named, times: number, port = 22): string[] {
  const connectNext = countingConnections(connect);
  return Array.from({ length: times }, () => connectNext(it.world, { from: it.vm('spoke1vm'), to: '10.2.1.4', port }).kind);
}

test.each<[Enforcement, string[], string]>([
  [{ after: 2 }, ['open', 'open', 'lost', 'lost'], 'lost'],
  [{ first: 2 }, ['lost', 'lost', 'open', 'open'], 'open'],
])('a rule that denies, enforced as %j, and how it is in the end', (enforced, stated, inTheEnd) => {
  const it = withRules({ ...denySsh, enforced });
  expect(endings(it, 4)).toEqual(stated);
  expect(connect(it.world, { from: it.vm('spoke1vm'), to: '10.2.1.4', port: 22 }).kind).toBe(inTheEnd);
});

test('a rule that allows, before one that denies', () => {
  expect(endings(withRules({ ...allowSsh, enforced: { after: 1 } }, denySsh), 3)).toEqual(['lost', 'open', 'open']);
  expect(endings(withRules({ ...allowSsh, enforced: { first: 1 } }, denySsh), 3)).toEqual(['open', 'lost', 'lost']);
});

test('counted are the connections that no rule before it decides on', () => {
  const it = withRules({ ...allowSsh, sourceAddressPrefixes: ['10.1.1.4'] }, { ...denySsh, destinationPortRanges: ['22', '80'], enforced: { after: 1 } });
  const connectNext = countingConnections(connect);
  const next = (port: number): string => connectNext(it.world, { from: it.vm('spoke1vm'), to: '10.2.1.4', port }).kind;
  expect([next(22), next(22), next(80), next(80), next(22)]).toEqual(['open', 'open', 'refused', 'lost', 'open']);
});

test('what the subnet’s group denies is not counted at the NIC’s', () => {
  const it = withRules({ ...denySsh, enforced: { first: 2 } });
  it.nic('spoke2vm819_z1').networkSecurityGroup = it.addSecurityGroup('of-nic', { ...denySsh, enforced: { first: 1 } });
  expect(endings(it, 4)).toEqual(['lost', 'lost', 'lost', 'open']);
});

test('packets that several appliances may forward are one connection', () => {
  const it = named('nva-bgp');
  it.nic('redvm2nic').networkSecurityGroup = it.addSecurityGroup('nsg', { ...denySsh, enforced: { after: 1 } });
  const connectNext = countingConnections(connect);
  const next = (): string => connectNext(it.world, { from: it.vm('redvm1'), to: it.nic('redvm2nic').privateIPAddresses[0] ?? '', port: 22 }).kind;
  expect([next(), next()]).toEqual(['open', 'lost']);
});
