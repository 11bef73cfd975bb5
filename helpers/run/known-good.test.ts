import { expect, test } from '@jest/globals';
import { keyOf } from '../estate/resource-id';
import type { Draft } from '../estate/testing/reference-deployment';
import { deployment, thaw } from '../estate/testing/reference-deployment';
import { peering, spoke1, spoke2 } from '../estate/testing/reference-network';
import { knownGood } from './known-good';

const name = (id: string): string => (id === spoke1.network ? 'one' : 'two');

/** What is asked in place of what the survey was taken with. */
function changed(change: (draft: Draft) => void) {
  const judged = deployment(change);
  const known = knownGood(judged, name);
  return Object.fromEntries(Object.entries(known).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(judged.expectations[key as keyof typeof known])));
}

const spokePeering = (draft: Draft): void => {
  draft.spoke1.peerings.push(thaw(peering(`${spoke1.network}/virtualNetworkPeerings/direct`, spoke2.network, '10.2.0.0/16')));
};

test.each<[string, (draft: Draft) => void, object]>([
  ['all is as it was expected', () => undefined, {}],
  ['branch-to-branch is off', ({ routeServer }) => { Object.assign(routeServer ?? {}, { allowBranchToBranchTraffic: false }); }, { branchToBranch: 'off' }],
  ['the subnet is smaller', ({ hub: { subnets } }) => { for (const subnet of subnets) subnet.addressPrefixes = ['10.0.1.0/28']; }, { routeServerSubnetMinPrefix: 28 }],
  ['a spoke does not use the gateway that the hub offers', ({ spoke1: { peerings } }) => { for (const one of peerings) one.useRemoteGateways = false; }, { spokes: { [keyOf(spoke1.network)]: { name: 'one', remoteGateways: 'any' } } }],
  ['no side uses a gateway', ({ hub, spoke1: one, spoke2: two }) => { for (const side of [hub, one, two].flatMap(({ peerings }) => peerings)) Object.assign(side, { useRemoteGateways: false, allowGatewayTransit: false }); }, {
    spokes: { [keyOf(spoke1.network)]: { name: 'one', remoteGateways: 'forbidden' }, [keyOf(spoke2.network)]: { name: 'two', remoteGateways: 'forbidden' } },
  }],
  ['a spoke refuses forwarded traffic', ({ spoke2: { peerings } }) => { for (const one of peerings) one.allowForwardedTraffic = false; }, { spokes: { [keyOf(spoke2.network)]: { name: 'two', forwardedTraffic: 'forbidden' } } }],
  ['a spoke is let in by nobody, which is no matter of forwarded traffic', ({ spoke2: { peerings } }) => { for (const one of peerings) one.allowVirtualNetworkAccess = false; }, {}],
  ['a subnet has no table', ({ spoke1: { subnets } }) => { for (const subnet of subnets) delete subnet.routeTableId; }, { spokes: { [keyOf(spoke1.network)]: { name: 'one', routeTables: [{ subnet: 'bluespoke1-vnet1sub1', is: 'forbidden' }] } } }],
  ['one side of a peering between spokes is there', spokePeering, { spokePeerings: [{ between: [spoke1.network, spoke2.network], is: 'any' }] }],
  ['a spoke has Windows alone', ({ machines }) => { Object.assign(machines[0] ?? {}, { osType: 'Windows' }); }, { spokes: { [keyOf(spoke1.network)]: { name: 'one', notProbed: 'it has Windows only' } } }],
  ['a machine is off, which it may not stay', ({ machines }) => { Object.assign(machines[0] ?? {}, { powerState: 'deallocated' }); }, {}],
])('Where %s, the strictest that was found is asked for', (_, change, expected) => {
  expect(changed(change)).toEqual(expected);
});
