import { describe, expect, test } from '@jest/globals';
import { rs06 } from './rs-06-branch-to-branch';
import { failed, skipped, verdictsOf } from '../testing/judged';
import { deployment } from '../../estate/testing/reference-deployment';

const title = 'branch-to-branch is on at the Route Server of bluehub-vnet1';

describe('RS-06', () => {
  test('fails where branch-to-branch is off', () => {
    expect(verdictsOf(rs06, deployment(({ routeServer }) => Object.assign(routeServer ?? {}, { allowBranchToBranchTraffic: false })))).toEqual({
      [title]: failed('branch-to-branch is off at Route Server myfirstrouteserver', [], 'set allowBranchToBranchTraffic to true at myfirstrouteserver'),
    });
  });

  test('is not due without a Route Server', () => {
    expect(verdictsOf(rs06, deployment((draft) => (draft.routeServer = null)))).toEqual({ [title]: skipped('bluehub-vnet1 has no Route Server (see RS-04)') });
  });
});
