/**
 * RS-02: the size of RouteServerSubnet. The quickstart asked for /27 until 2024 and asks for /26 since 2025; what was deployed under
 * the older rule works, so the setting decides and the documented minimum is an advisory.
 */
import { parsePrefix } from '../../estate/prefix';
import { routeServerSubnetName } from '../../estate/route-server-seat';
import type { Subnet } from '../../estate/survey';
import { title } from '../../findings/title';
import type { Judgement } from '../check';
import { defineCheck } from '../define-check';
import { cannotTell, fail, judgeFound, pass } from '../judgement';
import { routeServerSubnetOf } from '../prerequisites';
import { networkRef } from '../reading-refs';

const documentedMinimum = 26;

export const rs02 = defineCheck('RS-02', 'RouteServerSubnet is at least /27 (ROUTE_SERVER_SUBNET_MIN_PREFIX)', (estate, expectations) => {
  const minimum = expectations.routeServerSubnetMinPrefix;
  const { hubId } = estate.survey;
  return [
    {
      title: title`${routeServerSubnetName} of ${{ id: hubId }} is /${minimum} or larger`,
      about: [hubId],
      basis: [networkRef(hubId)],
      ...judgeFound(routeServerSubnetOf(estate), (subnet) => judgeSize(subnet, hubId, minimum)),
    },
  ];
});

/** A Route Server has IPv4 addresses only, so IPv6 prefixes beside them do not count; of several the largest has the room. */
function judgeSize({ addressPrefixes: prefixes }: Subnet, hubId: string, minimum: number): Judgement {
  const lengths = prefixes.flatMap((text) => {
    const prefix = parsePrefix(text);
    return prefix?.network.kind() === 'ipv4' ? [prefix.length] : [];
  });
  if (lengths.length === 0) return cannotTell({ kind: 'subnet-without-ipv4', hubId, prefixes });
  const length = Math.min(...lengths);
  if (length > minimum) return fail({ kind: 'subnet-too-small', hubId, length, minimum, prefixes });
  return length > documentedMinimum ? pass({ kind: 'subnet-below-documented-minimum', hubId, length, minimum: documentedMinimum }) : pass();
}
