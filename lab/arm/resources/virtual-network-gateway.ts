/** Virtual network gateways as Microsoft.Network sends them. */
import { subnetId, virtualNetworkGatewayId } from '../../topology/resource-ids';
import type { VirtualNetworkGateway } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, reference, withEtag, type ResourceBody } from '../resource-body';
import { publicIPAddressId } from './public-ip-address';

/** An active-active gateway has two IP configurations, one for each instance. */
export function virtualNetworkGatewayBody(world: World, gateway: VirtualNetworkGateway): ResourceBody {
  const { network, subnet } = world.placeOf(gateway);
  const addresses = world.gatewayAddresses(gateway);
  const sku = gateway.gatewayType === 'Vpn' ? 'VpnGw1' : 'ErGw1AZ';
  return withEtag((etag) => ({
    name: gateway.name,
    id: virtualNetworkGatewayId(gateway),
    etag,
    type: 'Microsoft.Network/virtualNetworkGateways',
    location: gateway.location,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guidOf(virtualNetworkGatewayId(gateway)),
      packetCaptureDiagnosticState: 'None',
      enablePrivateIpAddress: false,
      isMigrateToCSES: false,
      ipConfigurations: addresses.map((_, index) => ({
        name: ipConfigurationName(index),
        id: gatewayIpConfigurationId(gateway, index),
        etag,
        type: 'Microsoft.Network/virtualNetworkGateways/ipConfigurations',
        properties: {
          provisioningState: 'Succeeded',
          privateIPAllocationMethod: 'Dynamic',
          publicIPAddress: reference(publicIPAddressId(gateway, index)),
          subnet: reference(subnetId(network, subnet)),
        },
      })),
      natRules: [],
      virtualNetworkGatewayPolicyGroups: [],
      enableBgpRouteTranslationForNat: false,
      disableIPSecReplayProtection: false,
      sku: { name: sku, tier: sku, capacity: 2 },
      gatewayType: gateway.gatewayType,
      vpnType: 'RouteBased',
      enableBgp: false,
      activeActive: gateway.activeActive,
      bgpSettings: {
        asn: gateway.asn,
        bgpPeeringAddress: addresses.join(','),
        peerWeight: 0,
        bgpPeeringAddresses: addresses.map((address, index) => ({
          ipconfigurationId: gatewayIpConfigurationId(gateway, index),
          defaultBgpIpAddresses: [address],
          customBgpIpAddresses: [],
          tunnelIpAddresses: [],
        })),
      },
      vpnGatewayGeneration: gateway.gatewayType === 'Vpn' ? 'Generation1' : 'None',
      allowRemoteVnetTraffic: false,
      allowVirtualWanTraffic: false,
    },
  }));
}

const ipConfigurationName = (index: number): string => `vnetGatewayConfig${index.toString()}`;

export const gatewayIpConfigurationId = (gateway: VirtualNetworkGateway, index: number): string =>
  `${virtualNetworkGatewayId(gateway)}/ipConfigurations/${ipConfigurationName(index)}`;
