/** Every operation, asked for by Microsoft's own clients over real sockets. */
import { startLab, type Lab } from '../lab';
import { operations } from '../arm/operations';
import { estate, hubSubscription, spokeGroup, spokeSubscription } from '../arm/testing/estate';
import { accessToken, rawRequest } from './testing/raw-request';
import { clientsOf, type Clients } from './testing/sdk';

let lab: Lab;
let hub: Clients;
let spoke: Clients;

beforeAll(async () => {
  lab = await startLab({ topology: estate(), pageSize: 2 });
  hub = clientsOf(lab, hubSubscription);
  spoke = clientsOf(lab, spokeSubscription);
});

afterAll(() => lab.close());

async function namesIn(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

test('virtual networks, their subnets and peerings', async () => {
  const { virtualNetworks, subnets, virtualNetworkPeerings } = spoke.network;
  await expect(virtualNetworks.get('spokeRg', 'spoke')).resolves.toMatchObject({ name: 'spoke', addressSpace: { addressPrefixes: ['10.1.0.0/16', '10.9.0.0/24'] } });
  expect(await namesIn(virtualNetworks.list('spokeRg'))).toEqual(['spoke']);
  expect(await namesIn(virtualNetworks.listAll())).toEqual(['spoke']);
  await expect(subnets.get('spokeRg', 'spoke', 'workload')).resolves.toMatchObject({ addressPrefix: '10.1.1.0/24' });
  expect(await namesIn(subnets.list('spokeRg', 'spoke'))).toEqual(['workload', 'split']);
  await expect(virtualNetworkPeerings.get('spokeRg', 'spoke', 'spoke-to-hub')).resolves.toMatchObject({ peeringState: 'Connected', peeringSyncLevel: 'FullyInSync' });
  expect(await namesIn(virtualNetworkPeerings.list('spokeRg', 'spoke'))).toEqual(['spoke-to-hub']);
});

test('Route Servers, their IP configurations and BGP connections', async () => {
  const { virtualHubs, virtualHubIpConfiguration, virtualHubBgpConnection, virtualHubBgpConnections } = hub.network;
  await expect(virtualHubs.get('hubRg', 'route-server')).resolves.toMatchObject({ kind: 'RouteServer', virtualRouterIps: ['10.0.1.4', '10.0.1.5'] });
  expect(await namesIn(virtualHubs.listByResourceGroup('hubRg'))).toEqual(['route-server']);
  expect(await namesIn(virtualHubs.list())).toEqual(['route-server']);
  await expect(virtualHubIpConfiguration.get('hubRg', 'route-server', 'Default')).resolves.toMatchObject({ provisioningState: 'Succeeded' });
  expect(await namesIn(virtualHubIpConfiguration.list('hubRg', 'route-server'))).toEqual(['Default']);
  await expect(virtualHubBgpConnection.get('hubRg', 'route-server', 'nva')).resolves.toMatchObject({ peerIp: '10.0.3.4', peerAsn: 65_010 });
  expect(await namesIn(virtualHubBgpConnections.list('hubRg', 'route-server'))).toEqual(['nva', 'half', 'down']);
});

test('the routes exchanged with a BGP peer, by polling', async () => {
  const { virtualHubBgpConnections } = hub.network;
  await expect(virtualHubBgpConnections.beginListLearnedRoutesAndWait('hubRg', 'route-server', 'half')).resolves.toMatchObject({
    RouteServiceRole_IN_0: [{ network: '10.60.0.0/16', nextHop: '10.0.3.5' }],
    RouteServiceRole_IN_1: [],
  });
  await expect(virtualHubBgpConnections.beginListAdvertisedRoutesAndWait('hubRg', 'route-server', 'nva')).resolves.toMatchObject({
    RouteServiceRole_IN_0: [{ network: '10.0.0.0/16' }, { network: '10.1.0.0/16' }, { network: '10.9.0.0/24' }],
  });
});

test('route tables and their routes', async () => {
  const { routeTables, routes } = spoke.network;
  await expect(routeTables.get('spokeRg', 'spoke-routes')).resolves.toMatchObject({ routes: [{ nextHopIpAddress: '10.0.1.4' }, { nextHopType: 'None' }] });
  expect(await namesIn(routeTables.list('spokeRg'))).toEqual(['spoke-routes']);
  expect(await namesIn(routeTables.listAll())).toEqual(['spoke-routes']);
  await expect(routes.get('spokeRg', 'spoke-routes', 'drop')).resolves.toMatchObject({ nextHopType: 'None' });
  expect(await namesIn(routes.list('spokeRg', 'spoke-routes'))).toEqual(['to-others', 'drop']);
});

test('network security groups and their rules', async () => {
  const { networkSecurityGroups, securityRules } = spoke.network;
  await expect(networkSecurityGroups.get('spokeRg', 'spoke-rules')).resolves.toMatchObject({ securityRules: [{ name: 'ssh' }] });
  expect(await namesIn(networkSecurityGroups.list('spokeRg'))).toEqual(['spoke-rules']);
  expect(await namesIn(networkSecurityGroups.listAll())).toEqual(['spoke-rules']);
  await expect(securityRules.get('spokeRg', 'spoke-rules', 'ssh')).resolves.toMatchObject({ destinationPortRange: '22' });
  expect(await namesIn(securityRules.list('spokeRg', 'spoke-rules'))).toEqual(['ssh']);
});

test('application security groups', async () => {
  const { applicationSecurityGroups, networkSecurityGroups } = hub.network;
  await expect(applicationSecurityGroups.get('hubRg', 'nvas')).resolves.toMatchObject({ name: 'nvas', provisioningState: 'Succeeded' });
  expect(await namesIn(applicationSecurityGroups.list('hubRg'))).toEqual(['nvas']);
  expect(await namesIn(applicationSecurityGroups.listAll())).toEqual(['nvas']);
  const id = expect.stringMatching(/\/applicationSecurityGroups\/nvas$/);
  await expect(networkSecurityGroups.get('hubRg', 'nva-rules')).resolves.toMatchObject({ securityRules: [{ sourceApplicationSecurityGroups: [{ id }] }] });
});

test('security admin rules, over two pages', async () => {
  const ruleNames = async (skipToken?: string): Promise<unknown> => {
    const { value, skipToken: next } = await spoke.network.listNetworkManagerEffectiveSecurityAdminRules('spokeRg', 'spoke', skipToken === undefined ? {} : { skipToken });
    return [value?.map(({ id }) => id?.split('/').at(-1)), next === undefined ? undefined : await ruleNames(next)];
  };
  expect(await ruleNames()).toEqual([['no-telnet', 'always-ssh'], [['web'], undefined]]);
});

test('network interfaces, over several pages, and their IP configurations', async () => {
  const { networkInterfaces, networkInterfaceIPConfigurations } = spoke.network;
  const all = ['runs-nic', 'runs-nic2', 'sleeps-nic', 'spare-nic', expect.stringMatching(/^vault\.nic\./)];
  await expect(networkInterfaces.get('spokeRg', 'runs-nic')).resolves.toMatchObject({ ipConfigurations: [{ privateIPAddress: '10.1.1.4', primary: true }] });
  expect(await namesIn(networkInterfaces.list('spokeRg'))).toEqual(all);
  expect(await namesIn(networkInterfaces.listAll())).toEqual(all);
  await expect(networkInterfaceIPConfigurations.get('spokeRg', 'runs-nic2', 'ipconfig2')).resolves.toMatchObject({ privateIPAddress: '10.1.2.5' });
  expect(await namesIn(networkInterfaceIPConfigurations.list('spokeRg', 'runs-nic2'))).toEqual(['ipconfig1', 'ipconfig2']);
});

test('effective routes and rules of a NIC, by polling', async () => {
  const { networkInterfaces } = spoke.network;
  const { value: routes } = await networkInterfaces.beginGetEffectiveRouteTableAndWait('spokeRg', 'runs-nic');
  expect(routes).toContainEqual(expect.objectContaining({ name: 'to-others', source: 'User', state: 'Active', addressPrefix: ['10.2.0.0/16'], nextHopIpAddress: ['10.0.1.4'] }));
  const { value: groups } = await networkInterfaces.beginListEffectiveNetworkSecurityGroupsAndWait('spokeRg', 'runs-nic');
  expect(groups?.map(({ association }) => Object.keys(association ?? {}))).toEqual([['subnet'], ['networkInterface']]);
});

test('gateways', async () => {
  const { virtualNetworkGateways } = hub.network;
  await expect(virtualNetworkGateways.get('hubRg', 'vpn')).resolves.toMatchObject({ gatewayType: 'Vpn', active: true });
  expect(await namesIn(virtualNetworkGateways.list('hubRg'))).toEqual(['vpn']);
});

test('firewalls', async () => {
  const { azureFirewalls } = hub.network;
  await expect(azureFirewalls.get('hubRg', 'firewall')).resolves.toMatchObject({
    ipConfigurations: [{ privateIPAddress: '10.0.4.4' }],
    networkRuleCollections: [{ action: { type: 'Allow' }, rules: [{ name: 'ssh', protocols: ['TCP'], destinationPorts: ['22'] }] }],
    threatIntelMode: 'Alert',
  });
  expect(await namesIn(azureFirewalls.list('hubRg'))).toEqual(['firewall', 'ruled-by-policy']);
  expect(await namesIn(azureFirewalls.listAll())).toEqual(['firewall', 'ruled-by-policy']);
});

test('load balancers', async () => {
  const { loadBalancers } = hub.network;
  await expect(loadBalancers.get('hubRg', 'balancer')).resolves.toMatchObject({
    frontendIPConfigurations: [{ privateIPAddress: '10.0.5.4' }],
    backendAddressPools: [{ backendIPConfigurations: [{ id: expect.stringMatching(/\/networkInterfaces\/nva-nic\/ipConfigurations\/ipconfig1$/) }] }],
    loadBalancingRules: [{ protocol: 'All', frontendPort: 0 }],
    probes: [{ protocol: 'Tcp' }],
  });
  expect(await namesIn(loadBalancers.list('hubRg'))).toEqual(['balancer']);
  expect(await namesIn(loadBalancers.listAll())).toEqual(['balancer']);
});

test('routing appliances', async () => {
  const { virtualNetworkAppliances } = hub.network;
  await expect(virtualNetworkAppliances.get('hubRg', 'router')).resolves.toMatchObject({ ipConfigurations: [{ privateIPAddress: '10.0.5.5' }], provisioningState: 'Succeeded' });
  expect(await namesIn(virtualNetworkAppliances.list('hubRg'))).toEqual(['router']);
  expect(await namesIn(virtualNetworkAppliances.listAll())).toEqual(['router']);
});

test('virtual machines and their instance views', async () => {
  const { virtualMachines } = spoke.compute;
  await expect(virtualMachines.get('spokeRg', 'runs', { expand: 'instanceView' })).resolves.toMatchObject({
    osProfile: { computerName: 'runs-host' },
    instanceView: { statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/running' }] },
  });
  await expect(virtualMachines.instanceView('spokeRg', 'sleeps')).resolves.toMatchObject({ statuses: [{}, { code: 'PowerState/deallocated' }] });
  await expect(hub.compute.virtualMachines.get('hubRg', 'nva', { expand: 'instanceView' })).resolves.toMatchObject({
    storageProfile: { osDisk: { osType: 'Windows' } },
    osProfile: { computerName: 'nva' },
    instanceView: { computerName: 'renamed' },
    virtualMachineScaleSet: { id: expect.stringMatching(/\/virtualMachineScaleSets\/flexible$/) },
  });
  expect(await namesIn(virtualMachines.list('spokeRg'))).toEqual(['runs', 'sleeps']);
  expect(await namesIn(virtualMachines.listAll())).toEqual(['runs', 'sleeps']);
});

test('scale sets, the machines of uniform ones and their NICs', async () => {
  const { virtualMachineScaleSets, virtualMachineScaleSetVMs } = hub.compute;
  const { networkInterfaces } = hub.network;
  await expect(virtualMachineScaleSets.get('hubRg', 'appliances')).resolves.toMatchObject({ orchestrationMode: 'Uniform', sku: { capacity: 2 } });
  expect(await namesIn(virtualMachineScaleSets.list('hubRg'))).toEqual(['appliances', 'flexible']);
  expect(await namesIn(virtualMachineScaleSets.listAll())).toEqual(['appliances', 'flexible']);
  expect(await namesIn(virtualMachineScaleSetVMs.list('hubRg', 'appliances'))).toEqual(['appliances_0', 'appliances_3']);
  await expect(virtualMachineScaleSetVMs.get('hubRg', 'appliances', '3', { expand: 'instanceView' })).resolves.toMatchObject({ instanceId: '3', instanceView: { statuses: [{}, { code: 'PowerState/stopped' }] } });
  await expect(virtualMachineScaleSetVMs.getInstanceView('hubRg', 'appliances', '0')).resolves.toMatchObject({ statuses: [{}, { code: 'PowerState/running' }] });
  expect(await namesIn(networkInterfaces.listVirtualMachineScaleSetNetworkInterfaces('hubRg', 'appliances'))).toEqual(['nic', 'nic']);
  expect(await namesIn(networkInterfaces.listVirtualMachineScaleSetVMNetworkInterfaces('hubRg', 'appliances', '3'))).toEqual(['nic']);
  await expect(networkInterfaces.getVirtualMachineScaleSetNetworkInterface('hubRg', 'appliances', '3', 'nic')).resolves.toMatchObject({ ipConfigurations: [{ privateIPAddress: '10.0.6.5' }] });
});

test('subscriptions, groups, lists of all resources and the cloud’s endpoints, for which the clients here have no operation', async () => {
  const token = await accessToken(lab);
  const bodyAt = async (path: string): Promise<unknown> => (await rawRequest(lab, { path: `${path}?api-version=2022-12-01`, token })).body;
  await expect(bodyAt('/subscriptions')).resolves.toMatchObject({ value: [{ subscriptionId: hubSubscription }, { subscriptionId: spokeSubscription, displayName: 'workload', state: 'Enabled' }] });
  await expect(bodyAt(`/subscriptions/${hubSubscription}`)).resolves.toMatchObject({ displayName: 'connectivity', tenantId: lab.environment['AZURE_TENANT_ID'] });
  await expect(bodyAt(`/subscriptions/${spokeSubscription}/resourcegroups`)).resolves.toMatchObject({ value: [{ name: 'spokeRg', location: 'westeurope' }] });
  await expect(bodyAt(spokeGroup)).resolves.toMatchObject({ name: 'spokeRg' });
  for (const place of [`/subscriptions/${spokeSubscription}`, spokeGroup]) await expect(bodyAt(`${place}/resources`)).resolves.toHaveProperty('value.0.name', 'spoke');
  await expect(rawRequest(lab, { path: '/metadata/endpoints?api-version=2015-01-01' })).resolves.toMatchObject({ status: 200 });
});

test('no operation of the lab was left out above', () => {
  const asked = new Set(lab.requests.map(({ operation }) => operation));
  expect(operations.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
});
