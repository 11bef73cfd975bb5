/** The settings of the run: which network was judged, and what was expected of it. */
import type { ReplayDraft } from './replay-draft';

export function addSettings({ survey, topology: { settings }, notes }: ReplayDraft): void {
  const { spokeIds, spokesFrom, routeServerId, expectations } = survey;
  if (spokesFrom === 'settings') settings.spokes = [...spokeIds];
  settings.environment = {
    ...(routeServerId !== undefined && { ROUTE_SERVER_ID: routeServerId }),
    // A replay is as settled as it will ever be.
    CONVERGENCE_TIMEOUT: '0',
  };
  if (!expectations) {
    notes.push('The survey does not say what was expected of the network, so the defaults are: TRANSIT is route-server.');
    return;
  }
  const { transit, routeServerSubnetMinPrefix, allowSpokePeering, branchToBranch, remoteGateways, forwardedTraffic, sshPort, sshChecks, sshPairs } = expectations;
  settings.transit = transit.kind === 'addresses' ? transit.addresses.join(',') : transit.kind;
  Object.assign(settings.environment, {
    ROUTE_SERVER_SUBNET_MIN_PREFIX: String(routeServerSubnetMinPrefix),
    ALLOW_SPOKE_PEERING: String(allowSpokePeering),
    BRANCH_TO_BRANCH: branchToBranch,
    REMOTE_GATEWAYS: remoteGateways,
    FORWARDED_TRAFFIC: forwardedTraffic,
    SSH_PORT: String(sshPort),
    ...(!sshChecks && { SSH_CHECKS: 'off' }),
    ...(sshPairs && { SSH_PAIRS: sshPairs.kind === 'sample' ? `sample:${String(sshPairs.size)}` : sshPairs.kind, SSH_PAIRS_SEED: sshPairs.seed }),
  });
}
