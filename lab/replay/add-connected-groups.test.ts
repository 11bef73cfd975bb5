import { nic1Id } from './testing/recorded';
import { rebuilt } from './testing/rebuilt';

const row = { source: 'Default', state: 'Active', nextHopType: 'ConnectedGroup', nextHopIpAddresses: [] };

test('Networks that an effective route leads to as a connected group are one', () => {
  const { topology, notes } = rebuilt((it) => { it.routes(nic1Id).push({ ...row, addressPrefixes: ['10.2.0.0/16', '10.77.0.0/16'] }); });
  expect(topology.connectedGroups).toEqual([{ name: 'connected-group-1', members: ['bluespoke1-vnet1', 'bluespoke2-vnet1'] }]);
  expect(notes).toContain('Which networks are in a connected group follows from the effective routes; members that were not read are left out.');
});

test('A group all of whose other members were not read is none', () => {
  expect(rebuilt((it) => { it.routes(nic1Id).push({ ...row, addressPrefixes: ['10.77.0.0/16'] }); }).topology).not.toHaveProperty('connectedGroups');
});
