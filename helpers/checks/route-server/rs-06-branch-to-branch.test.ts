import { describe, expect, test } from '@jest/globals';
import { rs06 } from './rs-06-branch-to-branch';
import { failed, passed, skipped, verdictsOf } from '../testing/judged';
import type { Draft } from '../../estate/testing/reference-deployment';
import { deployment, thaw, throttled } from '../../estate/testing/reference-deployment';
import { hubId } from '../../estate/testing/reference-network';

const title = 'branch-to-branch is on at the Route Server of bluehub-vnet1';

describe('RS-06', () => {
  test('fails where branch-to-branch is off', () => {
    expect(verdictsOf(rs06, deployment(({ routeServer }) => Object.assign(routeServer ?? {}, { allowBranchToBranchTraffic: false })))).toEqual({
      [title]: failed('branch-to-branch is off at Route Server myfirstrouteserver', [], 'set allowBranchToBranchTraffic to true at myfirstrouteserver, or BRANCH_TO_BRANCH to any if no gateway and no BGP peer is to learn from another'),
    });
  });

  test('says what else switching it on does where there are a gateway and BGP peers', () => {
    const change = (draft: Draft): void => {
      Object.assign(draft.routeServer ?? {}, { allowBranchToBranchTraffic: false, bgpConnections: { status: 'unread', problem: throttled('virtualHubs') } });
      draft.hub.subnets.push({ ...thaw(draft.hub.subnets[0]), id: `${hubId}/subnets/GatewaySubnet`, name: 'GatewaySubnet', ipConfigurationIds: [`${hubId}/gateway/default`] } as Draft['hub']['subnets'][number]);
    };
    expect(verdictsOf(rs06, deployment(change))).toEqual({
      [title]: failed('branch-to-branch is off at Route Server myfirstrouteserver', [], 'set allowBranchToBranchTraffic to true at myfirstrouteserver: its BGP peers and the gateway begin to exchange routes then'),
    });
  });

  test('where off is asked for, fails where it is on', () => {
    const off = 'branch-to-branch is off at the Route Server of bluehub-vnet1';
    expect(verdictsOf(rs06, deployment(undefined, { branchToBranch: 'off' }))).toEqual({
      [off]: failed('branch-to-branch is on at Route Server myfirstrouteserver, and BRANCH_TO_BRANCH asks for off', [], 'set allowBranchToBranchTraffic to false at myfirstrouteserver, or BRANCH_TO_BRANCH to on'),
    });
    expect(verdictsOf(rs06, deployment(({ routeServer }) => Object.assign(routeServer ?? {}, { allowBranchToBranchTraffic: false }), { branchToBranch: 'off' }))).toEqual({ [off]: passed });
  });

  test('is not due where nothing is asked for', () => {
    expect(verdictsOf(rs06, deployment(undefined, { branchToBranch: 'any' }))).toEqual({ [title]: skipped('BRANCH_TO_BRANCH is any') });
  });

  test('is not due without a Route Server', () => {
    expect(verdictsOf(rs06, deployment((draft) => (draft.routeServer = null)))).toEqual({ [title]: skipped('bluehub-vnet1 has no Route Server (see RS-04)') });
  });
});
