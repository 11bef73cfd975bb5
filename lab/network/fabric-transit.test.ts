import { named, type Named } from '../topologies/testing/named';
import type { Route } from '../topology/topology';
import { connect, type ConnectOutcome } from './path';

const ssh = (it: Named, from: string, to: string): ConnectOutcome => connect(it.world, { from: it.vm(from), to, port: 22 });

const viaGateway = '10.42.1.4 matches 10.42.0.0/16 → VirtualNetworkGateway (User, tospoke2) on greenvm1nic; ';

test.each<[string, (it: Named) => unknown, string, string, string]>([
  [
    'there is no gateway',
    (it) => it.topology.virtualNetworkGateways.pop(),
    'greenspoke1',
    'no-gateway',
    `${viaGateway}no virtual network gateway serves greenspoke1`,
  ],
  [
    'the spoke does not use the gateway of the hub',
    (it) => (it.peering('spoke1-to-hub').useRemoteGateways = false),
    'greenspoke1',
    'no-gateway',
    `${viaGateway}no virtual network gateway serves greenspoke1`,
  ],
  [
    'the other spoke does not use it',
    (it) => (it.peering('spoke2-to-hub').useRemoteGateways = false),
    'greenvpngateway',
    'transit-has-no-way',
    `${viaGateway}greenspoke2 does not use the gateway greenvpngateway`,
  ],
  [
    'an ExpressRoute gateway coexists',
    (it) => it.topology.virtualNetworkGateways.push(...it.topology.virtualNetworkGateways.map((vpn) => ({ ...vpn, name: 'er', gatewayType: 'ExpressRoute' as const }))),
    'greenhub',
    'no-gateway',
    `${viaGateway}greenhub has an ExpressRoute gateway, and a route to a gateway needs a VPN gateway alone`,
  ],
])('a connection over a gateway is lost when %s', (_, change, at, cause, reason) => {
  const it = named('gateway-transit');
  change(it);
  expect(ssh(it, 'greenvm1', '10.42.1.4')).toEqual({ kind: 'lost', direction: 'there', at, cause, reason });
});

test('what is beyond the gateway is out of the lab', () => {
  expect(ssh(named('gateway-transit'), 'greenvm1', '192.168.40.4')).toMatchObject({ kind: 'lost', at: 'greenvpngateway', cause: 'next-hop-outside' });
});

describe('a route table on GatewaySubnet', () => {
  /** The hub of gateway-transit with an appliance, and this route for what the gateway forwards to spoke 2. */
  function withTable(...routes: readonly Omit<Route, 'name'>[]): Named {
    const it = named('gateway-transit');
    const { subscription, resourceGroup, location } = it.network('greenhub');
    const hub = { subscription, resourceGroup, location };
    it.network('greenhub').subnets.push({ name: 'appliances', addressPrefixes: ['10.40.2.0/24'] });
    it.topology.networkInterfaces.push({ name: 'nvanic', ...hub, subnet: 'greenhub/appliances', privateIPAddresses: ['10.40.2.4'], enableIPForwarding: true });
    it.topology.virtualMachines.push({ name: 'nva', ...hub, powerState: 'running', networkInterfaces: ['nvanic'], forwards: true });
    it.topology.routeTables.push({ name: 'gatewayroutes', ...hub, disableBgpRoutePropagation: false, routes: routes.map((route, index) => ({ name: `route${String(index)}`, ...route })) });
    it.subnet('GatewaySubnet').routeTable = 'gatewayroutes';
    return it;
  }
  const toNva = { nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.2.4' } as const;
  const forwardedTrafficTo2 = (it: Named): unknown => (it.peering('spoke2-to-hub').allowForwardedTraffic = true);

  test('with None drops what the gateway would forward', () => {
    expect(ssh(withTable({ addressPrefix: '10.42.1.0/24', nextHopType: 'None' }), 'greenvm1', '10.42.1.4')).toEqual({
      kind: 'lost',
      direction: 'there',
      at: 'greenvpngateway',
      cause: 'next-hop-none',
      reason: `${viaGateway}10.42.1.4 matches 10.42.1.0/24 → None (User, route0) on GatewaySubnet`,
    });
  });

  test('with Internet loses it', () => {
    expect(ssh(withTable({ addressPrefix: '10.42.0.0/16', nextHopType: 'Internet' }), 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', at: 'greenvpngateway', cause: 'next-hop-outside' });
  });

  test('drops answers, too', () => {
    expect(ssh(withTable({ addressPrefix: '10.41.1.0/24', nextHopType: 'None' }), 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', direction: 'back', cause: 'next-hop-none' });
  });

  test('diverts it to an appliance, whose packets the spoke must accept', () => {
    const it = withTable({ addressPrefix: '10.42.1.0/24', ...toNva });
    expect(ssh(it, 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', cause: 'peering-denies-forwarded-traffic', at: 'hub-to-spoke2' });
    forwardedTrafficTo2(it);
    expect(ssh(it, 'greenvm1', '10.42.1.4').kind).toBe('open');
    it.vm('nva').forwards = false;
    expect(ssh(it, 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', cause: 'next-hop-does-not-forward', at: 'nva' });
  });

  test('that leads to nothing loses it', () => {
    const outcome = ssh(withTable({ addressPrefix: '10.42.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.2.9' }), 'greenvm1', '10.42.1.4');
    expect(outcome).toMatchObject({
      cause: 'next-hop-unheld',
      reason: `${viaGateway}10.42.1.4 matches 10.42.0.0/16 → VirtualAppliance 10.40.2.9 (User, route0) on GatewaySubnet; nothing in greenhub has the address 10.40.2.9`,
    });
  });

  test.each<[string, Omit<Route, 'name'>[]]>([
    ['is less specific than the peering', [{ addressPrefix: '10.0.0.0/8', nextHopType: 'None' }]],
    ['is for somebody else', [{ addressPrefix: '10.42.2.0/24', nextHopType: 'None' }]],
    ['leads to VnetLocal, and is the most specific', [{ addressPrefix: '10.42.0.0/16', nextHopType: 'None' }, { addressPrefix: '10.42.1.0/24', nextHopType: 'VnetLocal' }]],
  ])('leaves it to the peering where the route %s', (_, routes) => {
    expect(ssh(withTable(...routes), 'greenvm1', '10.42.1.4').kind).toBe('open');
  });
});

describe('what is sent to on-premises', () => {
  /** Spokes without user routes, which learn all private addresses from an ExpressRoute gateway. */
  function learning(hairpin: boolean, nextHops?: string[]): Named {
    const it = named('gateway-transit');
    for (const table of it.topology.routeTables) table.routes = [];
    for (const gateway of it.topology.virtualNetworkGateways) Object.assign(gateway, { gatewayType: 'ExpressRoute', hairpin, learnedPrefixes: [{ prefix: '10.0.0.0/8', ...(nextHops && { nextHops }) }] });
    return it;
  }
  const atEdge = ['172.16.255.4', '172.16.255.5'];

  test('is lost where nobody turns it round', () => {
    expect(ssh(learning(false, atEdge), 'greenvm1', '10.42.1.4')).toEqual({
      kind: 'lost',
      direction: 'there',
      at: 'greenvpngateway',
      cause: 'next-hop-outside',
      reason: '10.42.1.4 matches 10.0.0.0/8 → VirtualNetworkGateway 172.16.255.4 (VirtualNetworkGateway) on greenvm1nic; greenvpngateway sends it to the networks beyond it',
    });
  });

  test.each([
    ['the provider’s edge', atEdge],
    ['the gateway', undefined],
  ])('comes back by the gateway to a spoke that uses it where it is turned round, when the next hop is %s', (_, nextHops) => {
    const it = learning(true, nextHops);
    expect(ssh(it, 'greenvm1', '10.42.1.4').kind).toBe('open');
    it.peering('spoke2-to-hub').useRemoteGateways = false;
    expect(ssh(it, 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', at: 'greenvpngateway', cause: 'transit-has-no-way' });
  });

  test('comes back to the route table of GatewaySubnet', () => {
    const it = learning(true, atEdge);
    it.routeTable('greenspoke1rt').routes = [];
    const { subscription, resourceGroup, location } = it.network('greenhub');
    it.topology.routeTables.push({ name: 'gatewayroutes', subscription, resourceGroup, location, disableBgpRoutePropagation: false, routes: [{ name: 'drop', addressPrefix: '10.42.0.0/16', nextHopType: 'None' }] });
    it.subnet('GatewaySubnet').routeTable = 'gatewayroutes';
    expect(ssh(it, 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', at: 'greenvpngateway', cause: 'next-hop-none' });
    it.routeTable('gatewayroutes').routes = [{ name: 'itself', addressPrefix: '10.42.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.0.4' }];
    expect(ssh(it, 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', at: 'greenvpngateway', cause: 'loop' });
  });

  test('is nobody’s where the next hop is at no gateway’s edge', () => {
    const it = learning(true, atEdge);
    it.routeTable('greenspoke1rt').routes = [{ name: 'astray', addressPrefix: '10.42.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '172.16.255.9' }];
    expect(ssh(it, 'greenvm1', '10.42.1.4')).toMatchObject({ kind: 'lost', cause: 'next-hop-unheld' });
  });
});
