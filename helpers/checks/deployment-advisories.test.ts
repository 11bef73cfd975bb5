import { describe, expect, test } from '@jest/globals';
import type { Expectations } from '../estate/expectations';
import { deploymentAdvisories } from './deployment-advisories';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment, thaw, throttled } from '../estate/testing/reference-deployment';
import { hubId, peering } from '../estate/testing/reference-network';

const texts = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): string[] => deploymentAdvisories(deployment(change, expected)).map(({ text }) => text);

const nothing = (): void => undefined;

describe('The advisories of a deployment', () => {
  test('the reference deployment has none', () => {
    expect(texts(nothing)).toEqual([]);
  });

  test('where the hub names the spokes, an absent one cannot be noticed', () => {
    expect(texts((draft) => (draft.spokesFrom = 'hub-peerings'))).toEqual(['the spokes are the networks that bluehub-vnet1 is peered to: without SPOKE_VNET_IDS an absent spoke cannot be noticed']);
  });

  test('a network that the hub is peered to and the settings do not name is named', () => {
    const third = '/subscriptions/00000000-0000-4000-8000-000000000004/resourceGroups/redrg/providers/Microsoft.Network/virtualNetworks/redspoke';
    expect(texts(({ hub }) => hub.peerings.push(thaw(peering(`${hubId}/virtualNetworkPeerings/red`, third, '10.9.0.0/16'))))).toEqual([
      'bluehub-vnet1 is also peered to redspoke, not named in SPOKE_VNET_IDS and not judged',
    ]);
  });

  test('routes to a gateway need a VPN gateway, and only its absence is told', () => {
    const viaGateway: Partial<Expectations> = { transit: { kind: 'gateway' } };
    const gateway = (gatewayType: string) => ({ id: '/gateway', name: 'gateway', gatewayType, provisioningState: 'Succeeded', activeActive: true });
    const advisory = 'bluehub-vnet1 has no VPN gateway, which user routes with next hop VirtualNetworkGateway need: that packets get through is proven by SSH-01 alone';
    expect(texts(nothing, viaGateway)).toEqual([advisory]);
    expect(texts(({ gateways }) => gateways.push(gateway('ExpressRoute')), viaGateway)).toEqual([advisory]);
    expect(texts(({ gateways }) => gateways.push(gateway('Vpn')), viaGateway)).toEqual([]);
    expect(texts(({ unread }) => unread.push({ of: 'gateways', id: '/gateway', problem: throttled('/gateway') }), viaGateway)).toEqual([]);
    expect(texts(({ unread }) => unread.push({ of: 'virtualNetworks', id: hubId, problem: throttled('/hub') }), viaGateway)).toEqual([]);
  });
});
