import type { Topology } from '../topology/topology';
import { keyOf } from './resource-id';
import type { RecordedExpectations } from './survey';
import { rebuilt } from './testing/rebuilt';
import { hubRoom, spoke1Id, spoke1Room } from './testing/recorded';

const spoke2Id = '/subscriptions/00000000-0000-4000-8000-000000000003/resourceGroups/bluespoke2rg/providers/Microsoft.Network/virtualNetworks/bluespoke2-vnet1';

const rebuiltWith = (expected: Partial<RecordedExpectations>): Topology => rebuilt(({ survey }) => { Object.assign(survey.expectations ?? {}, expected); }).topology;

const any = { kind: 'any' } as const;
const ofSpoke2 = { kind: 'spoke', spokeId: spoke2Id } as const;

test('without a file in the run there is none in the replay', () => {
  expect(rebuiltWith({}).settings).not.toHaveProperty('expectations');
});

test('ends of flows are written as a file has them, and spokes of which nothing else is said have their own names', () => {
  const { settings } = rebuiltWith({
    flows: [
      { from: any, to: { ...ofSpoke2, machine: 'db*' }, ports: ['ssh'], expect: 'connect' },
      { from: { kind: 'spoke', spokeId: spoke1Id.toUpperCase() }, to: { ...ofSpoke2, subnet: 'data' }, ports: [22, 1433], expect: 'blocked' },
      { from: any, to: { ...ofSpoke2, address: '10.2.1.9' }, ports: [443], expect: 'connect' },
      { from: any, to: ofSpoke2, ports: [443], expect: 'connect' },
    ],
  });
  expect(settings.expectations).toEqual({
    flows: [
      { from: '*', to: 'bluespoke2-vnet1/db*', port: 'ssh', expect: 'connect' },
      { from: 'bluespoke1-vnet1', to: 'bluespoke2-vnet1/subnets/data', port: [22, 1433], expect: 'blocked' },
      { from: '*', to: 'bluespoke2-vnet1/10.2.1.9', port: 443, expect: 'connect' },
      { from: '*', to: 'bluespoke2-vnet1', port: 443, expect: 'connect' },
    ],
    spokes: { 'bluespoke1-vnet1': { id: 'bluespoke1-vnet1' }, 'bluespoke2-vnet1': { id: 'bluespoke2-vnet1' } },
  });
});

test('what differs at a spoke stands under the name that the file had, with pairs of spokes and waivers', () => {
  const waivers = [{ check: 'RT-01', subject: 'bluespoke1-vnet1/jump', reason: 'never talks', owner: 'net-team', until: '2027-01-31' }];
  const { settings } = rebuiltWith({
    spokes: {
      [keyOf(spoke1Id)]: { name: 'one', sshPort: 2222, machines: ['web*'], remoteGateways: 'any', forwardedTraffic: 'forbidden', routeTables: [{ subnet: 'jump', is: 'any' }] },
      [keyOf(spoke2Id)]: { name: 'pci', notProbed: 'private endpoints only' },
    },
    spokePeerings: [{ between: [spoke1Id, spoke2Id], is: 'required' }],
    waivers,
  });
  expect(settings.expectations).toEqual({
    flows: [{ from: '*', to: '*', port: 'ssh', expect: 'connect' }],
    spokes: {
      one: { id: 'bluespoke1-vnet1', ssh: { port: 2222, machines: ['web*'] }, remoteGateways: 'any', forwardedTraffic: 'forbidden', subnets: { jump: { routeTable: 'any' } } },
      pci: { id: 'bluespoke2-vnet1', probe: 'none', why: 'private endpoints only' },
    },
    spokePeerings: [{ between: ['one', 'pci'], is: 'required' }],
    waivers,
  });
});

test('a file that speaks of no spoke names none', () => {
  expect(rebuiltWith({ flows: [{ from: any, to: any, ports: [443], expect: 'connect' }] }).settings.expectations).toEqual({ flows: [{ from: '*', to: '*', port: 443, expect: 'connect' }] });
});

test('two spokes of one name are told apart', () => {
  const { settings } = rebuilt(({ survey }) => {
    const [twin, gone] = [spoke1Id.replace(spoke1Room, hubRoom), spoke2Id];
    survey.spokeIds = survey.spokeIds.map((id) => (keyOf(id) === keyOf(gone) ? twin : id));
    if (survey.expectations) survey.expectations.spokePeerings = [{ between: [spoke1Id, twin], is: 'any' }];
  }).topology;
  expect(settings.expectations?.['spokePeerings']).toEqual([{ between: ['bluespoke1-vnet1', 'bluespoke1-vnet1-2'], is: 'any' }]);
});

describe('In the guests of the replay something listens', () => {
  const portsOf = (expected: Partial<RecordedExpectations>): (readonly number[] | undefined)[] => rebuiltWith(expected).virtualMachines.map(({ listensOn }) => listensOn);

  test('wherever a flow leads, beside sshd', () => {
    expect(portsOf({ flows: [{ from: any, to: { ...ofSpoke2, machine: 'SPOKE2*' }, ports: [443, 'ssh', 22, 443], expect: 'connect' }, { from: any, to: any, ports: [80], expect: 'blocked' }] })).toEqual([[22, 80], [22, 443, 80]]);
    expect(portsOf({ flows: [{ from: any, to: { ...ofSpoke2, machine: 'db' }, ports: [443], expect: 'connect' }, { from: any, to: { ...ofSpoke2, address: '10.2.1.9' }, ports: [444], expect: 'connect' }] })).toEqual([undefined, undefined]);
    expect(portsOf({ flows: [{ from: any, to: { ...ofSpoke2, subnet: 'bluespoke2-*' }, ports: [443], expect: 'connect' }] })).toEqual([undefined, [22, 443]]);
  });

  test('with sshd where that spoke has it', () => {
    expect(portsOf({ spokes: { [keyOf(spoke2Id)]: { name: 'two', sshPort: 2222 } } })).toEqual([undefined, [2222]]);
  });
});
