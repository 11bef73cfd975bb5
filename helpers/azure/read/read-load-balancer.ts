/** Reads a load balancer: its private frontends, its rules with their probes, and who is in its backend pools. */
import { z } from 'zod';
import type { BackendPool, HealthProbe, LoadBalancer, LoadBalancingRule } from '../../estate/forwarder-shapes';
import { parentId, parseResourceId, sameId } from '../../estate/resource-id';
import type { Reading } from '../../estate/reading';
import type { AzureClients } from '../transport/azure-clients';
import { MalformedAnswer } from '../problem/errors';
import { observe } from '../problem/observe';
import { parseResource, placeOf, reference, resource } from './resource-shape';
import { subnetAddresses } from './subnet-addresses';

const rule = z
  .object({
    name: z.string(),
    frontendIPConfiguration: reference.optional(),
    backendAddressPool: reference.optional(),
    backendAddressPools: z.array(reference).default([]),
    probe: reference.optional(),
    protocol: z.string(),
    frontendPort: z.number(),
  })
  .transform(
    ({ frontendIPConfiguration, backendAddressPool, backendAddressPools, probe: watched, ...raw }): LoadBalancingRule & { readonly probeId: string | undefined } => ({
      ...raw,
      probeId: watched?.id,
      frontendId: frontendIPConfiguration?.id ?? '',
      backendPoolIds: [...new Set([...(backendAddressPool ? [backendAddressPool] : []), ...backendAddressPools].map(({ id }) => id))],
    }),
  );

const probe = z
  .object({ id: z.string(), name: z.string(), protocol: z.string(), port: z.number(), noHealthyBackendsBehavior: z.string().default('AllProbedDown') })
  .transform(({ noHealthyBackendsBehavior, ...raw }) => ({ ...raw, allUpIfNone: noHealthyBackendsBehavior.toLowerCase() === 'allprobedup' }));

const pool = z
  .object({
    id: z.string(),
    backendIPConfigurations: z.array(reference).default([]),
    loadBalancerBackendAddresses: z.array(z.object({ ipAddress: z.string().optional(), networkInterfaceIPConfiguration: reference.optional() })).default([]),
  })
  .transform(({ id, backendIPConfigurations, loadBalancerBackendAddresses }): BackendPool => {
    const owners = [...backendIPConfigurations, ...loadBalancerBackendAddresses.flatMap(({ networkInterfaceIPConfiguration }) => networkInterfaceIPConfiguration ?? [])].map((one) => parentId(one.id));
    const isNic = (owner: string): boolean => parseResourceId(owner)?.type.toLowerCase() === 'microsoft.network/networkinterfaces';
    return {
      id,
      nicIds: [...new Map(owners.filter(isNic).map((owner) => [owner.toLowerCase(), owner])).values()],
      hasOthers: owners.some((owner) => !isNic(owner)) || loadBalancerBackendAddresses.some(({ networkInterfaceIPConfiguration }) => !networkInterfaceIPConfiguration),
    };
  });

const loadBalancer = resource
  .extend({
    provisioningState: z.string(),
    frontendIPConfigurations: subnetAddresses,
    loadBalancingRules: z.array(rule).default([]),
    backendAddressPools: z.array(pool).default([]),
    probes: z.array(probe).default([]),
  })
  .transform(
    ({ frontendIPConfigurations, loadBalancingRules, backendAddressPools, probes, ...raw }): LoadBalancer => ({
      ...raw,
      frontends: frontendIPConfigurations.flatMap(({ id, ...address }) => (id === undefined ? [] : [{ id, ...address }])),
      rules: loadBalancingRules.map(({ probeId, ...one }) => ({ ...one, ...(probeId !== undefined && { probe: probeIn(probes, probeId) }) })),
      backendPools: backendAddressPools,
    }),
  );

/** A rule without a probe is judged otherwise than one whose probe the answer lacks. */
function probeIn(probes: readonly (HealthProbe & { readonly id: string })[], id: string): HealthProbe {
  const found = probes.find((one) => sameId(one.id, id));
  if (!found) throw new MalformedAnswer(`it has no probe ${id}`);
  const { name, protocol, port, allUpIfNone } = found;
  return { name, protocol, port, allUpIfNone };
}

/** One GET. @param id id of the load balancer, in any case */
export function readLoadBalancer(azure: AzureClients, id: string): Promise<Reading<LoadBalancer>> {
  return observe(`GET ${id}`, async () => {
    const { subscriptionId, resourceGroup, name } = placeOf(id);
    return parseResource(loadBalancer, await azure.network(subscriptionId).loadBalancers.get(resourceGroup, name), id);
  });
}
