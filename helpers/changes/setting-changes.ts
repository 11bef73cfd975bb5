/** Which settings say something else of what is expected: a verdict may differ for that alone. */
import type { Expectations } from '../estate/expectations';

/** One list, so that none is forgotten. */
const settingOf: Readonly<Record<keyof Expectations, string>> = {
  transit: 'TRANSIT',
  routeServerSubnetMinPrefix: 'ROUTE_SERVER_SUBNET_MIN_PREFIX',
  allowSpokePeering: 'ALLOW_SPOKE_PEERING',
  branchToBranch: 'BRANCH_TO_BRANCH',
  remoteGateways: 'REMOTE_GATEWAYS',
  forwardedTraffic: 'FORWARDED_TRAFFIC',
  sshPort: 'SSH_PORT',
  sshChecks: 'SSH_CHECKS',
  sshPairs: 'SSH_PAIRS',
  flows: 'EXPECTATIONS_FILE (flows)',
  spokes: 'EXPECTATIONS_FILE (spokes)',
  spokePeerings: 'EXPECTATIONS_FILE (peerings of spokes)',
  waivers: 'EXPECTATIONS_FILE (waivers)',
};

/** @param before as a results.json has them: one that it lacks is not compared */
export function settingChanges(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(settingOf) as (keyof Expectations)[];
  return names.filter((name) => name in before && name in now && canonical(before[name]) !== canonical(now[name])).map((name) => settingOf[name]);
}

/** Whatever order properties were written in; lines of a file are none of what it says. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (name === 'line') return undefined;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
