/**
 * RS-07: the BGP peers of the Route Server. An appliance must peer with both instances and tell both the same (Route Server FAQ), so
 * routes that one instance alone has learned are a fault, even while the connection itself looks provisioned.
 */
import { canonical, parsePrefix } from '../../estate/prefix';
import type { BgpConnection, PeerRoute, RouteServer, Survey } from '../../estate/survey';
import type { PeerRef } from '../../findings/route-server-findings';
import { title } from '../../findings/title';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { cannotTell, fail, notRead, pass } from '../judgement';
import { routeServerOf } from '../prerequisites';
import { routeServerRef } from '../reading-refs';
import { isSettling, isState } from '../settling';

export const rs07 = defineCheck('RS-07', 'every BGP peer, if there are any, is provisioned, connected, and heard alike by both instances', (estate) => {
  const { survey } = estate;
  const basis = [routeServerRef(survey)];
  const wholly = { title: title`every BGP peer of the Route Server of ${{ id: survey.hubId }} is provisioned and connected`, about: [survey.hubId], basis };
  const routeServer = routeServerOf(estate);
  if ('instead' in routeServer) return [{ ...wholly, ...routeServer.instead }];
  const { name, bgpConnections } = routeServer.found;
  if (bgpConnections.status === 'unread') return [{ ...wholly, ...notRead({ of: 'bgp-peers', name }, bgpConnections.problem, routeServerRef(survey)) }];
  if (bgpConnections.value.length === 0) return [{ ...wholly, ...pass() }];
  return bgpConnections.value.map((peer) => judgePeer(peer, routeServer.found, survey));
});

const judgePeer = (peer: BgpConnection, routeServer: RouteServer, survey: Survey): Judged => ({
  title: title`BGP peer ${peer.name} (${peer.peerIp}) of ${{ id: survey.hubId }} is provisioned, connected and heard alike by both instances`,
  about: [peer.id, routeServer.id],
  basis: [routeServerRef(survey)],
  ...judgeState(peer, survey),
});

/** Real traffic lacks `connectionState`; then it is what was learned that shows a session. */
function judgeState({ id, name, peerIp, provisioningState, connectionState, learnedRoutes }: BgpConnection, survey: Survey): Judgement {
  const peer = { peerId: id, name, peerIp };
  const again = routeServerRef(survey);
  if (!isState(provisioningState, 'Succeeded')) return fail({ kind: 'bgp-peer-not-provisioned', ...peer, provisioningState }, isSettling(provisioningState) ? [again] : []);
  const isTold = connectionState !== undefined && !isState(connectionState, 'Unknown');
  if (isTold && !isState(connectionState, 'Connected')) return fail({ kind: 'bgp-peer-not-connected', ...peer, state: connectionState }, [again]);
  if (learnedRoutes.status === 'unread') return notRead({ of: 'learned-routes', name, peerIp }, learnedRoutes.problem, again);
  const isSilent = Object.values(learnedRoutes.value).every((routes) => routes.length === 0);
  // Silence on both sides is no agreement: a session that is down looks the same.
  if (isSilent) return isTold ? pass({ kind: 'bgp-peer-silent', ...peer, connected: true }) : cannotTell({ kind: 'bgp-peer-silent', ...peer }, [again]);
  return judgeLearned(peer, learnedRoutes.value, survey);
}

function judgeLearned(peer: PeerRef, learned: Readonly<Record<string, readonly PeerRoute[]>>, survey: Survey): Judgement {
  const reported = Object.entries(learned).map(([role, routes]) => ({ role, networks: routes.map(({ network }) => spelled(network)) }));
  const instances = reported.length === 1 ? [...reported, { role: 'the second instance', networks: [] }] : reported;
  const all = [...new Set(instances.flatMap(({ networks }) => networks))].sort();
  const deaf = instances.map(({ role, networks }) => ({ role, missing: all.filter((network) => !networks.includes(network)) })).find(({ missing }) => missing.length > 0);
  if (!deaf) return pass();
  return fail({ kind: 'bgp-peer-heard-by-one', ...peer, instances, deaf: deaf.role, missing: deaf.missing }, [routeServerRef(survey)]);
}

function spelled(network: string): string {
  const prefix = parsePrefix(network);
  return prefix ? canonical(prefix) : network;
}
