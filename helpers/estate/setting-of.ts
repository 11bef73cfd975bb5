/** By which settings the expectations are set, and whether two of them say the same. */
import type { Expectations } from './expectations';

/** One list, so that none is forgotten. */
export const settingOf: Readonly<Record<keyof Expectations, string>> = {
  transit: 'TRANSIT',
  routeServerSubnetMinPrefix: 'ROUTE_SERVER_SUBNET_MIN_PREFIX',
  allowSpokePeering: 'ALLOW_SPOKE_PEERING',
  branchToBranch: 'BRANCH_TO_BRANCH',
  remoteGateways: 'REMOTE_GATEWAYS',
  forwardedTraffic: 'FORWARDED_TRAFFIC',
  sshPort: 'SSH_PORT',
  sshChecks: 'SSH_CHECKS',
  sshPairs: 'SSH_PAIRS, SSH_PAIRS_SEED',
  flows: 'EXPECTATIONS_FILE (flows)',
  spokes: 'EXPECTATIONS_FILE (spokes)',
  spokePeerings: 'EXPECTATIONS_FILE (spokePeerings)',
  waivers: 'EXPECTATIONS_FILE (waivers)',
};

/** Whatever order properties were written in; lines of a file are none of what it says. */
export const isSaidAlike = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

function canonical(value: unknown): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (name === 'line') return undefined;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
