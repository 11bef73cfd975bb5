/** Routing appliances, managed routers in a network, as Microsoft.Network sends them. */
import type { PlacedForwarder } from '../../topology/forwarders';
import { subnetId, virtualNetworkApplianceId } from '../../topology/resource-ids';
import type { World } from '../../topology/world';
import { guidOf, reference, withEtag, type ResourceBody } from '../resource-body';

export function virtualNetworkApplianceBody(_: World, appliance: PlacedForwarder): ResourceBody {
  const { network, subnet, forwarder } = appliance;
  return withEtag((etag) => ({
    name: appliance.name,
    id: virtualNetworkApplianceId(appliance),
    etag,
    type: 'Microsoft.Network/virtualNetworkAppliances',
    location: appliance.location,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guidOf(virtualNetworkApplianceId(appliance)),
      bandwidthInGbps: '50',
      ipConfigurations: [
        {
          name: ipConfigurationName,
          id: applianceIpConfigurationId(appliance),
          etag,
          type: 'Microsoft.Network/virtualNetworkAppliances/ipConfigurations',
          properties: {
            provisioningState: 'Succeeded',
            privateIPAddress: forwarder.privateIPAddress,
            privateIPAllocationMethod: 'Dynamic',
            primary: true,
            privateIPAddressVersion: forwarder.privateIPAddress.includes(':') ? 'IPv6' : 'IPv4',
          },
        },
      ],
      subnet: reference(subnetId(network, subnet)),
    },
  }));
}

const ipConfigurationName = 'ipconfig1';

export const applianceIpConfigurationId = (appliance: PlacedForwarder): string => `${virtualNetworkApplianceId(appliance)}/ipConfigurations/${ipConfigurationName}`;
