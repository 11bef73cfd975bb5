/** A break on a packet's way, as the draft of a cause. */
import type { Deployment } from '../estate/deployment';
import { canonical } from '../estate/prefix';
import type { MatchingRoute } from '../estate/route-selection';
import type { Label } from '../estate/survey-labels';
import { nextHopWords } from '../estate/transit';
import { createPeering, forwardIp, setPeering, startMachine, syncPeering } from './az';
import type { Draft } from './cause';
import { rank } from './cause';
import { applianceKey, gatewayKey, machineKey, peeringKey, peeringSettingKey, routeServerKey, ruleKey } from './keys';
import { routeDraft } from './route-cause';
import { ruleWords } from './rule-words';
import type { Break, PeeringSide } from './walk';

export function breakDraft(deployment: Deployment, at: Break, label: Label): Draft {
  switch (at.kind) {
    case 'machine-off':
      return machineDraft(at.nic.vmId, at.powerState, label);
    case 'route':
    case 'no-instance':
      return routeDraft(deployment, at.nic, at.destination, label);
    case 'no-route-server':
      return { key: routeServerKey, rank: rank.routeServer, sentence: `${label(deployment.survey.hubId)} has no Route Server that routes, and ${rowWords(at.deciding)} of ${label(at.nic.nic.id)} leads to one` };
    case 'no-gateway':
      // Where no gateway is meant to be the transit, the route that leads to one is what is wrong.
      if (deployment.expectations.transit.kind !== 'gateway') return routeDraft(deployment, at.nic, at.destination, label);
      return {
        key: gatewayKey,
        rank: rank.routeServer,
        sentence: `${label(deployment.survey.hubId)} has no virtual network gateway of type Vpn, and ${rowWords(at.deciding)} of ${label(at.nic.nic.id)} leads to one`,
      };
    case 'appliance':
      return applianceDraft(at, label);
    case 'peering':
      return peeringDraft(deployment, at, label);
    case 'rule':
      return {
        key: ruleKey(at.rule.group.networkSecurityGroupId, at.rule.rule.name),
        rank: rank.rule,
        sentence: `${ruleWords(at.rule, label)} denies TCP 22 ${at.rule.rule.direction === 'Inbound' ? 'into' : 'out of'} ${label(at.nic.vmId)}`,
      };
  }
}

export const machineDraft = (vmId: string, powerState: string, label: Label): Draft => ({
  key: machineKey(vmId),
  rank: rank.machine,
  sentence: `virtual machine ${label(vmId)} is ${powerState}, so Azure computes no effective routes for it and nobody can log in`,
  mend: startMachine(vmId),
});

const rowWords = ({ route, prefix }: MatchingRoute): string => `${canonical(prefix)} → ${nextHopWords(route)} (${route.source}${route.name ? ` ${route.name}` : ''})`;

function applianceDraft({ holder, why, deciding }: Extract<Break, { kind: 'appliance' }>, label: Label): Draft {
  const key = applianceKey(holder.id);
  const next = `the next hop of ${rowWords(deciding)}`;
  if (why === 'ip-forwarding-off') {
    return { key, rank: rank.appliance, sentence: `enableIPForwarding is false on ${label(holder.id)}, ${next}`, mend: forwardIp(holder.id) };
  }
  const vmId = holder.virtualMachineId ?? holder.id;
  return { key, rank: rank.appliance, sentence: `virtual machine ${label(vmId)} does not run, and its ${label(holder.id)} is ${next}`, mend: startMachine(vmId) };
}

/** Nearer the root than what the other side makes of it, which is Initiated without this one. */
export const missingPeeringDraft = (side: PeeringSide, sentence: string, options: Readonly<Record<string, string>>): Draft => ({
  key: peeringKey(side),
  rank: rank.peering - 0.5,
  sentence,
  mend: createPeering(side.owner, side.remote, options),
});

function peeringDraft({ survey }: Deployment, { side, setting, peering }: Extract<Break, { kind: 'peering' }>, label: Label): Draft {
  const { owner, remote } = side;
  if (setting === 'exists' || !peering) {
    const gateway = owner === survey.hubId ? { 'allow-gateway-transit': '' } : { 'use-remote-gateways': '' };
    return missingPeeringDraft(side, `${label(owner)} has no peering to ${label(remote)}`, gateway);
  }
  if (setting === 'syncedRemotePrefixes') {
    const synced = peering.syncedRemotePrefixes.join(', ') || 'nothing';
    return { key: peeringKey(side), rank: rank.peering, sentence: `peering ${peering.name} of ${label(owner)} has last synced ${synced} of ${label(remote)}`, mend: syncPeering(peering.id) };
  }
  if (setting === 'peeringState') {
    return { key: peeringKey(side), rank: rank.peering, sentence: `peering ${peering.name} of ${label(owner)} to ${label(remote)} has peeringState ${peering.peeringState}` };
  }
  return {
    key: peeringSettingKey(side, setting),
    rank: rank.peering,
    sentence: `peering ${peering.name} of ${label(owner)} to ${label(remote)} has ${setting} false`,
    mend: setPeering(peering.id, setting),
  };
}
