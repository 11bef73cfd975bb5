/**
 * ER-03: both sides of a peering being Connected is what Azure reports; the peering route on the NIC is what comes of it. Its type is VNetPeering
 * within a region and VNetGlobalPeering across. A user route of the same prefix makes it Invalid, which is in order.
 */
import type { Estate, PeeringSide } from '../../estate/estate';
import type { MachineNic, Machines } from '../../estate/machines';
import { observationOf } from '../../estate/nic-observation';
import { leadsDirectly } from '../../estate/route-selection';
import { overlaps, parsePrefix, samePrefix } from '../../estate/prefix';
import type { EffectiveRoute, VirtualNetwork } from '../../estate/survey';
import type { Finding } from '../../findings/finding';
import { title } from '../../findings/title';
import { missingPeering, notConnected, switchOff } from '../../path/cross-peering';
import type { Judged, Judgement } from '../check';
import { defineCheck } from '../define-check';
import { fail, notRead, pass, skip } from '../judgement';
import { networkRef, nicRef, routesRef } from '../reading-refs';
import { isState } from '../settling';

export const er03 = defineCheck('ER-03', "a peering route to the hub is among the NIC's effective routes", (estate) =>
  estate.survey.spokeIds.flatMap((spokeId): Judged[] => {
    const machines = estate.machinesIn(spokeId);
    if (machines.status === 'read') return judgeSpoke(machines.value, estate);
    const judgement = notRead({ of: 'network', id: spokeId }, machines.problem, networkRef(spokeId));
    return [{ title: title`the machines of ${{ id: spokeId }} have a peering route to ${{ id: estate.survey.hubId }}`, about: [spokeId], basis: [networkRef(spokeId)], ...judgement }];
  }),
);

function judgeSpoke({ nics, unread }: Machines, estate: Estate): Judged[] {
  const { hubId } = estate.survey;
  const titleFor = (id: string): Judged['title'] => title`${{ id }} has a peering route to ${{ id: hubId }}`;
  return [
    ...nics.map((machine) => ({
      title: titleFor(machine.nic.id),
      about: [machine.nic.id, machine.spokeId, hubId],
      basis: [routesRef(machine.nic.id), networkRef(hubId)],
      ...judgeNic(machine, estate),
    })),
    ...unread.map(({ nicId, problem }) => ({ title: titleFor(nicId), about: [nicId], basis: [nicRef(nicId)], ...notRead({ of: 'nic', id: nicId }, problem, nicRef(nicId)) })),
  ];
}

function judgeNic(machine: MachineNic, estate: Estate): Judgement {
  const { hub, survey } = estate;
  const observation = observationOf(survey.effectiveRoutes, machine);
  switch (observation.kind) {
    case 'not-running': {
      const { vmId, powerState } = observation;
      return skip({ kind: 'nic-idle', vmId, ...(powerState !== undefined && { powerState }) });
    }
    case 'unread':
      return notRead({ of: 'effective-routes', id: machine.nic.id }, observation.problem, routesRef(machine.nic.id));
    case 'read':
      if (hub.reading.status === 'unread') return notRead({ of: 'network', id: hub.id }, hub.reading.problem, networkRef(hub.id));
      return judgeRoutes(machine, observation.value, hub.reading.value, estate);
  }
}

function judgeRoutes(machine: MachineNic, routes: readonly EffectiveRoute[], hub: VirtualNetwork, estate: Estate): Judgement {
  const toHub = routes.flatMap((route) => route.addressPrefixes.filter((prefix) => isPeering(route) && touches(prefix, hub)).map((prefix) => ({ route, prefix })));
  if (toHub.some(({ route, prefix }) => isState(route.state, 'Active') || isOverridden(prefix, routes))) return pass();
  const near = routes.filter((route) => isPeering(route) || route.addressPrefixes.some((prefix) => touches(prefix, hub)));
  const [inactive] = toHub;
  const { hubId } = estate.survey;
  const because = brokenSides(machine, estate);
  const found = { kind: 'hub-route-missing', nicId: machine.nic.id, hubId, addressSpace: hub.addressPrefixes, near, ...(inactive && { inactiveState: inactive.route.state }) } as const;
  return fail({ ...found, ...(because.length > 0 && { because }) }, mayStillCome(machine, estate) ? [routesRef(machine.nic.id)] : []);
}

/** A connected group of Azure Virtual Network Manager leads to the hub as a peering does. */
const isPeering = leadsDirectly;

function touches(text: string, { addressPrefixes }: VirtualNetwork): boolean {
  const prefix = parsePrefix(text);
  return prefix !== undefined && prefix.length > 0 && addressPrefixes.some((space) => {
    const other = parsePrefix(space);
    return other !== undefined && overlaps(prefix, other);
  });
}

const isOverridden = (prefix: string, routes: readonly EffectiveRoute[]): boolean =>
  routes.some((route) => isState(route.source, 'User') && isState(route.state, 'Active') && route.addressPrefixes.some((other) => samePrefix(other, prefix)));

const sidesOf = ({ spokeId }: MachineNic, { survey: { hubId } }: Estate): PeeringSide[] => [{ owner: hubId, remote: spokeId }, { owner: spokeId, remote: hubId }];

/** A peering that is missing or Disconnected on either side gives no route, however long one waits. */
function mayStillCome(machine: MachineNic, estate: Estate): boolean {
  return !sidesOf(machine, estate).some((side) => {
    const peering = estate.peering(side);
    return peering ? isState(peering.peeringState, 'Disconnected') : estate.network(side.owner).status === 'read';
  });
}

/** Without a peering route to the hub one of the two sides does not work; where both do, the NIC has not caught up. */
function brokenSides(machine: MachineNic, estate: Estate): Finding[] {
  return sidesOf(machine, estate).flatMap((side): Finding[] => {
    if (estate.network(side.owner).status === 'unread') return [];
    const peering = estate.peering(side);
    if (!peering) return [missingPeering(estate, side)];
    const isStale = side.owner === machine.spokeId && !isState(peering.peeringSyncLevel, 'FullyInSync');
    if (!isState(peering.peeringState, 'Connected') || isStale) return [notConnected(estate, side, peering)];
    return peering.allowVirtualNetworkAccess ? [] : [switchOff(estate, side, 'allowVirtualNetworkAccess', peering)];
  });
}
