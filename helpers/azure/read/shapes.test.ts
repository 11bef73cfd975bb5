import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reading } from '../../estate/reading';
import type { EffectiveSecurityGroup } from '../../estate/survey';
import type { AzureClients } from '../transport/azure-clients';
import { readEffectiveRoutes } from './read-effective-routes';
import { readEffectiveSecurityGroups } from './read-effective-security-groups';
import { readNetworkInterface } from './read-network-interface';
import { readRouteTable } from './read-route-table';
import { readVirtualMachine } from './read-virtual-machine';
import { readVirtualNetwork } from './read-virtual-network';
import { readVirtualNetworkGateway } from './read-virtual-network-gateway';
import { effectiveRoute, ids, machine, nic, peering, resource, virtualNetwork } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

type ReadOne = (azure: AzureClients, id: string) => Promise<Reading<unknown>>;

async function readBody(readOne: ReadOne, request: string, id: string, body: unknown): Promise<Reading<unknown>> {
  arm.answer({ [request]: { body } });
  return readOne(arm.clients(), id);
}

const unusable = (message: string) => ({ status: 'unread', problem: { kind: 'malformed', message: `Azure’s answer is not usable: ${message}.` } });

const network = (subnet: Record<string, unknown>, ...peerings: unknown[]) => {
  const { properties, ...rest } = virtualNetwork(ids.hub, '10.0.0.0/16', [], peerings);
  return { ...rest, properties: { ...(properties as object), subnets: [resource(`${ids.hub}/subnets/a`, subnet)] } };
};

const without = (body: Record<string, unknown>, name: string) => ({ ...body, properties: { ...(body.properties as object), [name]: undefined } });

describe('A virtual network', () => {
  const readNetwork = (body: unknown) => readBody(readVirtualNetwork, `GET ${ids.hub}`, ids.hub, body);

  test('with several prefixes in a subnet has them all', async () => {
    expect(await readNetwork(network({ addressPrefixes: ['10.0.0.0/24', 'fd00::/64'] }))).toMatchObject({ value: { subnets: [{ addressPrefixes: ['10.0.0.0/24', 'fd00::/64'] }] } });
  });

  test('may be spelled in another case than it was asked for', async () => {
    expect(await readBody(readVirtualNetwork, `GET ${ids.hub}`, ids.hub.toUpperCase().replace('/SUBSCRIPTIONS/', '/subscriptions/'), network({ addressPrefix: '10.0.0.0/24' }))).toMatchObject({ value: { id: ids.hub } });
  });

  test.each<[string, unknown, string]>([
    ['another network', { ...network({ addressPrefix: '10.0.0.0/24' }), id: ids.spoke(2) }, `it is about ${ids.spoke(2)}`],
    ['a subnet without a prefix', network({}), 'subnets.0: neither addressPrefix nor addressPrefixes is there'],
    ['a subnet with an empty list of prefixes', network({ addressPrefixes: [] }), 'subnets.0.addressPrefixes: Too small: expected array to have >=1 items'],
    ['no subnets', without(network({ addressPrefix: '10.0.0.0/24' }), 'subnets'), 'subnets: expected array, received undefined'],
    ['no peerings', without(network({ addressPrefix: '10.0.0.0/24' }), 'virtualNetworkPeerings'), 'virtualNetworkPeerings: expected array, received undefined'],
    ['no address space', without(network({ addressPrefix: '10.0.0.0/24' }), 'addressSpace'), 'addressSpace: expected object, received undefined'],
    ['a peering with nobody', network({ addressPrefix: '10.0.0.0/24' }, peering(ids.hub, ids.spoke(2), { remoteVirtualNetwork: undefined })), 'virtualNetworkPeerings.0.remoteVirtualNetwork: expected object, received undefined'],
    ['a peering that does not say what it allows', network({ addressPrefix: '10.0.0.0/24' }, peering(ids.hub, ids.spoke(2), { allowForwardedTraffic: undefined })), 'virtualNetworkPeerings.0.allowForwardedTraffic: expected boolean, received undefined'],
    ['a peering that does not say what it synced', network({ addressPrefix: '10.0.0.0/24' }, peering(ids.hub, ids.spoke(2), { remoteAddressSpace: undefined })), 'virtualNetworkPeerings.0.remoteAddressSpace: expected object, received undefined'],
  ])('is malformed when the answer is %s', async (_, body, message) => {
    expect(await readNetwork(body)).toMatchObject(unusable(message));
  });
});

describe('A NIC', () => {
  const ipv4 = { name: 'four', properties: { primary: true, subnet: { id: `${ids.spoke(2)}/subnets/default` }, privateIPAddress: '10.2.0.4', privateIPAddressVersion: 'IPv4' } };
  const with4 = (properties: Record<string, unknown>) => ({ name: 'four', properties: { ...ipv4.properties, ...properties } });
  const ipv6 = (properties: Record<string, unknown> = {}) => ({ name: 'six', properties: { primary: false, privateIPAddressVersion: 'IPv6', ...properties } });
  const readNic = (ipConfigurations: unknown) => readBody(readNetworkInterface, `GET ${ids.nic(2)}`, ids.nic(2), nic(2, { ipConfigurations }));

  test.each<[string, unknown]>([
    ['neither subnet nor address', ipv6()],
    ['no address', ipv6({ subnet: { id: `${ids.spoke(2)}/subnets/default` } })],
    ['an empty address', ipv6({ subnet: { id: `${ids.spoke(2)}/subnets/default` }, privateIPAddress: '' })],
    ['no subnet', ipv6({ privateIPAddress: 'fd00::4' })],
    ['no address, and is a further one of IPv4', with4({ primary: false, privateIPAddress: undefined })],
  ])('is read without an IP configuration that has %s', async (_, incomplete) => {
    const reading = await readNic([incomplete, ipv4]);
    expect(reading).toMatchObject({ status: 'read' });
    expect(reading).toHaveProperty('value.ipConfigurations', [{ name: 'four', primary: true, subnetId: `${ids.spoke(2)}/subnets/default`, privateIPAddress: '10.2.0.4', privateIPAddressVersion: 'IPv4' }]);
  });

  test.each<[string, unknown, string]>([
    ['the primary one of IPv4', [with4({ privateIPAddress: undefined }), with4({ primary: false }), ipv6({ subnet: { id: ids.hub }, privateIPAddress: 'fd00::4' })], 'ipConfigurations.0.privateIPAddress: expected string, received undefined'],
    ['the first of IPv4, where none is said to be primary', [with4({ primary: false, subnet: undefined }), with4({ primary: false })], 'ipConfigurations.0.subnet: expected object, received undefined'],
    ['the only one', [ipv6()], 'ipConfigurations.0.subnet: expected object, received undefined'],
    ['each of them', [with4({ privateIPAddress: undefined }), ipv6()], 'ipConfigurations.0.privateIPAddress: expected string, received undefined'],
  ])('is malformed where the incomplete IP configuration is %s', async (_, configurations, message) => {
    expect(await readNic(configurations)).toMatchObject(unusable(message));
  });

  test.each<[string, unknown, string]>([
    ['no IP configurations', nic(2, { ipConfigurations: [] }), 'ipConfigurations: Too small: expected array to have >=1 items'],
    ['an IP configuration without an address', nic(2, { ipConfigurations: [{ name: 'a', properties: { subnet: { id: ids.hub }, privateIPAddressVersion: 'IPv4' } }] }), 'ipConfigurations.0.privateIPAddress: expected string, received undefined'],
    ['a machine without an id', nic(2, { virtualMachine: {} }), 'virtualMachine.id: expected string, received undefined'],
    ['no word about IP forwarding', nic(2, { enableIPForwarding: undefined }), 'enableIPForwarding: expected boolean, received undefined'],
  ])('is malformed with %s', async (_, body, message) => {
    expect(await readBody(readNetworkInterface, `GET ${ids.nic(2)}`, ids.nic(2), body)).toMatchObject(unusable(message));
  });
});

describe('A machine', () => {
  const readMachine = (body: unknown) => readBody(readVirtualMachine, `GET ${ids.machine(2)}`, ids.machine(2), body);

  test('without an instance view is in an unknown state', async () => {
    expect(await readMachine(without(machine(2), 'instanceView'))).toMatchObject({ value: { powerState: 'unknown' } });
  });

  test('from a specialised disk has no computer name', async () => {
    const reading = await readMachine(without(machine(2), 'osProfile'));
    expect(reading).toMatchObject({ status: 'read' });
    expect(reading).not.toHaveProperty('value.computerName');
  });

  test('that was renamed has the name that it was given, and the one that its guest agent reports', async () => {
    const body = machine(2);
    const renamed = { ...body, properties: { ...(body.properties as object), instanceView: { computerName: 'web-2', statuses: [{ code: 'PowerState/running' }] } } };
    expect(await readMachine(renamed)).toMatchObject({ value: { computerName: 'vm2', guestName: 'web-2', powerState: 'running' } });
    expect(await readMachine(body)).not.toHaveProperty('value.guestName');
  });

  test('has the operating system of its disk, where Azure says which', async () => {
    const body = machine(2);
    const withProfile = (storageProfile: unknown) => readMachine({ ...body, properties: { ...(body.properties as object), storageProfile } });
    expect(await withProfile({ osDisk: { osType: 'Windows' } })).toMatchObject({ value: { osType: 'Windows' } });
    for (const profile of [undefined, {}, { osDisk: {} }]) expect(await withProfile(profile)).not.toHaveProperty('value.osType');
  });

  test('is malformed without its NICs', async () => {
    expect(await readMachine(without(machine(2), 'networkProfile'))).toMatchObject(unusable('networkProfile: expected object, received undefined'));
  });
});

describe('A route table', () => {
  const table = (route: Record<string, unknown>) => resource(ids.routeTable(2), { disableBgpRoutePropagation: false, routes: [{ name: 'r', properties: { provisioningState: 'Succeeded', ...route } }] });
  const readTable = (body: unknown) => readBody(readRouteTable, `GET ${ids.routeTable(2)}`, ids.routeTable(2), body);

  test('has routes without an address, whether Azure leaves it out or empty', async () => {
    const reading = await readTable(table({ addressPrefix: '10.0.0.0/8', nextHopType: 'None', nextHopIpAddress: '' }));
    expect(reading).toHaveProperty('value.routes.0', { name: 'r', addressPrefix: '10.0.0.0/8', nextHopType: 'None', provisioningState: 'Succeeded' });
  });

  test.each<[string, unknown, string]>([
    ['a route without a prefix', table({ nextHopType: 'None' }), 'routes.0.addressPrefix: expected string, received undefined'],
    ['a route without a next hop type', table({ addressPrefix: '10.0.0.0/8' }), 'routes.0.nextHopType: expected string, received undefined'],
    ['no routes', resource(ids.routeTable(2), { disableBgpRoutePropagation: false }), 'routes: expected array, received undefined'],
    ['no word about BGP propagation', resource(ids.routeTable(2), { routes: [] }), 'disableBgpRoutePropagation: expected boolean, received undefined'],
  ])('is malformed with %s', async (_, body, message) => {
    expect(await readTable(body)).toMatchObject(unusable(message));
  });
});

test('A gateway without a type is malformed', async () => {
  const id = ids.hub.replace('virtualNetworks/hub', 'virtualNetworkGateways/vpn');
  expect(await readBody(readVirtualNetworkGateway, `GET ${id}`, id, resource(id, {}))).toMatchObject(unusable('gatewayType: expected string, received undefined'));
});

describe('Effective routes', () => {
  const readRoutes = (body: unknown) => readBody(readEffectiveRoutes, `POST ${ids.nic(2)}/effectiveRouteTable`, ids.nic(2), body);

  test('keep several prefixes and next hops in one row, and an unknown next hop type', async () => {
    const row = effectiveRoute({ name: 'u', source: 'User', addressPrefix: ['10.1.0.0/16', '10.2.0.0/16'], nextHopType: 'SomethingNew', nextHopIpAddress: ['10.0.1.4', '10.0.1.5'] });
    expect(await readRoutes({ value: [row] })).toMatchObject({
      value: [{ name: 'u', addressPrefixes: ['10.1.0.0/16', '10.2.0.0/16'], nextHopType: 'SomethingNew', nextHopIpAddresses: ['10.0.1.4', '10.0.1.5'] }],
    });
  });

  test.each<[string, unknown, string]>([
    ['no value', {}, 'value: expected array, received undefined'],
    ['a row without prefixes', { value: [effectiveRoute({ addressPrefix: undefined })] }, 'value.0.addressPrefix: expected array, received undefined'],
    ['a row with an empty list of prefixes', { value: [effectiveRoute({ addressPrefix: [] })] }, 'value.0.addressPrefix: Too small: expected array to have >=1 items'],
    ['a row without a state', { value: [effectiveRoute({ state: undefined })] }, 'value.0.state: expected string, received undefined'],
    ['a further page, which nobody can ask for', { value: [], nextLink: 'https://localhost/two' }, 'nextLink: expected undefined, received string'],
  ])('are malformed with %s', async (_, body, message) => {
    expect(await readRoutes(body)).toMatchObject(unusable(message));
  });
});

describe('Effective security rules', () => {
  const rule = { name: 'r', protocol: 'Tcp', sourcePortRange: '0-65535', destinationPortRange: '22-22', sourceAddressPrefix: '10.0.0.0/8', destinationAddressPrefix: '*', access: 'Allow', priority: 100, direction: 'Inbound' };
  const group = (more: Record<string, unknown>, association: unknown = { subnet: { id: `${ids.spoke(2)}/subnets/default` } }) => ({
    value: [{ networkSecurityGroup: { id: ids.securityGroup }, association, effectiveSecurityRules: [{ ...rule, ...more }] }],
  });
  const readRules = (body: unknown) => readBody(readEffectiveSecurityGroups, `POST ${ids.nic(2)}/effectiveNetworkSecurityGroups`, ids.nic(2), body);

  test('take a single value for a list of one', async () => {
    expect(await readRules(group({}))).toMatchObject({
      value: [{ association: 'subnet', networkSecurityGroupId: ids.securityGroup, rules: [{ sourceAddressPrefixes: ['10.0.0.0/8'], destinationPortRanges: ['22-22'] }] }],
    });
  });

  test('take what Azure expanded for the addresses of a rule that names none, as one for application security groups', async () => {
    expect(await readRules(group({ sourceAddressPrefix: undefined, expandedSourceAddressPrefix: ['10.2.0.4/32'] }))).toMatchObject({
      value: [{ rules: [{ sourceAddressPrefixes: ['10.2.0.4/32'], expandedSourceAddressPrefixes: ['10.2.0.4/32'] }] }],
    });
  });

  describe('of one group that Azure sends twice', () => {
    const toNic = { networkInterface: { id: ids.nic(2) } };
    const toSubnet = { subnet: { id: `${ids.spoke(2)}/subnets/default` } };
    const entry = (association: unknown, rules: unknown, id: string = ids.securityGroup) => ({ networkSecurityGroup: { id }, association, effectiveSecurityRules: rules });
    const lines = (reading: Reading<unknown>): unknown =>
      reading.status === 'read' ? (reading.value as EffectiveSecurityGroup[]).map(({ association, rules }) => `${association}: ${rules.map(({ name }) => name).join(' ')}`) : reading;

    test.each<[string, unknown[], string[]]>([
      ['the second time with an empty list', [entry(toNic, [rule]), entry(toNic, [])], ['networkInterface: r']],
      ['the first time with an empty list', [entry(toNic, []), entry(toNic, [rule])], ['networkInterface: r']],
      ['the second time without any', [entry(toNic, [rule]), entry(toNic, undefined)], ['networkInterface: r']],
      ['the second time with null', [entry(toNic, [rule]), entry(toNic, null)], ['networkInterface: r']],
      ['in another case', [entry(toNic, [rule]), entry({ networkInterface: { id: ids.nic(2).toUpperCase() } }, [], ids.securityGroup.toUpperCase())], ['networkInterface: r']],
      ['the second time with the same and another', [entry(toNic, [rule]), entry(toNic, [rule, { ...rule, name: 's' }])], ['networkInterface: r s']],
      ['for two associations', [entry(toNic, [rule]), entry(toSubnet, [])], ['networkInterface: r', 'subnet: ']],
      ['for two subnets', [entry(toSubnet, [rule]), entry({ subnet: { id: `${ids.spoke(2)}/subnets/other` } }, [])], ['subnet: r', 'subnet: ']],
    ])('are told together: %s', async (_, value, expected) => {
      expect(lines(await readRules({ value }))).toEqual(expected);
    });

    test('are malformed where it never has a list of them', async () => {
      expect(await readRules({ value: [entry(toSubnet, [rule]), entry(toNic, undefined), entry(toNic, null)] })).toMatchObject(unusable('value.1.effectiveSecurityRules: is not there'));
    });
  });

  test('of a NIC without any security group are an empty list', async () => {
    expect(await readRules({ value: [] })).toMatchObject({ status: 'read', value: [] });
  });

  test('of an application security group without members are for nobody, and leave the other rules readable', async () => {
    const reading = await readRules(group({ sourceAddressPrefix: undefined, sourceAddressPrefixes: [] }));
    expect(reading).toMatchObject({ status: 'read', value: [{ rules: [{ sourceAddressPrefixes: [] }] }] });
  });

  test.each<[string, unknown, string]>([
    ['no value', {}, 'value: expected array, received undefined'],
    ['a rule that neither allows nor denies', group({ access: 'AlwaysAllow' }), 'value.0.effectiveSecurityRules.0.access: Invalid option: expected one of "Allow"|"Deny"'],
    ['a rule without source addresses', group({ sourceAddressPrefix: undefined }), 'value.0.effectiveSecurityRules.0: has no source addresses'],
    ['a rule without a priority', group({ priority: undefined }), 'value.0.effectiveSecurityRules.0.priority: expected number, received undefined'],
    ['rules of a network manager', group({}, { networkManager: { id: '/m' } }), 'value.0.association: names neither a subnet nor a network interface'],
  ])('are malformed with %s', async (_, body, message) => {
    expect(await readRules(body)).toMatchObject(unusable(message));
  });
});
