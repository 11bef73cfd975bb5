import { named, type Named } from '../topologies/testing/named';
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
