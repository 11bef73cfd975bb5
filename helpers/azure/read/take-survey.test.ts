import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../estate/resource-id';
import type { SurveyProgress } from './gather';
import { takeSurvey } from './take-survey';
import { backReference, deploymentAnswers, ids, machine, nic, peering, resource, virtualNetwork } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answers, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const request = { hubId: ids.hub, spokeIds: [ids.spoke(2), ids.spoke(3)], transit: { kind: 'route-server' } } as const;

const survey = (answers: Answers = {}, more: Partial<Parameters<typeof takeSurvey>[0]> = {}) => {
  arm.answer({ ...deploymentAnswers, ...answers });
  return takeSurvey({ ...request, ...more }, arm.clients());
};

const refused = (code: string): Answers[string] => ({ status: 403, body: { error: { code, message: 'No.' } } });

/** A spoke whose only subnet holds these IP configurations. */
const spokeWith = (ipConfigurations: readonly { id: string }[]): Answers => ({
  [`GET ${ids.spoke(2)}`]: {
    body: virtualNetwork(ids.spoke(2), '10.2.0.0/16', [{ name: 'default', prefix: '10.2.0.0/24', properties: { ipConfigurations } }], []),
  },
});

describe('A healthy deployment of two spokes', () => {
  test('is read completely', async () => {
    const found = await survey();
    const maps = [found.virtualNetworks, found.routeTables, found.networkInterfaces, found.virtualMachines, found.effectiveRoutes, found.effectiveSecurityGroups];
    expect(maps.map((map) => Object.values(map).map(({ status }) => status))).toEqual([
      ['read', 'read', 'read'],
      ['read', 'read'],
      ['read', 'read'],
      ['read', 'read'],
      ['read', 'read'],
      ['read', 'read'],
    ]);
    expect(found).toMatchObject({
      format: 1,
      hubId: ids.hub,
      spokeIds: request.spokeIds,
      spokesFrom: 'settings',
      gateways: {},
      routeServer: { status: 'read', attempts: 1, seconds: 0, value: { name: 'rs', virtualRouterIps: ['10.0.1.4', '10.0.1.5'], bgpConnections: { status: 'read', value: [] } } },
    });
  });

  test('is JSON: a survey read back from a file is the same', async () => {
    const found = await survey();
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  test('takes 12 reads, 4 polls and 6 writes', async () => {
    arm.answer(deploymentAnswers);
    const azure = arm.clients();
    await takeSurvey(request, azure);
    expect(azure.requestCounts()).toEqual({ reads: 12 + 4, writes: 6 });
    expect(arm.requests.filter((each) => each.startsWith('GET') && !each.includes('operationResults')).length).toBe(12);
  });

  test('sends no request twice', async () => {
    await survey();
    expect(new Set(arm.requests.map((each) => each.toLowerCase())).size).toBe(arm.requests.length);
  });

  test('has its keys in lower case, and its ids as Azure spells them', async () => {
    const { networkInterfaces } = await survey();
    expect(Object.keys(networkInterfaces)).toEqual([keyOf(ids.nic(2)), keyOf(ids.nic(3))]);
    expect(networkInterfaces[keyOf(ids.nic(2))]).toMatchObject({ value: { id: ids.nic(2), virtualMachineId: ids.machine(2) } });
  });

  test('reports its progress, which ends with everything done', async () => {
    arm.answer(deploymentAnswers);
    const last = new Map<string, SurveyProgress>();
    await takeSurvey(request, arm.clients(), (progress) => last.set(progress.what, progress));
    expect([...last.values()].map(({ what, done, total }) => `${what} ${String(done)}/${String(total)}`).sort()).toEqual([
      'Route Server 1/1',
      'effective routes 2/2',
      'effective security rules 2/2',
      'network interfaces 2/2',
      'route tables 2/2',
      'security admin rules 2/2',
      'virtual machines 2/2',
      'virtual networks 3/3',
    ]);
  });
});

describe('The spokes', () => {
  test('are the networks that the hub is peered to, where the settings name none', async () => {
    arm.answer(deploymentAnswers);
    const found = await takeSurvey({ hubId: ids.hub, transit: { kind: 'route-server' } }, arm.clients());
    expect(found).toMatchObject({ spokesFrom: 'hub-peerings', spokeIds: [ids.spoke(2), ids.spoke(3)] });
    expect(Object.keys(found.effectiveRoutes)).toHaveLength(2);
  });

  test('are unknown where the hub cannot be read, and the hub’s reading holds the reason', async () => {
    arm.answer({ ...deploymentAnswers, [`GET ${ids.hub}`]: refused('AuthorizationFailed') });
    const found = await takeSurvey({ hubId: ids.hub, transit: { kind: 'route-server' } }, arm.clients());
    expect(found).toMatchObject({ spokesFrom: 'hub-peerings', spokeIds: [] });
    expect(found.virtualNetworks[keyOf(ids.hub)]).toMatchObject({ status: 'unread', problem: { kind: 'forbidden', missingAction: 'Microsoft.Network/virtualNetworks/read' } });
  });

  test('are read although the hub cannot be, where the settings name them', async () => {
    const found = await survey({ [`GET ${ids.hub}`]: refused('AuthorizationFailed') });
    expect(Object.keys(found.effectiveRoutes)).toHaveLength(2);
  });

  test('count once where they are named twice, in any case', async () => {
    const found = await survey({}, { spokeIds: [ids.spoke(2), ids.spoke(2).toUpperCase()] });
    expect(found.spokeIds).toEqual([ids.spoke(2)]);
  });
});

describe('Machines and NICs', () => {
  test('the effective routes of a stopped machine are not requested, and there is no entry', async () => {
    const found = await survey({ [`GET ${ids.machine(2)}`]: { body: machine(2, 'deallocated') } });
    expect(Object.keys(found.effectiveRoutes)).toEqual([keyOf(ids.nic(3))]);
    expect(Object.keys(found.effectiveSecurityGroups)).toEqual([keyOf(ids.nic(3))]);
    expect(arm.requests.filter((each) => each.startsWith('POST') && each.includes('/networkInterfaces/')).length).toBe(2);
  });

  test('the effective routes of a machine that could not be read are requested all the same', async () => {
    const found = await survey({ [`GET ${ids.machine(2)}`]: refused('AuthorizationFailed') });
    expect(found.virtualMachines[keyOf(ids.machine(2))]).toMatchObject({ problem: { missingAction: 'Microsoft.Compute/virtualMachines/read' } });
    expect(found.effectiveRoutes[keyOf(ids.nic(2))]).toMatchObject({ status: 'read' });
  });

  test('a NIC that is attached to no machine is in the survey, without effective routes', async () => {
    const found = await survey({ [`GET ${ids.nic(2)}`]: { body: nic(2, { virtualMachine: undefined }) } });
    expect(found.networkInterfaces[keyOf(ids.nic(2))]).toMatchObject({ status: 'read' });
    expect(Object.keys(found.effectiveRoutes)).toEqual([keyOf(ids.nic(3))]);
  });

  test('load balancers, gateways and scale-set instances in a subnet are left out', async () => {
    const group = ids.nic(2).split('/providers/')[0] ?? '';
    const others = [
      'Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/fe',
      'Microsoft.Network/bastionHosts/b/bastionHostIpConfigurations/c',
      'Microsoft.Compute/virtualMachineScaleSets/set/virtualMachines/0/networkInterfaces/nic/ipConfigurations/c',
    ];
    const found = await survey(spokeWith([...others.map((each) => ({ id: `${group}/providers/${each}` })), { id: 'no id at all' }]));
    expect(Object.keys(found.networkInterfaces)).toEqual([keyOf(ids.nic(3))]);
  });

  test('a NIC with two addresses in the subnets is read once', async () => {
    const found = await survey(spokeWith([backReference(ids.nic(2)), { id: `${ids.nic(2)}/ipConfigurations/second` }]));
    expect(Object.keys(found.networkInterfaces)).toHaveLength(2);
    expect(arm.requests.filter((each) => each.toLowerCase() === `get ${ids.nic(2)}`.toLowerCase())).toHaveLength(1);
  });

  test('a machine with two NICs is read once', async () => {
    const second = `${ids.nic(2)}-b`;
    const found = await survey({
      ...spokeWith([backReference(ids.nic(2)), backReference(second)]),
      [`GET ${second}`]: { body: { ...nic(2), id: second, name: 'nic2-b' } },
    });
    expect(Object.keys(found.effectiveRoutes)).toHaveLength(3);
    expect(arm.requests.filter((each) => each === `GET ${ids.machine(2)}`)).toHaveLength(1);
  });

  test('effective routes that Azure refuses are a problem, not an empty table', async () => {
    const answer = { status: 400, body: { error: { code: 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes', message: 'A network interface must be attached.' } } };
    const found = await survey({ [`POST ${ids.nic(2)}/effectiveRouteTable`]: answer });
    expect(found.effectiveRoutes[keyOf(ids.nic(2))]).toMatchObject({ status: 'unread', problem: { kind: 'nic-not-running' } });
  });
});

describe('A setting that names what is not there', () => {
  const absent = `${ids.hub}-absent`;
  const missing = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'The Resource was not found.' } } };
  const listOf = (...listed: string[]) => ({ [`GET ${ids.hub.slice(0, ids.hub.lastIndexOf('/'))}`]: { body: { value: listed.map((id) => ({ id })) } } });

  test('is told with what is there instead, and a spoke of that name is no spoke', async () => {
    const found = await survey({ [`GET ${absent}`]: missing, ...listOf(ids.hub) }, { spokeIds: [ids.spoke(2), absent] });
    expect(found.misnamed).toEqual([{ setting: 'SPOKE_VNET_IDS', id: absent, instead: [ids.hub] }]);
    expect(found.spokeIds).toEqual([ids.spoke(2)]);
  });

  test('is not told of one that its group lists: it is there, and only could not be read', async () => {
    const found = await survey({ [`GET ${absent}`]: missing, ...listOf(ids.hub, absent) }, { spokeIds: [ids.spoke(2), absent] });
    expect(found).not.toHaveProperty('misnamed');
    expect(found.spokeIds).toEqual([ids.spoke(2), absent]);
  });
});

describe('The hub', () => {
  const appliance = ids.nic(1);
  const hubAnswers: Answers = {
    [`GET ${ids.hub}`]: {
      body: virtualNetwork(
        ids.hub,
        '10.0.0.0/16',
        [
          { name: 'nva', prefix: '10.0.2.0/24', properties: { ipConfigurations: [backReference(appliance)] } },
          { name: 'GatewaySubnet', prefix: '10.0.3.0/24', properties: { ipConfigurations: [{ id: `${ids.hub.replace('virtualNetworks/hub', 'virtualNetworkGateways/VPN')}/ipConfigurations/default` }] } },
        ],
        [peering(ids.hub, ids.spoke(2))],
      ),
    },
    [`GET ${ids.hub.replace('virtualNetworks/hub', 'virtualNetworkGateways/vpn')}`]: {
      body: resource(ids.hub.replace('virtualNetworks/hub', 'virtualNetworkGateways/vpn'), { gatewayType: 'Vpn', activeActive: true }),
    },
    [`GET ${appliance}`]: {
      body: nic(1, {
        enableIPForwarding: true,
        ipConfigurations: [{ name: 'ipconfig1', properties: { primary: true, subnet: { id: `${ids.hub}/subnets/nva` }, privateIPAddress: '10.0.2.4', privateIPAddressVersion: 'IPv4' } }],
      }),
    },
    [`GET ${ids.machine(1)}`]: { body: machine(1) },
  };

  test('its gateways are found in its GatewaySubnet', async () => {
    const { gateways } = await survey(hubAnswers);
    expect(Object.values(gateways)).toMatchObject([{ status: 'read', value: { name: 'vpn', gatewayType: 'Vpn', activeActive: true } }]);
  });

  test('its NICs are read only where TRANSIT or a route names an address of their subnet, and their effective routes only where a way leads over them', async () => {
    const without = await survey(hubAnswers);
    expect(without.networkInterfaces).not.toHaveProperty([keyOf(appliance)]);
    const found = await survey(hubAnswers, { transit: { kind: 'addresses', addresses: ['10.0.2.4'] } });
    expect(found.networkInterfaces[keyOf(appliance)]).toMatchObject({ status: 'read', value: { enableIPForwarding: true } });
    expect(found.virtualMachines[keyOf(ids.machine(1))]).toMatchObject({ status: 'read' });
    expect(Object.keys(found.effectiveRoutes)).toEqual([keyOf(ids.nic(2)), keyOf(ids.nic(3))]);
  });
});
