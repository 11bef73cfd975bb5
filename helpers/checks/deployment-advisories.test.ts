import { describe, expect, test } from '@jest/globals';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import { deploymentAdvisories } from './deployment-advisories';
import { pathAdvisories } from './path-advisories';
import { wordsOf } from '../words/finding-words';
import type { NoSpoke } from '../estate/survey';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment, thaw, throttled } from '../estate/testing/reference-deployment';
import { hubId, nic, peering, spoke1, spoke2 } from '../estate/testing/reference-network';

const wordsFrom = (find: typeof pathAdvisories, { survey, expectations }: Deployment): string[] => {
  const estate = estateOf(survey);
  return find(estate, expectations).map((finding) => wordsOf(finding, estate.label).fact);
};

const texts = (change: (draft: Draft) => void, expected: Partial<Expectations> = {}): string[] => wordsFrom(deploymentAdvisories, deployment(change, expected));

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

  test('a network that is plainly no spoke is named with why it is not judged', () => {
    const north = '/subscriptions/00000000-0000-4000-8000-000000000004/resourceGroups/redrg/providers/Microsoft.Network/virtualNetworks/north';
    const why = (noSpoke: NoSpoke): string[] => {
      const { survey, expectations } = deployment();
      return wordsFrom(deploymentAdvisories, { survey: { ...survey, noSpokes: [{ id: north, why: noSpoke }] }, expectations });
    };
    expect(why({ kind: 'hub', has: 'AzureFirewallSubnet' })).toEqual(['bluehub-vnet1 is also peered to north, which has AzureFirewallSubnet and does not use the gateways of bluehub-vnet1: it is taken for no spoke and not judged; SPOKE_VNET_IDS names the spokes']);
    expect(why({ kind: 'virtual-wan' })).toEqual(['bluehub-vnet1 is also peered to north, the hub of a Virtual WAN, which nobody but Microsoft may read: it is no spoke and not judged; SPOKE_VNET_IDS names the spokes']);
    expect(why({ kind: 'leftover', peering: 'tonorth' })).toEqual(['peering tonorth of bluehub-vnet1 is left over from north, which is gone: it is Disconnected and not judged; remove it, or name the spokes in SPOKE_VNET_IDS']);
  });

  test('routes to a gateway need a VPN gateway, and only its absence is told', () => {
    const viaGateway: Partial<Expectations> = { transit: { kind: 'gateway' } };
    const gateway = (gatewayType: string) => ({ id: '/gateway', name: 'gateway', gatewayType, provisioningState: 'Succeeded', activeActive: true });
    const advisory = 'bluehub-vnet1 has no VPN gateway, which user routes with next hop VirtualNetworkGateway need: that packets get through, only a login shows';
    const routed = (change: (draft: Draft) => unknown = nothing) => (draft: Draft) => {
      for (const route of draft.table1.routes) route.nextHopType = 'VirtualNetworkGateway';
      change(draft);
    };
    expect(texts(routed(), viaGateway)).toEqual([advisory]);
    expect(texts(routed(({ gateways }) => gateways.push(gateway('ExpressRoute'))), viaGateway)).toEqual([advisory]);
    expect(texts(routed(({ gateways }) => gateways.push(gateway('Vpn'))), viaGateway)).toEqual([]);
    expect(texts(routed(({ unread }) => unread.push({ of: 'gateways', id: '/gateway', problem: throttled('/gateway') })), viaGateway)).toEqual([]);
    expect(texts(routed(({ unread }) => unread.push({ of: 'virtualNetworks', id: hubId, problem: throttled('/hub') })), viaGateway)).toEqual([]);
    expect(texts(({ gateways }) => gateways.push(gateway('ExpressRoute')), viaGateway)).toEqual([]);
  });
});

const appliances: Partial<Expectations> = { transit: { kind: 'addresses', addresses: ['10.0.0.4', '10.0.0.5'] } };

/** The reference deployment with appliances in the hub, to which the user routes of the two spokes lead. */
const over = (there: string, back: string) =>
  deployment((draft) => {
    const hubSubnet = draft.hub.subnets[0]?.id ?? '';
    for (const [name, address] of [['nva1', '10.0.0.4'], ['nva2', '10.0.0.5']] as const) {
      const made = nic(`${spoke1.nic.slice(0, spoke1.nic.lastIndexOf('/'))}/${name}`, `${spoke1.vm}-${name}`, hubSubnet, address);
      draft.nics.push({ ...made, enableIPForwarding: true, ipConfigurations: made.ipConfigurations.map((configuration) => ({ ...configuration })) });
    }
    for (const [id, hop] of [[spoke1.nic, there], [spoke2.nic, back]] as const) {
      for (const route of draft.routes[id] ?? []) if (route.source === 'User') route.nextHopIpAddresses = [hop];
    }
  }, appliances);

describe('Advisories on paths', () => {
  test('both directions over one appliance need no word', () => {
    expect(wordsFrom(pathAdvisories, over('10.0.0.4', '10.0.0.4'))).toEqual([]);
  });

  test('there over one and back over another is told once', () => {
    expect(wordsFrom(pathAdvisories, over('10.0.0.4', '10.0.0.5'))).toEqual(['spoke1vm reaches spoke2vm over 10.0.0.4, and the answers come back over 10.0.0.5: a stateful appliance drops them']);
  });

  test('there over one NIC of an appliance and back over its other one is one appliance', () => {
    const { survey, expectations } = over('10.0.0.4', '10.0.0.5');
    const ofOne = Object.fromEntries(Object.entries(survey.networkInterfaces).map(([key, reading]) => [key, reading.status === 'read' && reading.value.name.startsWith('nva') ? { ...reading, value: { ...reading.value, virtualMachineId: `${spoke1.vm}-nva1` } } : reading]));
    expect(wordsFrom(pathAdvisories, { survey: { ...survey, networkInterfaces: ofOne }, expectations })).toEqual([]);
  });

  test('several at equal cost in both directions are told once, with the machines that have the addresses', () => {
    const { survey, expectations } = over('10.0.0.4', '10.0.0.4');
    const both = { ...survey, effectiveRoutes: Object.fromEntries(Object.entries(survey.effectiveRoutes).map(([key, reading]) => [key, reading.status === 'read' ? { ...reading, value: reading.value.map((row) => (row.source === 'User' ? { ...row, nextHopIpAddresses: ['10.0.0.4', '10.0.0.5'] } : row)) } : reading])) };
    expect(wordsFrom(pathAdvisories, { survey: both, expectations })).toEqual([
      'between spoke1vm and spoke2vm, 10.0.0.4 (spoke1vm-nva1) and 10.0.0.5 (spoke1vm-nva2) are next hops at equal cost in both directions: Azure picks one for each connection and each direction, so an answer may come back over another appliance, and a stateful one drops it. ' +
        'That a connection passes is the luck of a hash, unless the appliances translate the source or share their state, or a load balancer stands before them',
    ]);
  });

  test('the two instances of one Route Server are one transit', () => {
    expect(wordsFrom(pathAdvisories, deployment())).toEqual([]);
  });
});
