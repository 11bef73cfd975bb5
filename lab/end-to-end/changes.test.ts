/** Whatever is changed while the lab is up shows in the next answer, although what follows from the topology is remembered from one request to the next. */
import type { Topology } from '../topology/topology';
import { generatedTopology } from '../topologies/generated';
import { startLab, type Lab } from '../lab';
import { clientsOf } from './testing/sdk';

let lab: Lab;

beforeEach(async () => {
  lab = await startLab({ topology: generatedTopology({ spokes: 2 }) });
});

afterEach(() => lab.close());

/** What the API says of spoke 1 and its machine, once for each kind of answer. */
async function seen(): Promise<Record<string, unknown>> {
  const { network, compute } = clientsOf(lab, lab.topology.subscriptions[0]?.id ?? '');
  const tables: unknown[] = [];
  for await (const { routes } of network.routeTables.listAll()) tables.push(routes?.map(({ addressPrefix }) => addressPrefix));
  const states: unknown[] = [];
  for await (const { instanceView } of compute.virtualMachines.listAll({ statusOnly: 'true' })) states.push(instanceView?.statuses?.[1]?.code);
  const { subnets, virtualNetworkPeerings } = await network.virtualNetworks.get('spoke1rg', 'spoke1');
  const routes = await network.networkInterfaces.beginGetEffectiveRouteTableAndWait('spoke1rg', 'spoke1vm1nic', { updateIntervalInMs: 1 }).catch(({ code }: { code: string }) => code);
  return { tables, states, subnets, virtualNetworkPeerings, routes };
}

test.each<[string, (topology: Topology) => void, string[]]>([
  ['a route', ({ routeTables: [table] }) => { for (const route of table?.routes ?? []) route.addressPrefix = '10.0.0.0/9'; }, ['tables', 'routes']],
  ['an association', ({ virtualNetworks: [, spoke] }) => { delete spoke?.subnets[0]?.routeTable; }, ['subnets', 'routes']],
  ['a peering', ({ virtualNetworks: [hub] }) => { hub?.peerings.shift(); }, ['virtualNetworkPeerings', 'routes']],
  ['the other side’s address space', ({ virtualNetworks: [hub] }) => { hub?.addressPrefixes.push('10.200.0.0/16'); }, ['virtualNetworkPeerings', 'routes']],
  ['a machine’s state', ({ virtualMachines: [machine] }) => { if (machine) machine.powerState = 'stopped'; }, ['states', 'routes']],
  ['a NIC more', ({ networkInterfaces }) => { for (const nic of networkInterfaces.slice(0, 1)) networkInterfaces.push({ ...nic, name: 'more', privateIPAddresses: ['10.1.0.9'] }); }, ['subnets']],
  ['an override', ({ networkInterfaces: [nic] }) => { if (nic) nic.effectiveRoutes = []; }, ['routes']],
])('%s, and taken back again', async (_, change, expected) => {
  const before = await seen();
  const saved = JSON.stringify(lab.topology);
  change(lab.topology);
  const after = await seen();
  // A child shows the etag of the network that it lies in.
  const differs = Object.keys(before).filter((key) => withoutEtags(before[key]) !== withoutEtags(after[key]));
  expect(differs).toEqual(['tables', 'states', 'subnets', 'virtualNetworkPeerings', 'routes'].filter((key) => expected.includes(key)));
  Object.assign(lab.topology, JSON.parse(saved));
  expect(await seen()).toEqual(before);
});

const withoutEtags = (value: unknown): string => JSON.stringify(value, (key, inner: unknown) => (key === 'etag' ? undefined : inner));

test('an incident that changes the body in place changes that answer alone', async () => {
  const { network } = clientsOf(lab, lab.topology.subscriptions[0]?.id ?? '');
  const location = async (): Promise<string | undefined> => (await network.virtualNetworks.get('spoke1rg', 'spoke1')).location;
  await location();
  lab.incidents.push({ match: { operation: 'VirtualNetworks_Get' }, times: 1, act: { kind: 'rewrite', body: (body) => Object.assign(body as object, { location: 'elsewhere' }) } });
  expect(await location()).toBe('elsewhere');
  expect(await location()).toBe('westeurope');
});

test('a change of what the lab was started with shows nowhere: it has a copy', async () => {
  const topology = generatedTopology({ spokes: 1 });
  const other = await startLab({ topology });
  topology.virtualNetworks.pop();
  expect(other.topology.virtualNetworks).toHaveLength(2);
  await other.close();
});
