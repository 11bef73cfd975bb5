import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, forbidden, thaw } from '../../estate/testing/reference-deployment';
import { manySpokes } from '../../estate/testing/many-spokes';
import { hubId, peering, spoke1, spoke2 } from '../../estate/testing/reference-network';
import { tokensIn } from './in-short';
import { networkOf } from './network-of';
import { placesOf } from './places-of';
import { routesOf } from './routes-of';
import type { NetworkShown, RoutesShown } from './shown';

const network = (change?: (draft: Draft) => void): NetworkShown => networkOf(estateOf(deployment(change).survey), { kind: 'route-server' });

describe('The network that results.json shows', () => {
  test('has the hub, its Route Server, and the spokes with both sides of their peerings', () => {
    const { hub, routeServer, hops, spokes, peerings } = network();
    expect(hub).toMatchObject({ id: hubId, prefixes: ['10.0.0.0/16'] });
    expect(routeServer).toMatchObject({ addresses: ['10.0.1.4', '10.0.1.5'], routing: 'Provisioned' });
    expect(hops).toEqual([]);
    expect(spokes[0]).toMatchObject({ id: spoke1.network, region: 'australiaeast', machines: [{ vm: spoke1.vm, nic: spoke1.nic, address: '10.1.1.4', power: 'running' }], hubSide: { state: 'Connected', sync: 'FullyInSync' }, spokeSide: { state: 'Connected' } });
    expect(spokes[0]?.hubSide?.on).toContain('allowGatewayTransit');
    expect(peerings).toEqual([]);
  });

  test('says of what could not be read no more than that', () => {
    const { spokes } = network((draft) => draft.unread.push({ of: 'virtualNetworks', id: spoke1.network, problem: forbidden(spoke1.network, 'Microsoft.Network/virtualNetworks/read') }));
    expect(spokes[0]).toMatchObject({ id: spoke1.network, unread: true, machines: [] });
    expect(spokes[0]).not.toHaveProperty('spokeSide');
    expect(spokes[0]?.hubSide?.state).toBe('Connected');
  });

  test('has no Route Server where there is none, and next hops that nobody has', () => {
    const { routeServer, hops } = network((draft) => { draft.routeServer = null; });
    expect(routeServer).toBeNull();
    expect(hops).toEqual([{ kind: 'unknown', network: hubId, addresses: ['10.0.1.4'] }, { kind: 'unknown', network: hubId, addresses: ['10.0.1.5'] }]);
  });

  test('has peerings of spokes with spokes', () => {
    const { peerings } = network((draft) => draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/across`, spoke2.network, '10.2.0.0/16'))));
    expect(peerings).toMatchObject([{ from: spoke1.network, to: spoke2.network, side: { name: 'across' } }]);
  });
});

describe('The routes that results.json shows', () => {
  const rowsOf = ({ pool, nics }: RoutesShown, nic: number): (string | undefined)[] => tokensIn(nics[nic]?.rows ?? []).map((place) => pool[Number(place)]?.prefixes.join());
  const decidingOf = ({ pool, nics }: RoutesShown, nic: number): string[] => tokensIn(nics[nic]?.decides ?? []).map((token) => (token === '-' ? token : token.split('+').map((place) => pool[Number(place)]?.name).join('+')));

  test('are all rows of each NIC in their order, and those that decide', () => {
    const { survey } = deployment();
    const shown = routesOf(estateOf(survey));
    const read = survey.effectiveRoutes[spoke1.nic.toLowerCase()];
    expect(rowsOf(shown, 0)).toEqual(read?.status === 'read' ? read.value.map(({ addressPrefixes }) => addressPrefixes.join()) : []);
    expect(shown.nics.map((_, nic) => decidingOf(shown, nic))).toEqual([['-', 'tospoke2'], ['tospoke1', '-']]);
  });

  test('leave out a NIC whose routes could not be read', () => {
    const { survey } = deployment((draft) => draft.unread.push({ of: 'effectiveRoutes', id: spoke1.nic, problem: forbidden(spoke1.nic, 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action') }));
    expect(routesOf(estateOf(survey)).nics.map(({ nic }) => nic)).toEqual([spoke2.nic]);
  });

  test('of 200 spokes with a route for each other stay below 500 kB', () => {
    const shown = routesOf(estateOf(manySpokes({ spokes: 200, routes: 'each' }).survey));
    expect(JSON.stringify(shown, undefined, 2).length).toBeLessThan(500_000);
    expect(decidingOf(shown, 199).slice(0, 2)).toEqual(['to-0', 'to-1']);
  });
});

describe('A place of a cause', () => {
  const estate = estateOf(deployment().survey);

  test('is the side of a peering, the spoke that something lies in, or the address of a next hop', () => {
    expect(placesOf(estate, [{ kind: 'machine-off', vmId: spoke2.vm, powerState: 'stopped' }])).toEqual([{ network: spoke2.network }]);
    expect(placesOf(estate, [{ kind: 'peering-missing', side: { owner: hubId, remote: spoke1.network }, ownerIsHub: true, others: [], freeName: 'a' }])).toEqual([{ peering: [hubId, spoke1.network] }]);
    expect(placesOf(estate, [{ kind: 'next-hop-out-of-reach', address: '10.0.1.9', networkId: hubId }])).toEqual([{ network: hubId }, { address: '10.0.1.9' }]);
  });

  test('is nowhere for a login of which nothing came back', () => {
    const end = { name: 'vm', address: '10.2.1.4', port: 22 };
    expect(placesOf(estate, [{ kind: 'login-failed', fromVmId: spoke1.vm, toVmId: spoke2.vm, from: end, to: end, beyond: [], outcome: { kind: 'timed-out', timeoutMs: 1000 } }])).toEqual([]);
    expect(placesOf(estate, [{ kind: 'login-failed', fromVmId: spoke1.vm, toVmId: spoke2.vm, from: end, to: end, beyond: [], outcome: { kind: 'refused', message: '' } }])).toEqual([{ network: spoke2.network }]);
  });
});
