import { refused, table1Id } from './testing/recorded';
import { rebuilt } from './testing/rebuilt';

describe('Route tables', () => {
  test('leave out what a topology has no word for', () => {
    const { topology, notes } = rebuilt((it) => { it.table(table1Id).routes.push({ name: 'cloud', addressPrefix: 'PrivateCloud', nextHopType: 'Internet' }); });
    expect(topology.routeTables[0]?.routes.map(({ name }) => name)).toEqual(['tospoke2']);
    expect(notes).toEqual(['Route cloud of bluespoke1rt is left out: a topology has no word for PrivateCloud → Internet.']);
  });

  test('keep routes for service tags', () => {
    const { topology } = rebuilt((it) => { it.table(table1Id).routes.push({ name: 'cloud', addressPrefix: 'AzureCloud', nextHopType: 'Internet' }); });
    expect(topology.routeTables[0]?.routes.at(-1)).toEqual({ name: 'cloud', addressPrefix: 'AzureCloud', nextHopType: 'Internet' });
  });

  test('that were not read have the routes that are effective under them', () => {
    const { topology, notes } = rebuilt(({ survey }) => { survey.routeTables[table1Id.toLowerCase()] = refused(`GET ${table1Id}`, 'Microsoft.Network/routeTables/read'); });
    expect(topology.routeTables[0]).toMatchObject({ name: 'bluespoke1rt', routes: [{ name: 'tospoke2', addressPrefix: '10.2.1.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' }] });
    expect(notes).toEqual([
      'Route table bluespoke1rt was not read; it is given the user routes that are effective under it.',
      'Not read by the run, and not to be read in the replay either (403 AuthorizationFailed): bluespoke1rt.',
    ]);
  });
});
