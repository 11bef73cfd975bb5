/** A run as results.json has it, for tests of what is made of it. */
import type { NetworkShown } from '../../report/record/shown';
import type { Results } from '../../report/results';

type OneCase = Results['cases'][number];
type OneCause = Results['causes'][number];

export const networkId = (name: string): string => `/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;

export const oneCase = (title: string, verdict: OneCase['verdict'], more: Partial<OneCase> = {}): OneCase => ({
  ...{ check: title.slice(1, title.indexOf(']')), suite: 'The peerings', title, verdict, subjects: [], findings: [], advisories: [], basis: [], milliseconds: 1 },
  ...more,
});

export const oneCause = (key: string, more: Partial<OneCause> = {}): OneCause => ({ key, finding: { kind: 'peering-state' }, explains: [], sentence: key, fixes: [], isPart: false, places: [], ...more });

const side = (state: string): NonNullable<NetworkShown['spokes'][number]['hubSide']> => ({ name: 'tohub', state, sync: state === 'Connected' ? 'FullyInSync' : 'RemoteNotInSync', provisioning: 'Succeeded', on: [] });

/** A hub with a Route Server, an appliance, and spokes of two regions. @param disconnected by place */
export function network(spokes: readonly string[], disconnected: readonly number[] = []): NetworkShown {
  return {
    hub: { id: networkId('hub'), region: 'westeurope', prefixes: ['10.0.0.0/16'] },
    routeServer: { id: networkId('hub').replace('virtualNetworks/hub', 'virtualHubs/rs'), addresses: ['10.0.1.4', '10.0.1.5'], asn: 65515, provisioning: 'Succeeded', routing: 'Provisioned', branchToBranch: true },
    hops: [{ kind: 'machine', id: '/subscriptions/1/vm/nva', network: networkId('hub'), addresses: ['10.0.2.4'] }],
    spokes: spokes.map((name, place) => ({ id: networkId(name), region: place % 2 === 0 ? 'westeurope' : 'eastasia', prefixes: [`10.${String(place + 1)}.0.0/16`], machines: [], hubSide: side('Connected'), spokeSide: side(disconnected.includes(place) ? 'Disconnected' : 'Connected') })),
    peerings: [],
  };
}

export function results(more: Partial<Results> = {}): Results {
  return {
    ...{ format: 1, tool: { name: 'spokecheck', version: '0.1.0' }, run: '20261126T020000Z-1f2e3d', startedAt: '2026-11-26T02:00:00.000Z', finishedAt: '2026-11-26T02:00:12.000Z', arguments: [] },
    ...{ counts: { due: 3, selected: 3, judged: 3, proven: 0, passed: 1, failed: 2, inconclusive: 0, waived: 0, skipped: 0 }, exitCode: 1, conclusion: 'The network is not as it should be: 2 checks failed.' },
    ...{ cases: [], causes: [], notes: [], notLookedAt: [], names: {} },
    ...more,
  };
}
