/** A deployment of many spokes in one subscription, read by ARM's lists or one by one. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../estate/resource-id';
import type { Survey } from '../../estate/survey';
import { backReference, effectiveRoute, ids, operation, peering, resource, virtualNetwork } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answer, Answers, StandIn } from '../testing/stand-in';
import { readGuestNames } from './read-guest-names';
import { refreshSurvey } from './refresh-survey';
import { takeSurvey } from './take-survey';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const subscription = ids.hub.split('/resourceGroups/')[0] ?? '';
const numbers = [1, 2, 3, 4, 5];
const of = (provider: string, type: string) => (number: number): string => `${subscription}/resourceGroups/g${String(number)}/providers/Microsoft.${provider}/${type}/${type.slice(0, 3)}${String(number)}`;
const network = of('Network', 'virtualNetworks');
const table = of('Network', 'routeTables');
const nic = of('Network', 'networkInterfaces');
const machine = of('Compute', 'virtualMachines');
const group = of('Network', 'networkSecurityGroups');
const all = (provider: string, type: string): string => `GET ${subscription}/providers/Microsoft.${provider}/${type}`;
const allNetworks = all('Network', 'virtualNetworks');
const allNics = all('Network', 'networkInterfaces');
const allTables = all('Network', 'routeTables');
const allMachines = all('Compute', 'virtualMachines');

const networkBody = (number: number, properties: Record<string, unknown> = {}): Record<string, unknown> =>
  virtualNetwork(network(number), `10.${String(number)}.0.0/16`, [{ name: 'default', prefix: `10.${String(number)}.0.0/24`, properties: { routeTable: { id: table(number) }, ipConfigurations: [backReference(nic(number))], ...properties } }], [peering(network(number), ids.hub)]);
const tableBody = (number: number): Record<string, unknown> => resource(table(number), { disableBgpRoutePropagation: false, routes: [] });
const nicBody = (number: number, properties: Record<string, unknown> = {}): Record<string, unknown> =>
  resource(nic(number), {
    enableIPForwarding: false,
    virtualMachine: { id: machine(number) },
    ipConfigurations: [{ name: 'c', properties: { primary: true, subnet: { id: `${network(number)}/subnets/default` }, privateIPAddress: `10.${String(number)}.0.4`, privateIPAddressVersion: 'IPv4' } }],
    ...properties,
  });
const instanceView = { statuses: [{ code: 'PowerState/running' }] };
const machineBody = (number: number, properties: Record<string, unknown> = {}): Record<string, unknown> =>
  resource(machine(number), { osProfile: { computerName: `vm${String(number)}` }, networkProfile: { networkInterfaces: [{ id: nic(number) }] }, ...properties });

const list = (bodies: readonly unknown[]): Answer => ({ body: { value: bodies } });
const refused: Answer = { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } };
const alone = (number: number): Answers => ({
  [`GET ${network(number)}`]: { body: networkBody(number) },
  [`GET ${table(number)}`]: { body: tableBody(number) },
  [`GET ${nic(number)}`]: { body: nicBody(number) },
  [`GET ${machine(number)}`]: { body: machineBody(number, { instanceView: { computerName: `vm${String(number)}`, ...instanceView } }) },
});

const answers: Answers = {
  [`GET ${ids.hub}`]: { body: virtualNetwork(ids.hub, '10.0.0.0/16', [], numbers.map((number) => peering(ids.hub, network(number)))) },
  [`GET ${ids.hubs}`]: list([]),
  [allNetworks]: list(numbers.map((number) => networkBody(number))),
  [allTables]: list(numbers.map(tableBody)),
  [allNics]: list(numbers.map((number) => nicBody(number))),
  // With `statusOnly` it is the same path; each of the two takes of it what it is for.
  [allMachines]: list(numbers.map((number) => machineBody(number, { instanceView }))),
  ...Object.assign(
    {},
    ...numbers.map((number) => ({
      ...operation(`${nic(number)}/effectiveRouteTable`, { value: [effectiveRoute()] }),
      ...operation(`${nic(number)}/effectiveNetworkSecurityGroups`, { value: [] }),
      [`POST ${network(number)}/listNetworkManagerEffectiveSecurityAdminRules`]: { body: { value: [] } },
    })),
  ),
};

const transit = { kind: 'route-server' } as const;
const survey = (more: Answers = {}): Promise<Survey> => {
  arm.answer({ ...answers, ...more });
  return takeSurvey({ hubId: ids.hub, transit }, arm.clients());
};
const reads = (): string[] => arm.requests.filter((request) => request.startsWith('GET') && !request.includes('operationResults'));
const unread = (found: Survey): string[] =>
  [found.virtualNetworks, found.routeTables, found.networkInterfaces, found.virtualMachines, found.effectiveRoutes, found.effectiveSecurityGroups, found.adminRules].flatMap((map) => Object.entries(map).flatMap(([key, { status }]) => (status === 'read' ? [] : [key])));

describe('Many spokes in one subscription', () => {
  test('are read by five lists, besides the hub and the search for a Route Server', async () => {
    const found = await survey();
    expect(unread(found)).toEqual([]);
    expect(Object.keys(found.virtualMachines)).toHaveLength(5);
    expect(reads().sort()).toEqual([`GET ${ids.hub}`, `GET ${ids.hubs}`, allNetworks, allNics, allTables, allMachines, allMachines].sort());
  });

  test('are in the survey as if each had been read alone', async () => {
    const byList = await survey();
    const oneByOne = await survey(Object.assign({ [allNetworks]: refused, [allTables]: refused, [allNics]: refused, [allMachines]: refused }, ...numbers.map(alone)) as Answers);
    expect(reads()).toHaveLength(2 + 5 + 4 * 5);
    expect(unread(oneByOne)).toEqual([]);
    const plain = (found: Survey): unknown => JSON.parse(JSON.stringify(found, (key, value: unknown) => (['startedAt', 'finishedAt', 'firstObservedAt', 'guestName'].includes(key) ? undefined : value)));
    expect(plain(byList)).toEqual(plain(oneByOne));
  });

  test('of which a list lacks one: it is read alone, and so has its own answer', async () => {
    const found = await survey({ [allNetworks]: list(numbers.slice(1).map((number) => networkBody(number))), [`GET ${network(1)}`]: refused });
    expect(found.virtualNetworks[keyOf(network(1))]).toMatchObject({ status: 'unread', problem: { kind: 'forbidden', request: `GET ${network(1)}` } });
    expect(found.virtualNetworks[keyOf(network(2))]).toMatchObject({ status: 'read' });
  });

  test('of which a list has one that is not usable, or without what the resource alone would have', async () => {
    await survey({
      [allNics]: list([...numbers.slice(1).map((number) => nicBody(number)), resource(nic(1), {})]),
      [allNetworks]: list([...numbers.slice(1).map((number) => networkBody(number)), virtualNetwork(network(1), '10.1.0.0/16', [], [])]),
      [allMachines]: list([...numbers.slice(1).map((number) => machineBody(number, { instanceView })), machineBody(1, { osProfile: undefined, instanceView })]),
      ...alone(1),
    });
    expect(reads().filter((request) => [network(1), nic(1), machine(1)].some((id) => keyOf(request).endsWith(keyOf(id))))).toHaveLength(3);
  });

  test('are sought in a list no longer than one by one would take: pages of others end it', async () => {
    const foreign = Array.from({ length: 100 }, (_, number) => nicBody(100 + number));
    const page = (number: number): Answer => ({ body: { value: foreign, nextLink: `{endpoint}${subscription}/page${String(number)}?api-version=1` } });
    await survey(Object.assign({ [allNics]: page(1), [`GET ${subscription}/page1`]: page(2), [`GET ${subscription}/page2`]: page(3) }, ...numbers.map(alone)) as Answers);
    expect(reads().filter((request) => request.includes('/page'))).toEqual([]);
    expect(reads().filter((request) => request.includes('/networkInterfaces/'))).toHaveLength(5);
  });

  test('are sought no further once all are found', async () => {
    await survey({ [allNetworks]: { body: { value: numbers.map((number) => networkBody(number)), nextLink: `{endpoint}${subscription}/page1?api-version=1` } } });
    expect(reads().filter((request) => request.includes('/page'))).toEqual([]);
  });
});

test('What a guest calls itself is read alone, where the lists do not say it, and of those machines only that are asked for', async () => {
  arm.answer({ ...answers, ...alone(2) });
  const azure = arm.clients();
  const found = await takeSurvey({ hubId: ids.hub, transit }, azure);
  const before = reads().length;
  const named = await readGuestNames(found, [machine(2), machine(2).toUpperCase()], azure);
  expect(reads().slice(before)).toEqual([`GET ${machine(2)}`]);
  expect(named.virtualMachines[keyOf(machine(2))]).toMatchObject({ value: { computerName: 'vm2', guestName: 'vm2' } });
  expect(named.virtualMachines[keyOf(machine(1))]).toBe(found.virtualMachines[keyOf(machine(1))]);
});

test('Many resources in one group are read by the list of that group', async () => {
  const inOne = (text: string): string => text.replace(/resourceGroups\/g\d/gi, (all) => `${all.slice(0, -2)}g1`);
  const moved = Object.fromEntries(Object.entries(answers).map(([name, answer]) => [inOne(name), JSON.parse(inOne(JSON.stringify(answer))) as Answer]));
  const groupList = (type: string): string => `GET ${subscription}/resourceGroups/g1/providers/Microsoft.Network/${type}`;
  arm.answer({ ...moved, [groupList('virtualNetworks')]: moved[allNetworks] ?? '', [groupList('networkInterfaces')]: moved[allNics] ?? '', [groupList('routeTables')]: moved[allTables] ?? '', [allNetworks]: refused, [allNics]: refused, [allTables]: refused } as Answers);
  const found = await takeSurvey({ hubId: ids.hub, transit }, arm.clients());
  expect(unread(found)).toEqual([]);
  expect(reads()).toHaveLength(2 + 5);
});

describe('Effective rules', () => {
  const asked = (): string[] => arm.requests.filter((request) => request.startsWith('POST') && request.includes('effectiveNetworkSecurityGroups'));

  test('of a NIC that no group applies to are none, and nobody is asked', async () => {
    const found = await survey();
    expect(Object.values(found.effectiveSecurityGroups)).toMatchObject(numbers.map(() => ({ status: 'read', value: [] })));
    expect(asked()).toEqual([]);
  });

  test.each<[string, Answers]>([
    ['that has a group of its own', { [allNics]: list(numbers.map((number) => nicBody(number, number === 1 ? { networkSecurityGroup: { id: group(1) } } : {}))) }],
    ['whose subnet has a group', { [allNetworks]: list(numbers.map((number) => networkBody(number, number === 1 ? { networkSecurityGroup: { id: group(1) } } : {}))) }],
    ['whose network may have rules of a Network Manager that could not be read', { [`POST ${network(1)}/listNetworkManagerEffectiveSecurityAdminRules`]: refused }],
  ])('of a NIC %s are asked for', async (_, more) => {
    await survey(more);
    expect(asked()).toEqual([`POST ${nic(1)}/effectiveNetworkSecurityGroups`]);
  });
});

describe('A network that could not be read at first', () => {
  const before = (): Promise<Survey> => survey({ [allNetworks]: refused, ...(Object.assign({}, ...numbers.slice(1).map(alone)) as Answers), [`GET ${network(1)}`]: refused });

  test('brings all that is in it once it can be', async () => {
    const first = await before();
    expect(Object.keys(first.networkInterfaces)).toHaveLength(4);
    arm.answer({ ...answers, ...alone(1) });
    const grown = await refreshSurvey(first, [{ of: 'virtualNetworks', key: keyOf(network(1)) }], transit, arm.clients());
    expect(reads().map(keyOf).sort()).toEqual([network(1), table(1), nic(1), machine(1)].map((id) => keyOf(`GET ${id}`)).sort());
    const whole = await survey();
    const keys = (found: Survey): unknown => [found.virtualNetworks, found.routeTables, found.networkInterfaces, found.virtualMachines, found.effectiveRoutes, found.effectiveSecurityGroups, found.adminRules].map((map) => Object.keys(map));
    expect(keys(grown)).toEqual(keys(whole));
    expect(unread(grown)).toEqual([]);
  });

  test('and is the hub brings the spokes', async () => {
    const first = await survey({ [`GET ${ids.hub}`]: refused });
    expect(first.spokeIds).toEqual([]);
    arm.answer(answers);
    const grown = await refreshSurvey(first, [{ of: 'virtualNetworks', key: keyOf(ids.hub) }], transit, arm.clients());
    expect(grown.spokeIds).toEqual(numbers.map(network));
    expect(Object.keys(grown.effectiveRoutes)).toHaveLength(5);
  });

  test('keeps what it brought before where it cannot be read again', async () => {
    const first = await survey();
    arm.answer({ ...answers, [`GET ${ids.hub}`]: refused });
    const later = await refreshSurvey(first, [{ of: 'virtualNetworks', key: keyOf(ids.hub) }], transit, arm.clients());
    expect(later.spokeIds).toEqual(first.spokeIds);
  });
});
