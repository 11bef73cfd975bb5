import { named, type Named } from '../topologies/testing/named';
import { connect, type ConnectOutcome } from './path';
import { routeLines as table } from './testing/route-lines';
import { virtualNetworkTag } from './virtual-network-tag';

const ssh = (it: Named, from: string, to: string): ConnectOutcome => connect(it.world, { from: it.vm(from), to, port: 22 });

/** The spokes without the hub, in a group. */
function withoutHub(): Named {
  const it = named('reference');
  Object.assign(it.topology, { connectedGroups: [{ name: 'mesh', members: ['bluespoke1-vnet1', 'bluespoke2-vnet1'] }] });
  for (const network of it.topology.virtualNetworks) network.peerings = [];
  for (const table of it.topology.routeTables) table.routes = [];
  return it;
}

test('the members of a connected group reach each other without peerings', () => {
  expect(ssh(withoutHub(), 'spoke1vm', '10.2.1.4').kind).toBe('open');
  const parted = withoutHub();
  Object.assign(parted.topology, { connectedGroups: [] });
  expect(ssh(parted, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', cause: 'next-hop-none' });
});

test('a user route that is no less specific takes the packet elsewhere', () => {
  const it = withoutHub();
  it.routeTable('bluespoke1rt').routes = [{ name: 'away', addressPrefix: '10.2.0.0/16', nextHopType: 'None' }];
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', cause: 'next-hop-none', reason: '10.2.1.4 matches 10.2.0.0/16 → None (User, away) on spoke1vm711_z1' });
});

test('a next hop may lie in another member, and what forwards there reaches the members', () => {
  const it = withoutHub();
  Object.assign(it.topology, { connectedGroups: [{ name: 'mesh', members: ['bluehub-vnet1', 'bluespoke1-vnet1', 'bluespoke2-vnet1'] }] });
  it.routeTable('bluespoke1rt').routes = [{ name: 'by-hub', addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' }];
  expect(ssh(it, 'spoke1vm', '10.2.1.4').kind).toBe('open');
  it.routeServer().virtualRouterIps = ['10.0.1.9'];
  expect(ssh(it, 'spoke1vm', '10.2.1.4')).toMatchObject({ kind: 'lost', at: 'bluehub-vnet1', cause: 'next-hop-unheld' });
});

test('an address that no member has is nobody’s', () => {
  const outcome = ssh(withoutHub(), 'spoke1vm', '10.2.9.9');
  expect(outcome).toMatchObject({ kind: 'lost', at: 'bluespoke2-vnet1', cause: 'no-machine' });
});

describe('a connected group', () => {
  function connected(...more: readonly string[]): ReturnType<typeof named> {
    const it = named('reference');
    Object.assign(it.topology, { connectedGroups: [{ name: 'mesh', members: ['bluespoke1-vnet1', 'bluespoke2-vnet1', ...more] }, { name: 'other', members: ['bluespoke2-vnet1', 'bluehub-vnet1'] }] });
    return it;
  }
  const groupRows = ({ world, nic }: ReturnType<typeof named>): string[] => table(world, nic('spoke1vm711_z1')).filter((row) => row.includes('ConnectedGroup'));

  test('is one row for all prefixes of the other members', () => {
    const it = connected();
    it.network('bluespoke2-vnet1').addressPrefixes.push('10.12.0.0/16', '172.16.0.0/12');
    expect(groupRows(it)).toEqual(['Default Active 10.2.0.0/16,10.12.0.0/16,172.16.0.0/12 ConnectedGroup']);
    expect(table(it.world, it.nic('spoke1vm711_z1'))).not.toContain('Default Active 172.16.0.0/12 None');
    expect(virtualNetworkTag(it.world, it.nic('spoke1vm711_z1'))).toEqual(['10.1.0.0/16', '10.0.0.0/16', '10.2.0.0/16', '10.12.0.0/16', '172.16.0.0/12', '10.2.1.0/24', '168.63.129.16/32']);
  });

  test('has no row for what a peering leads to', () => {
    expect(groupRows(connected('bluehub-vnet1'))).toEqual(['Default Active 10.2.0.0/16 ConnectedGroup']);
  });

  test('gives way to a user route, and to one learned by BGP, of the same prefix', () => {
    const it = connected();
    it.network('bluespoke2-vnet1').addressPrefixes.push('10.12.0.0/16', '10.22.0.0/16');
    it.routeTable('bluespoke1rt').routes.push({ name: 'all', addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' });
    it.routeServer().bgpConnections.push({ name: 'nva', peerIp: '10.0.0.4', peerAsn: 65001, provisioningState: 'Succeeded', advertises: ['10.22.0.0/16'] });
    expect(groupRows(it)).toEqual(['Default Active 10.12.0.0/16 ConnectedGroup', 'Default Invalid 10.2.0.0/16 ConnectedGroup', 'Default Invalid 10.22.0.0/16 ConnectedGroup']);
  });
});
