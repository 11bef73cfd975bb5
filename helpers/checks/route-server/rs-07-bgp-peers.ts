/**
 * RS-07: the BGP peers of the Route Server. An appliance must peer with both instances and tell both the same (Route Server FAQ), so
 * routes that one instance alone has learned are a fault, even while the connection itself looks provisioned.
 */
import { canonical, parsePrefix } from '../../estate/prefix';
import type { BgpConnection, PeerRoute, RouteServer, Survey } from '../../estate/survey';
import type { Finding } from '../../findings/finding';
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
  const { length: peers } = bgpConnections.value;
  return bgpConnections.value.map((peer, index) => {
    const judged = judgePeer(peer, routeServer.found, survey);
    // Told once, with the first of them.
    if (peers < mostPeers || index > 0 || judged.verdict !== 'pass') return judged;
    return { ...judged, advisories: [...judged.advisories, { kind: 'bgp-peers-at-limit', name, peers, limit: mostPeers }] };
  });
});

const judgePeer = (peer: BgpConnection, routeServer: RouteServer, survey: Survey): Judged => ({
  title: title`BGP peer ${peer.name} (${peer.peerIp}) of ${{ id: survey.hubId }} is provisioned, connected and heard alike by both instances`,
  about: [peer.id, routeServer.id],
  basis: [routeServerRef(survey)],
  ...judgeState(peer, survey),
});

/** Real traffic lacks `connectionState`; then it is what was learned that shows a session. */
function judgeState(connection: BgpConnection, survey: Survey): Judgement {
  const { id, name, peerIp, provisioningState, connectionState, learnedRoutes } = connection;
  const peer = { peerId: id, name, peerIp };
  const again = routeServerRef(survey);
  if (!isState(provisioningState, 'Succeeded')) return fail({ kind: 'bgp-peer-not-provisioned', ...peer, provisioningState }, isSettling(provisioningState) ? [again] : []);
  const isTold = connectionState !== undefined && !isState(connectionState, 'Unknown');
  if (isTold && !isState(connectionState, 'Connected')) return fail({ kind: 'bgp-peer-not-connected', ...peer, state: connectionState }, [again]);
  if (learnedRoutes.status === 'unread') return notRead({ of: 'learned-routes', name, peerIp }, learnedRoutes.problem, again);
  const isSilent = Object.values(learnedRoutes.value).every((routes) => routes.length === 0);
  // Silence on both sides is no agreement: a session that is down looks the same.
  if (isSilent) return isTold ? pass({ kind: 'bgp-peer-silent', ...peer, connected: true }) : cannotTell({ kind: 'bgp-peer-silent', ...peer }, [again]);
  const judgement = judgeLearned(peer, learnedRoutes.value, survey);
  return judgement.verdict === 'pass' ? pass(...limitsOf(peer, connection, learnedRoutes.value)) : judgement;
}

/** Limits of a Route Server (Route Server FAQ and limits, 2023 to 2025): 8 peers, 1,000 routes from each, or 4,000 by the newer text; reserved ASNs. */
const mostPeers = 8;
const mostRoutes = 1_000;
const isReserved = (asn: number): boolean => [8074, 8075, 12076, 23456, 65515].includes(asn) || (asn >= 65517 && asn <= 65520) || (asn >= 64496 && asn <= 64511) || (asn >= 65535 && asn <= 65551);

/** Routes count as current plus incoming, so that a peer which sends all of them anew needs room for them twice. */
function limitsOf(peer: PeerRef, { peerAsn }: BgpConnection, learned: Readonly<Record<string, readonly PeerRoute[]>>): Finding[] {
  const routes = Math.max(0, ...Object.values(learned).map(({ length }) => length));
  return [
    ...(isReserved(peerAsn) ? [{ kind: 'bgp-peer-asn-reserved', ...peer, asn: peerAsn } as const] : []),
    ...(routes > mostRoutes / 2 ? [{ kind: 'bgp-peer-near-limit', ...peer, routes, limit: mostRoutes } as const] : []),
  ];
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
