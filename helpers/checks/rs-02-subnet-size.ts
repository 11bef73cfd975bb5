/**
 * RS-02: the size of RouteServerSubnet. The quickstart asked for /27 until 2024 and asks for /26 since 2025; what was deployed under
 * the older rule works, so the setting decides and the documented minimum is an advisory.
 */
import { parsePrefix } from '../estate/prefix';
import { routeServerSubnetName } from '../estate/route-server-seat';
import type { Subnet } from '../estate/survey';
import { list } from './aligned';
import { defineCheck } from './define-check';
import type { Judgement } from './judgement';
import { cannotTell, fail, judgeFound, pass } from './judgement';
import { routeServerSubnetOf } from './prerequisites';

const documentedMinimum = 26;

export const rs02 = defineCheck('RS-02', 'RouteServerSubnet is at least /27 (ROUTE_SERVER_SUBNET_MIN_PREFIX)', ({ survey, expectations }, label) => {
  const minimum = expectations.routeServerSubnetMinPrefix;
  const name = `${routeServerSubnetName} of ${label(survey.hubId)}`;
  const judgement = judgeFound(routeServerSubnetOf(survey, label), (subnet) => judgeSize(subnet, name, minimum));
  return [{ sentence: `${name} is /${minimum} or larger`, about: [survey.hubId], ...judgement }];
});

/** A Route Server has IPv4 addresses only, so IPv6 prefixes beside them do not count; of several the largest has the room. */
function judgeSize({ addressPrefixes }: Subnet, name: string, minimum: number): Judgement {
  const lengths = addressPrefixes.flatMap((text) => {
    const prefix = parsePrefix(text);
    return prefix?.network.kind() === 'ipv4' ? [prefix.length] : [];
  });
  if (lengths.length === 0) return cannotTell(`${name} has no IPv4 prefix among ${list(addressPrefixes) || 'none'}`);
  const length = Math.min(...lengths);
  if (length > minimum) return fail(`${name} is /${length}, smaller than /${minimum}`, { evidence: [`its prefixes: ${list(addressPrefixes)}`] });
  return length > documentedMinimum ? pass(`${name} is /${length}; Microsoft documents /${documentedMinimum} as the minimum for a new Route Server`) : pass();
}
