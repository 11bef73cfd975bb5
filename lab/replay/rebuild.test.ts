import { builtInTopology } from '../topologies/built-in';
import { rebuild } from './rebuild';
import { hubId, nic1Id, recorded, routeServerId, spoke1Id, table1Id } from './testing/recorded';
import { assumed, nic1, rebuilt } from './testing/rebuilt';

const routesKept = 'Recorded values override what would follow from the rest: the effective routes of spoke1vm711_z1. A change of tables, peerings or BGP has no effect there; --without-overrides drops these overrides.';

test('the reference topology comes back from its own survey, with nothing in it that follows from the rest', () => {
  const { topology, incidents, denied, notes } = rebuilt();
  const reference = builtInTopology('reference');
  expect(topology).toEqual({
    ...reference,
    name: 'replay',
    description: expect.stringMatching(/^Rebuilt from what was read of a deployment until 20/) as string,
    subscriptions: reference.subscriptions.map(({ id }, index) => ({ id, displayName: `Subscription ${String(index + 1)}` })),
    routeServers: reference.routeServers.map((routeServer) => ({ ...routeServer, virtualRouterIps: ['10.0.1.4', '10.0.1.5'] })),
    settings: { ...reference.settings, transit: 'route-server', environment: { CONVERGENCE_TIMEOUT: '0', ROUTE_SERVER_SUBNET_MIN_PREFIX: '27', ALLOW_SPOKE_PEERING: 'false', BRANCH_TO_BRANCH: 'on', REMOTE_GATEWAYS: 'required', FORWARDED_TRAFFIC: 'required', SSH_PORT: '22' } },
  });
  expect({ incidents, denied, notes }).toEqual({ incidents: [], denied: [], notes: [] });
});

describe('What was expected', () => {
  test('is the settings of the replay', () => {
    const { topology } = rebuilt(({ survey }) => {
      survey.spokesFrom = 'hub-peerings';
      survey.routeServerId = routeServerId.toUpperCase();
      Object.assign(survey.expectations ?? {}, { transit: { kind: 'addresses', addresses: ['10.0.1.4', '10.0.1.5'] }, routeServerSubnetMinPrefix: 26, allowSpokePeering: true, branchToBranch: 'any', remoteGateways: 'any', forwardedTraffic: 'any', sshPort: 2222, sshChecks: false });
    });
    expect(topology.settings).toEqual({
      hub: 'bluehub-vnet1',
      transit: '10.0.1.4,10.0.1.5',
      environment: { ROUTE_SERVER_ID: routeServerId.toUpperCase(), CONVERGENCE_TIMEOUT: '0', ROUTE_SERVER_SUBNET_MIN_PREFIX: '26', ALLOW_SPOKE_PEERING: 'true', BRANCH_TO_BRANCH: 'any', REMOTE_GATEWAYS: 'any', FORWARDED_TRAFFIC: 'any', SSH_PORT: '2222', SSH_CHECKS: 'off' },
    });
  });

  test.each([
    [{ kind: 'sample' as const, size: 50, seed: 'build-7' }, 'sample:50', 'build-7'],
    [{ kind: 'ring' as const, seed: '1' }, 'ring', '1'],
  ])('holds which pairs log in', (sshPairs, SSH_PAIRS, SSH_PAIRS_SEED) => {
    const { topology } = rebuilt(({ survey }) => { if (survey.expectations) survey.expectations.sshPairs = sshPairs; });
    expect(topology.settings.environment).toMatchObject({ SSH_PAIRS, SSH_PAIRS_SEED });
  });

  test('is not known from a survey that does not say it', () => {
    const { topology, notes } = rebuilt(({ survey }) => { delete survey.expectations; });
    expect(topology.settings).not.toHaveProperty('transit');
    expect(notes).toEqual(['The survey does not say what was expected of the network, so the defaults are: TRANSIT is route-server.']);
  });

  test('an id that the settings spelled in another case stays as it was spelled', () => {
    expect(rebuilt(({ survey }) => { survey.hubId = hubId.toUpperCase(); }).topology.settings.hub).toBe(hubId.toUpperCase());
  });
});

describe('Effective routes', () => {
  test('that do not follow from the tables become overrides', () => {
    const { topology, notes } = rebuilt((it) => { it.survey.effectiveRoutes[nic1Id.toLowerCase()] = { status: 'read', value: it.routes(nic1Id).filter(({ source }) => source !== 'User') }; });
    expect(nic1(topology)?.effectiveRoutes?.map(({ source }) => source)).not.toContain('User');
    expect(notes).toEqual([routesKept]);
  });

  test('are dropped where that is asked for', () => {
    const { topology, notes } = rebuilt((it) => { it.routes(nic1Id).pop(); }, { withoutOverrides: true });
    expect(nic1(topology)).not.toHaveProperty('effectiveRoutes');
    expect(notes).toEqual(['Recorded values that did not follow from the rest are dropped: the effective routes of spoke1vm711_z1.']);
  });

  test('count where they meet the networks: not in their order, nor in the ranges of Azure that differ from year to year', () => {
    const { notes } = rebuilt((it) => {
      const rows = it.routes(nic1Id);
      rows.reverse();
      rows.splice(rows.findIndex(({ addressPrefixes }) => addressPrefixes[0] === '25.4.0.0/14'), 1);
      rows.push({ source: 'Default', state: 'Active', addressPrefixes: ['20.150.0.0/17'], nextHopType: 'VirtualNetworkServiceEndpoint', nextHopIpAddresses: [] });
    });
    expect(notes).toEqual([]);
  });
});

test('a survey that contradicts itself is rebuilt as far as it goes, and what a file would be refused for is reported', () => {
  const it = recorded();
  const [configuration] = it.nic(nic1Id).ipConfigurations;
  if (configuration) configuration.privateIPAddress = '10.1.9.4';
  expect(rebuild(it.survey).notes).toEqual(['Azure would not have it so, and a saved file will be refused: networkInterfaces[0].privateIPAddresses[0]: "10.1.9.4" lies outside the subnet bluespoke1-vnet1sub1.', assumed]);
});

test('resources of one name in several groups are made unique by their group', () => {
  const { topology } = rebuilt((it) => {
    const other = it.network(spoke1Id).subnets[0];
    const id = table1Id.replace('bluespoke1rg', 'othergroup');
    if (other) it.network(spoke1Id).subnets.push({ ...other, id: `${spoke1Id}/subnets/other`, name: 'other', addressPrefixes: ['10.1.7.0/24'], routeTableId: id, ipConfigurationIds: [] });
    it.survey.routeTables[id.toLowerCase()] = { status: 'read', value: { ...it.table(table1Id), id } };
  });
  expect(topology.virtualNetworks[1]?.subnets.map(({ routeTable }) => routeTable)).toEqual(['bluespoke1rg/bluespoke1rt', 'othergroup/bluespoke1rt']);
});
