/** Which readings may still become what they should be: what the configuration has and Azure has not made effective yet. What it lacks will not come. */
import { leadsDirectly } from '../estate/route-selection';
import type { EffectiveSecurityRule } from '../estate/survey';
import type { Finding } from '../findings/finding';
import type { ReadingRef } from './check';
import { networkRef, routesRef, rulesRef } from './reading-refs';
import { isSettling, isState } from './settling';

export function mayStillChange(finding: Finding): ReadingRef[] {
  switch (finding.kind) {
    case 'route-not-effective':
      return [routesRef(finding.misrouted.from.nicId)];
    case 'learned-route-wins':
      // BGP may bring more; a route of the table that comes after what it has brought stays behind.
      return finding.route === undefined ? [routesRef(finding.misrouted.from.nicId)] : [];
    case 'route-missing':
    case 'subnet-without-table':
      return finding.learns && finding.misrouted ? [routesRef(finding.misrouted.from.nicId)] : [];
    case 'rule-denies':
      return isAzuresOwn(finding.rule.rule) ? [rulesRef(finding.at.nicId)] : [];
    case 'hop-rule-denies':
      return isAzuresOwn(finding.rule.rule) ? [rulesRef(finding.nicId)] : [];
    case 'hop-drops':
      // A user route is configuration; anything else decides only until BGP brings a better one.
      return finding.at.kind === 'nic' && !finding.deciding?.some(({ route }) => isState(route.source, 'User') || leadsDirectly(route)) ? [routesRef(finding.at.nicId)] : [];
    case 'peering-not-connected':
      return isState(finding.peering.peeringState, 'Connected') || isSettling(finding.peering.peeringState) || isSettling(finding.peering.provisioningState) ? [networkRef(finding.side.owner)] : [];
    default:
      return [];
  }
}

/** Azure's own last rule decides where no other matches, also while the peering's prefixes are not in the tag VirtualNetwork yet. */
const isAzuresOwn = ({ name }: EffectiveSecurityRule): boolean => name.toLowerCase().startsWith('defaultsecurityrules/');
