/** What a spoke would learn by BGP if it used the hub's gateways as others do, and what of it would divert traffic that goes somewhere now. */
import type { Estate } from '../estate/estate';
import type { MachineNic } from '../estate/machines';
import { canonical, covers, parsePrefix } from '../estate/prefix';
import { readingIn } from '../estate/reading-in';
import { sameId } from '../estate/resource-id';
import type { EffectiveRoute } from '../estate/survey';

/** @returns the learned prefixes for which a NIC of the spoke has a wider route that leads on: learned ones would come before it */
export function divertedByLearning(estate: Estate, spokeId: string): string[] {
  const nics = estate.nics.filter((nic) => sameId(nic.spokeId, spokeId) && learns(estate, nic));
  const diverted = learnedPrefixes(estate).filter((prefix) => nics.some((nic) => {
    const routes = readingIn(estate.survey.effectiveRoutes, nic.nic.id);
    return routes.status === 'read' && isDiverted(routes.value, prefix);
  }));
  return diverted.sort();
}

/** A table that keeps BGP's routes out keeps these out, too. */
function learns(estate: Estate, { subnet: { routeTableId } }: MachineNic): boolean {
  if (routeTableId === undefined) return true;
  const table = estate.routeTable(routeTableId);
  return table.status === 'unread' || !table.value.disableBgpRoutePropagation;
}

/** From the effective routes of all spokes, and from what the Route Server has learned of its peers. */
function learnedPrefixes({ survey }: Estate): string[] {
  const rows = Object.values(survey.effectiveRoutes).flatMap((reading) => (reading.status === 'read' ? reading.value : []));
  const peers = survey.routeServer.status === 'read' && survey.routeServer.value?.bgpConnections.status === 'read' ? survey.routeServer.value.bgpConnections.value : [];
  const heard = peers.flatMap(({ learnedRoutes }) => (learnedRoutes.status === 'read' ? Object.values(learnedRoutes.value).flatMap((routes) => routes.map(({ network }) => network)) : []));
  const texts = [...rows.filter(isLearned).flatMap(({ addressPrefixes }) => addressPrefixes), ...heard];
  return [...new Set(texts.flatMap((text) => { const prefix = parsePrefix(text); return prefix ? [canonical(prefix)] : []; }))];
}

const isLearned = ({ source }: EffectiveRoute): boolean => source.toLowerCase() === 'virtualnetworkgateway';

const preferred = ['vnetlocal', 'vnetpeering', 'vnetglobalpeering', 'connectedgroup', 'virtualnetworkserviceendpoint'];

/** What goes nowhere now cannot be diverted; a user route of the same prefix and Azure's own for its networks come before a learned one. */
function isDiverted(routes: readonly EffectiveRoute[], text: string): boolean {
  const learned = parsePrefix(text);
  if (!learned) return false;
  const around = routes.flatMap((route) => (route.state.toLowerCase() === 'active' ? route.addressPrefixes : []).flatMap((one) => {
    const prefix = parsePrefix(one);
    return prefix && covers(prefix, learned) ? [{ route, length: prefix.length }] : [];
  }));
  const [decides] = around.sort((a, b) => b.length - a.length);
  if (!decides || isLearned(decides.route) || around.some(({ route }) => preferred.includes(route.nextHopType.toLowerCase()))) return false;
  return decides.route.nextHopType.toLowerCase() !== 'none' && !(decides.length === learned.length && decides.route.source.toLowerCase() === 'user');
}
