import { describe, expect, test } from '@jest/globals';
import { read, unread } from '../../estate/reading';
import type { BgpConnection, PeerRoute } from '../../estate/survey';
import type { CaseInWords } from '../testing/judged';
import { rs07 } from './rs-07-bgp-peers';
import { caseAbout, failed, inconclusive, passed, passedWith, skipped, verdictsOf } from '../testing/judged';
import { deployment, forbidden } from '../../estate/testing/reference-deployment';
import { routeServerId } from '../../estate/testing/reference-network';

const learned = (network: string): PeerRoute => ({ network, nextHop: '10.0.2.4', asPath: '65002' });

const healthyPeer: BgpConnection = {
  id: `${routeServerId}/bgpConnections/nva1`,
  name: 'nva1',
  provisioningState: 'Succeeded',
  peerIp: '10.0.2.4',
  peerAsn: 65002,
  learnedRoutes: read({ RouteServiceRole_IN_0: [learned('10.9.0.0/16')], RouteServiceRole_IN_1: [learned('10.9.0.0/16')] }),
};

const judged = (change: Partial<BgpConnection>): CaseInWords =>
  caseAbout(rs07, deployment(({ routeServer }) => Object.assign(routeServer ?? {}, { bgpConnections: read([{ ...healthyPeer, ...change }]) })), '');

describe('RS-07', () => {
  test('a peer is a case of its own; its connection state is absent in real traffic, which is in order', () => {
    expect(judged({})).toMatchObject({ title: '[RS-07] BGP peer nva1 (10.0.2.4) of bluehub-vnet1 is provisioned, connected and heard alike by both instances', verdict: passed });
    expect(judged({ connectionState: 'Connected' }).verdict).toEqual(passed);
  });

  test('a peer that advertises nothing passes if it is known to be connected; silence alone is not agreement', () => {
    const silence = read({ RouteServiceRole_IN_0: [], RouteServiceRole_IN_1: [] });
    expect(judged({ connectionState: 'Connected', learnedRoutes: silence }).verdict).toEqual({ ...passed, advisories: [{ text: 'both instances have learned nothing from BGP peer nva1 (10.0.2.4), which is connected' }] });
    const untold = { verdict: inconclusive('both instances have learned nothing from BGP peer nva1 (10.0.2.4), and Azure does not say whether it is connected'), unsettled: [{ of: 'routeServer' }] };
    expect(judged({ learnedRoutes: silence })).toMatchObject(untold);
    expect(judged({ learnedRoutes: read({}) })).toMatchObject(untold);
    expect(judged({ connectionState: 'Unknown', learnedRoutes: silence })).toMatchObject(untold);
    expect(judged({ connectionState: 'Unknown' }).verdict).toEqual(passed);
  });

  test('documented limits are advisories', () => {
    expect(judged({ peerAsn: 65517 }).verdict).toEqual(passedWith('BGP peer nva1 (10.0.2.4) has the ASN 65517, which is reserved: Azure may refuse or drop what it sends'));
    const many = Array.from({ length: 501 }, (_, index) => learned(`10.${String(index >> 8)}.${String(index & 255)}.0/24`));
    expect(judged({ learnedRoutes: read({ RouteServiceRole_IN_0: many, RouteServiceRole_IN_1: many }) }).verdict).toEqual(
      passedWith('501 routes are learned from BGP peer nva1 (10.0.2.4): Microsoft documents 1,000 (4,000 in newer texts), counted as current plus incoming, so that sending them all anew may end the session'),
    );
    const eight = Array.from({ length: 8 }, (_, index) => ({ ...healthyPeer, id: `${healthyPeer.id}${String(index)}`, name: `nva${String(index)}` }));
    const all = verdictsOf(rs07, deployment(({ routeServer }) => Object.assign(routeServer ?? {}, { bgpConnections: read(eight) })));
    expect(Object.values(all).filter((verdict) => verdict.verdict === 'pass' && verdict.advisories.length > 0)).toEqual([passedWith('Route Server myfirstrouteserver has 8 BGP peers, and Microsoft documents 8 as the most')]);
  });

  test('fails for a peer that is not provisioned, for good if it has Failed', () => {
    expect(judged({ provisioningState: 'Failed' })).toMatchObject({ verdict: failed('BGP peer nva1 (10.0.2.4) has provisioningState Failed'), unsettled: [] });
    expect(judged({ provisioningState: 'Updating' }).unsettled).toHaveLength(1);
  });

  test.each(['NotConnected', 'Connecting'])('waits for a peer that is %s, and fails', (connectionState) => {
    expect(judged({ connectionState })).toMatchObject({ verdict: failed(`BGP peer nva1 (10.0.2.4) is ${connectionState}`), unsettled: [{ of: 'routeServer' }] });
  });

  test('fails for routes that one instance has not learned, and names them', () => {
    const routes = { RouteServiceRole_IN_0: [learned('10.9.0.0/16'), learned('10.8.0.0/16')], RouteServiceRole_IN_1: [learned('10.9.0.0/16')] };
    expect(judged({ learnedRoutes: read(routes) })).toMatchObject({
      verdict: failed('RouteServiceRole_IN_1 has not learned 10.8.0.0/16 from BGP peer nva1 (10.0.2.4), the other instance has', [
        'RouteServiceRole_IN_0  10.9.0.0/16, 10.8.0.0/16',
        'RouteServiceRole_IN_1  10.9.0.0/16',
      ]),
      unsettled: [{ of: 'routeServer' }],
    });
  });

  test('an instance that is not in the answer has learned nothing', () => {
    expect(judged({ learnedRoutes: read({ RouteServiceRole_IN_0: [learned('10.9.0.0/16')] }) }).verdict).toEqual(
      failed('the second instance has not learned 10.9.0.0/16 from BGP peer nva1 (10.0.2.4), the other instance has', ['RouteServiceRole_IN_0  10.9.0.0/16', 'the second instance    nothing']),
    );
  });

  test('cannot tell where the learned routes or the peers are not to be read', () => {
    const problem = forbidden('/nva1/learnedRoutes', 'Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action');
    const reason = 'GET /nva1/learnedRoutes ended in 403 AuthorizationFailed: Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action is not granted';
    expect(judged({ learnedRoutes: unread(problem) }).verdict).toEqual(inconclusive(`what the Route Server has learned from BGP peer nva1 (10.0.2.4) could not be read: ${reason}`));
    const noPeers = deployment(({ routeServer }) => Object.assign(routeServer ?? {}, { bgpConnections: unread(problem) }));
    expect(caseAbout(rs07, noPeers, 'every BGP peer').verdict).toEqual(inconclusive(`the BGP peers of Route Server myfirstrouteserver could not be read: ${reason}`));
  });

  test('is not due without a Route Server', () => {
    expect(caseAbout(rs07, deployment((draft) => (draft.routeServer = null)), 'every BGP peer').verdict).toEqual(skipped('bluehub-vnet1 has no Route Server (see RS-04)'));
  });
});
