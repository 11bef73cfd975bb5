/**
 * RS-07: the BGP peers of the Route Server. An appliance must peer with both instances and tell both the same (Route Server FAQ), so
 * routes that one instance alone has learned are a fault, even while the connection itself looks provisioned.
 */
import { canonical, parsePrefix } from '../estate/prefix';
import type { BgpConnection, PeerRoute, RouteServer, Survey } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { aligned, list } from './aligned';
import type { Judged } from './define-check';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { fail, notRead, pass } from './judgement';
import { routeServerOf } from './prerequisites';
import { routeServerRef } from './reading-refs';
import { isSettling, isState } from './settling';

export const rs07 = defineCheck('RS-07', 'every BGP peer, if there are any, is provisioned and not NotConnected', ({ survey }, label) => {
  const wholly = { sentence: `every BGP peer of the Route Server of ${label(survey.hubId)} is provisioned and connected`, about: [survey.hubId] };
  const routeServer = routeServerOf(survey, label);
  if ('instead' in routeServer) return [{ ...wholly, ...routeServer.instead }];
  const { name, bgpConnections } = routeServer.found;
  if (bgpConnections.status === 'unread') return [{ ...wholly, ...notRead(`the BGP peers of Route Server ${name}`, bgpConnections.problem, routeServerRef(survey)) }];
  if (bgpConnections.value.length === 0) return [{ ...wholly, ...pass() }];
  return bgpConnections.value.map((peer) => judgePeer(peer, routeServer.found, survey, label));
});

function judgePeer(peer: BgpConnection, routeServer: RouteServer, survey: Survey, label: Label): Judged {
  return {
    sentence: `BGP peer ${peer.name} (${peer.peerIp}) of ${label(survey.hubId)} is provisioned, connected and heard alike by both instances`,
    about: [peer.id, routeServer.id],
    ...judgeState(peer, survey),
  };
}

/** Real traffic lacks `connectionState`, so its absence says nothing. */
function judgeState({ name, peerIp, provisioningState, connectionState, learnedRoutes }: BgpConnection, survey: Survey): Judgement {
  const peer = `BGP peer ${name} (${peerIp})`;
  const again = routeServerRef(survey);
  if (!isState(provisioningState, 'Succeeded')) {
    return fail(`${peer} has provisioningState ${provisioningState}`, { unsettled: isSettling(provisioningState) ? [again] : [] });
  }
  if (isState(connectionState ?? '', 'NotConnected')) return fail(`${peer} is NotConnected`, { unsettled: [again] });
  if (learnedRoutes.status === 'unread') return notRead(`what the Route Server has learned from ${peer}`, learnedRoutes.problem, again);
  return judgeLearned(peer, learnedRoutes.value, survey);
}

function judgeLearned(peer: string, learned: Readonly<Record<string, readonly PeerRoute[]>>, survey: Survey): Judgement {
  const reported = Object.entries(learned).map(([role, routes]) => ({ role, networks: routes.map(({ network }) => spelled(network)) }));
  const instances = reported.length === 1 ? [...reported, { role: 'the second instance', networks: [] }] : reported;
  const all = [...new Set(instances.flatMap(({ networks }) => networks))].sort();
  const deaf = instances.map(({ role, networks }) => ({ role, missing: all.filter((network) => !networks.includes(network)) })).find(({ missing }) => missing.length > 0);
  if (!deaf) return pass();
  return fail(`${deaf.role} has not learned ${list(deaf.missing)} from ${peer}, the other instance has`, {
    evidence: aligned(instances.map(({ role, networks }) => [role, networks.join(', ') || 'nothing'])),
    unsettled: [routeServerRef(survey)],
  });
}

function spelled(network: string): string {
  const prefix = parsePrefix(network);
  return prefix ? canonical(prefix) : network;
}
