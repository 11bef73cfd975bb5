/** Internal load balancers as Microsoft.Network sends them. */
import { forwardersOfKind, haPorts, probeOf, type HealthProbe, type PlacedForwarder } from '../../topology/forwarders';
import { followNetworkInterface, mustFollow } from '../../topology/references';
import { loadBalancerId, subnetId } from '../../topology/resource-ids';
import type { NetworkInterface } from '../../topology/topology';
import type { World } from '../../topology/world';
import { guidOf, reference, withEtag, type ResourceBody } from '../resource-body';
import { ipConfigurationId } from './ip-configuration-id';

/** One frontend, one pool, the rules that lead from the first to the second, and the probe of all of them, if there is one. */
export function loadBalancerBody(world: World, balancer: PlacedForwarder): ResourceBody {
  const { network, subnet, forwarder } = balancer;
  const id = loadBalancerId(balancer);
  const rules = forwarder.rules ?? [haPorts];
  const probe = probeOf(forwarder);
  const loadBalancingRules = rules.map((_, index) => reference(`${id}/loadBalancingRules/${ruleName(index)}`));
  const backends = backendsOf(world, balancer).map((nic) => ({ nic, configuration: reference(ipConfigurationId(nic, 0)) }));
  return withEtag((etag) => {
    const child = (type: string, name: string, properties: Record<string, unknown>): Record<string, unknown> => ({
      name,
      id: `${id}/${type}/${name}`,
      etag,
      type: `Microsoft.Network/loadBalancers/${type}`,
      properties: { provisioningState: 'Succeeded', ...properties },
    });
    return {
      name: balancer.name,
      id,
      etag,
      type: 'Microsoft.Network/loadBalancers',
      location: balancer.location,
      sku: { name: 'Standard', tier: 'Regional' },
      properties: {
        provisioningState: 'Succeeded',
        resourceGuid: guidOf(id),
        frontendIPConfigurations: [
          child('frontendIPConfigurations', frontendName, {
            privateIPAddress: forwarder.privateIPAddress,
            privateIPAllocationMethod: 'Static',
            privateIPAddressVersion: forwarder.privateIPAddress.includes(':') ? 'IPv6' : 'IPv4',
            subnet: reference(subnetId(network, subnet)),
            loadBalancingRules,
          }),
        ],
        backendAddressPools: [
          child('backendAddressPools', poolName, {
            loadBalancerBackendAddresses: backends.map(({ nic, configuration }) => ({ name: `${nic.name}_ipconfig1`, properties: { networkInterfaceIPConfiguration: configuration } })),
            backendIPConfigurations: backends.map(({ configuration }) => configuration),
            loadBalancingRules,
          }),
        ],
        loadBalancingRules: rules.map(({ protocol, frontendPort }, index) =>
          child('loadBalancingRules', ruleName(index), {
            frontendIPConfiguration: reference(loadBalancerFrontendId(balancer)),
            backendAddressPool: reference(backendAddressPoolId(balancer)),
            backendAddressPools: [reference(backendAddressPoolId(balancer))],
            ...(probe && { probe: reference(`${id}/probes/${probeName}`) }),
            protocol,
            frontendPort,
            backendPort: frontendPort,
            loadDistribution: 'Default',
            idleTimeoutInMinutes: 4,
            enableFloatingIP: false,
            enableTcpReset: false,
            disableOutboundSnat: true,
          }),
        ),
        probes: probe ? [child('probes', probeName, { ...probeProperties(probe), intervalInSeconds: 5, numberOfProbes: 2, probeThreshold: 1, loadBalancingRules })] : [],
        inboundNatRules: [],
        inboundNatPools: [],
        outboundRules: [],
      },
    };
  });
}

const probeProperties = ({ protocol = 'Tcp', port, allUpIfNone }: HealthProbe): Record<string, unknown> => ({
  protocol,
  port,
  // A path is demanded of these, and of no other.
  ...(protocol !== 'Tcp' && { requestPath: '/' }),
  // As Microsoft's client of 2025-05-01 spells it; the definitions of 2024-01-01 have a capital N, and no recording has either.
  ...(allUpIfNone === true && { noHealthyBackendsBehavior: 'AllProbedUp' }),
});

const frontendName = 'frontend';
const poolName = 'backends';
const probeName = 'probe';
const ruleName = (index: number): string => `rule${(index + 1).toString()}`;

export const loadBalancerFrontendId = (balancer: PlacedForwarder): string => `${loadBalancerId(balancer)}/frontendIPConfigurations/${frontendName}`;

const backendAddressPoolId = (balancer: PlacedForwarder): string => `${loadBalancerId(balancer)}/backendAddressPools/${poolName}`;

const backendsOf = ({ topology }: World, { name, forwarder }: PlacedForwarder): NetworkInterface[] =>
  (forwarder.backends ?? []).map((ref) => mustFollow(followNetworkInterface(topology, ref), `a backend of ${name}`));

/** The pools that a NIC's primary IP configuration is in. */
export const backendAddressPoolIdsWith = (world: World, nic: NetworkInterface): string[] =>
  forwardersOfKind(world.topology, 'load-balancer')
    .filter((balancer) => backendsOf(world, balancer).includes(nic))
    .map(backendAddressPoolId);
