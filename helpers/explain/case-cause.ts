/** The drafts of causes for one red case of a check: what its own resources and settings say. */
import { configuredWay } from '../estate/configured-way';
import type { Deployment } from '../estate/deployment';
import type { MachineNic } from '../estate/machines';
import { machinesIn, powerOf } from '../estate/machines';
import { readingIn } from '../estate/reading-in';
import { keyOf, sameId } from '../estate/resource-id';
import { peeringTo } from '../estate/spokes';
import type { Peering } from '../estate/survey';
import type { Label } from '../estate/survey-labels';
import { enableBranchToBranch, setPeering, syncPeering, updateSubnet } from './az';
import { breakDraft, machineDraft, missingPeeringDraft } from './break-cause';
import type { Draft, RedCase } from './cause';
import { rank } from './cause';
import { peerKey, peeringKey, peeringSettingKey, routeServerKey, ruleKey } from './keys';
import { passRules } from './pass-rules';
import { readingDrafts } from './reading-cause';
import { routeDraft, targetOf } from './route-cause';
import type { PeeringSide } from './walk';

type Finder = (deployment: Deployment, red: RedCase, label: Label) => Draft[];

/** The fact is the sentence wherever the check itself looks at the setting that is wrong. */
const factOf = ({ verdict }: RedCase): string => (verdict.verdict === 'fail' ? verdict.fact : verdict.verdict === 'cannot-tell' ? verdict.reason : '');

const own = (red: RedCase, atRank: number, mend?: string): Draft => ({ key: `case ${red.title}`, rank: atRank, sentence: factOf(red), ...(mend !== undefined && { mend }) });

const onRouteServer =
  (mend?: (deployment: Deployment) => string | undefined): Finder =>
  (deployment, red) => [own(red, rank.routeServer, mend?.(deployment))];

/** No subnet, no Route Server, none that routes, no addresses: whichever of these is reported, spokes have no transit because of it. */
const noTransit: Finder = (_deployment, red) => [{ key: routeServerKey, rank: rank.routeServer, sentence: factOf(red) }];

function sideOfCase({ survey }: Deployment, { subjects }: RedCase): { readonly side: PeeringSide; readonly peering?: Peering } | undefined {
  const spelled = [survey.hubId, ...survey.spokeIds];
  const [owner, remote] = subjects.map((key) => spelled.find((id) => keyOf(id) === key));
  if (owner === undefined || remote === undefined) return undefined;
  const network = readingIn(survey.virtualNetworks, owner);
  const peering = network.status === 'read' ? peeringTo(network.value, remote) : undefined;
  return { side: { owner, remote }, ...(peering && { peering }) };
}

/** One side alone is Initiated, so where the other side is missing that is the cause of both. */
const peeringState: Finder = (deployment, red, label) => {
  const found = sideOfCase(deployment, red);
  if (!found) return [own(red, rank.peering)];
  const { side, peering } = found;
  if (!peering) return [missingPeeringDraft(side, factOf(red), gatewayOption(deployment, side))];
  const other = { owner: side.remote, remote: side.owner };
  const otherNetwork = readingIn(deployment.survey.virtualNetworks, other.owner);
  if (otherNetwork.status === 'read' && !peeringTo(otherNetwork.value, other.remote)) return [breakDraft(deployment, { kind: 'peering', side: other, setting: 'exists' }, label)];
  const mend = mendOf(peering);
  return [{ key: peeringKey(side), rank: rank.peering, sentence: factOf(red), ...(mend !== undefined && { mend }) }];
};

const gatewayOption = ({ survey }: Deployment, { owner }: PeeringSide): Record<string, string> =>
  sameId(owner, survey.hubId) ? { 'allow-gateway-transit': '' } : { 'use-remote-gateways': '' };

/** A Disconnected peering must be made anew, which no single command does; one that is out of step is synchronised. */
function mendOf({ id, peeringState: state, peeringSyncLevel }: Peering): string | undefined {
  const isConnected = state.toLowerCase() === 'connected';
  return isConnected && peeringSyncLevel.toLowerCase() !== 'fullyinsync' ? syncPeering(id) : undefined;
}

const peeringSetting =
  (setting: 'allowGatewayTransit' | 'useRemoteGateways'): Finder =>
  (deployment, red) => {
    const found = sideOfCase(deployment, red);
    if (!found?.peering) return [own(red, rank.peering)];
    return [{ key: peeringSettingKey(found.side, setting), rank: rank.peering, sentence: factOf(red), mend: setPeering(found.peering.id, setting) }];
  };

const peeringTraffic: Finder = (deployment, red, label) => {
  const found = sideOfCase(deployment, red);
  if (!found) return [own(red, rank.peering)];
  const { owner: hub, remote: spoke } = found.side;
  const sides: PeeringSide[] = [{ owner: hub, remote: spoke }, { owner: spoke, remote: hub }];
  return sides.flatMap((side) => {
    const network = readingIn(deployment.survey.virtualNetworks, side.owner);
    const peering = network.status === 'read' ? peeringTo(network.value, side.remote) : undefined;
    if (!peering) return [];
    const settings = (['allowVirtualNetworkAccess', 'allowForwardedTraffic'] as const).filter((setting) => !peering[setting] && (setting === 'allowVirtualNetworkAccess' || side.owner === spoke));
    return settings.map((setting) => breakDraft(deployment, { kind: 'peering', side, setting, peering }, label));
  });
};

const peeringSpace: Finder = (deployment, red) => {
  const found = sideOfCase(deployment, red);
  if (!found?.peering) return [own(red, rank.peering)];
  return [{ key: peeringKey(found.side), rank: rank.peering, sentence: factOf(red), mend: syncPeering(found.peering.id) }];
};

/** All NICs of the spokes. */
function nicsIn({ survey }: Deployment): MachineNic[] {
  return survey.spokeIds.flatMap((spokeId) => {
    const machines = machinesIn(survey, spokeId);
    return machines.status === 'read' ? machines.value.nics : [];
  });
}

/** The machines that a NIC must reach and that its route table does not send to the transit. */
function misrouted(deployment: Deployment, nics: readonly MachineNic[]): { readonly nic: MachineNic; readonly to: MachineNic }[] {
  const target = targetOf(deployment) ?? { kind: 'addresses', addresses: [] };
  const all = nicsIn(deployment);
  return nics.flatMap((nic) =>
    all
      .filter((to) => !sameId(to.spokeId, nic.spokeId) && configuredWay(deployment.survey, nic.subnet, to.address, target).kind !== 'to-transit')
      .map((to) => ({ nic, to })),
  );
}

const subnetRoutes: Finder = (deployment, red, label) => {
  const nics = nicsIn(deployment).filter(({ subnet }) => red.subjects.includes(keyOf(subnet.id)));
  const drafts = misrouted(deployment, nics).map(({ nic, to }) => routeDraft(deployment, nic, to, label));
  return drafts.length > 0 ? drafts : [own(red, rank.routeTable)];
};

const tableRoutes: Finder = (deployment, red, label) => {
  const nics = nicsIn(deployment).filter(({ subnet }) => subnet.routeTableId !== undefined && red.subjects.includes(keyOf(subnet.routeTableId)));
  const drafts = misrouted(deployment, nics).map(({ nic, to }) => routeDraft(deployment, nic, to, label));
  return drafts.length > 0 ? drafts : [own(red, rank.routeTable)];
};

/** The two NICs that a case about a pair names, the one that sends first. */
function pairOf(deployment: Deployment, { subjects }: RedCase): { readonly from: MachineNic; readonly to: MachineNic } | undefined {
  const nics = nicsIn(deployment);
  const found = subjects.flatMap((key) => nics.find(({ nic }) => keyOf(nic.id) === key) ?? []);
  const [from, to] = [found[0], found.at(-1)];
  return from && to && from !== to ? { from, to } : undefined;
}

const pairRoutes: Finder = (deployment, red, label) => {
  const pair = pairOf(deployment, red);
  return pair ? [routeDraft(deployment, pair.from, pair.to, label)] : [own(red, rank.effectiveRoute)];
};

const pairRules: Finder = (deployment, red, label) => {
  const pair = pairOf(deployment, red);
  if (!pair) return [own(red, rank.rule)];
  const { survey } = deployment;
  const obstacles = [passRules(survey, pair.from, pair, 'Outbound'), passRules(survey, pair.to, pair, 'Inbound')];
  const drafts = obstacles.flatMap((obstacle): Draft[] => {
    if (obstacle && 'break' in obstacle) return [breakDraft(deployment, obstacle.break, label)];
    if (obstacle?.gap.kind !== 'undecided-rule') return [];
    const { group, rule } = obstacle.gap.decision;
    return [{ key: ruleKey(group.networkSecurityGroupId, rule?.name ?? 'none'), rank: rank.rule, sentence: factOf(red) }];
  });
  return drafts.length > 0 ? drafts : [own(red, rank.rule)];
};

/** Without a peering route to the hub one of the two sides does not work; where both do, the NIC has not caught up. */
const hubRoute: Finder = (deployment, red, label) => {
  const { survey } = deployment;
  const nic = nicsIn(deployment).find(({ nic: { id } }) => red.subjects.includes(keyOf(id)));
  if (!nic) return [own(red, rank.effectiveRoute)];
  const sides: PeeringSide[] = [{ owner: survey.hubId, remote: nic.spokeId }, { owner: nic.spokeId, remote: survey.hubId }];
  const drafts = sides.flatMap((side): Draft[] => {
    const network = readingIn(survey.virtualNetworks, side.owner);
    if (network.status === 'unread') return [];
    const peering = peeringTo(network.value, side.remote);
    if (!peering) return [breakDraft(deployment, { kind: 'peering', side, setting: 'exists' }, label)];
    if (peering.peeringState.toLowerCase() !== 'connected') return [breakDraft(deployment, { kind: 'peering', side, setting: 'peeringState', peering }, label)];
    if (!peering.allowVirtualNetworkAccess) return [breakDraft(deployment, { kind: 'peering', side, setting: 'allowVirtualNetworkAccess', peering }, label)];
    const isStale = side.owner === nic.spokeId && peering.peeringSyncLevel.toLowerCase() !== 'fullyinsync';
    return isStale ? [{ key: peeringKey(side), rank: rank.peering, sentence: factOf(red), mend: syncPeering(peering.id) }] : [];
  });
  return drafts.length > 0 ? drafts : [own(red, rank.effectiveRoute)];
};

/** Nothing in a subnet runs, or nothing is in the spoke at all: then there are no routes to read and nobody to log in. */
const machines: Finder = (deployment, red, label) => {
  const isMeant = (ids: readonly string[]): boolean => ids.some((id) => red.subjects.includes(keyOf(id)));
  const meant = nicsIn(deployment).filter(({ nic, subnet, spokeId }) => isMeant([nic.id, subnet.id, spokeId]));
  const idle = meant.flatMap(({ vmId, vm }) => (vm.status === 'read' && powerOf(vm) !== 'running' ? [{ vmId, powerState: vm.value.powerState }] : []));
  if (idle.length > 0) return idle.map(({ vmId, powerState }) => machineDraft(vmId, powerState, label));
  const spokes = deployment.survey.spokeIds.filter((id) => isMeant([id]));
  const key = spokes.length > 0 ? spokes.map(keyOf).join(' ') : red.subjects.join(' ');
  return [{ key: `machines ${key}`, rank: rank.machine, sentence: factOf(red) }];
};

/** By check; what is not listed is its own cause. */
const finders: Readonly<Record<string, Finder>> = {
  'RS-01': noTransit,
  'RS-03': onRouteServer(({ survey }) => updateSubnet(`${survey.hubId}/subnets/RouteServerSubnet`, { remove: 'routeTable networkSecurityGroup' })),
  'RS-04': noTransit,
  'RS-05': noTransit,
  'RS-06': onRouteServer(({ survey: { routeServer } }) => (routeServer.status === 'read' && routeServer.value ? enableBranchToBranch(routeServer.value.id) : undefined)),
  'RS-07': (_deployment, red) => [{ key: peerKey(red.subjects[0] ?? red.title), rank: rank.routeServer, sentence: factOf(red) }],
  'PE-01': peeringState,
  'PE-02': peeringSetting('allowGatewayTransit'),
  'PE-03': peeringState,
  'PE-04': peeringSetting('useRemoteGateways'),
  'PE-05': peeringTraffic,
  'PE-06': peeringSpace,
  'RT-01': subnetRoutes,
  'RT-02': subnetRoutes,
  'RT-03': tableRoutes,
  'ER-01': machines,
  'ER-02': pairRoutes,
  'ER-03': hubRoute,
  'SG-01': pairRules,
  'SSH-01': machines,
};

/** At least one draft for each red case. */
export function caseDrafts(deployment: Deployment, red: RedCase, label: Label): Draft[] {
  const unread = red.verdict.verdict === 'cannot-tell' ? readingDrafts(deployment, red.verdict.reason) : [];
  if (unread.length > 0) return unread;
  const find = finders[red.checkId];
  const drafts = find ? find(deployment, red, label) : [own(red, rank.other)];
  return drafts.length > 0 ? drafts : [own(red, rank.other)];
}
