import { bodyOf } from '../testing/arm-without-a-port';
import { hubNetwork } from '../testing/estate';

test('a gateway that is active-active has two IP configurations in its subnet', () => {
  expect(bodyOf(`${hubNetwork}/virtualNetworkGateways/vpn`).properties).toMatchObject({
    gatewayType: 'Vpn',
    activeActive: true,
    ipConfigurations: [{ name: 'vnetGatewayConfig0' }, { name: 'vnetGatewayConfig1' }],
    bgpSettings: { asn: 65_515, bgpPeeringAddress: '10.0.2.4,10.0.2.5' },
  });
});
