/**
 * ER-02: where each NIC really sends what is for another spoke. That a route matches means nothing: without the user route the other
 * spoke still has one, 10.0.0.0/8 → None, which drops the packets. So the row that decides is judged.
 */
import type { Estate } from '../../estate/estate';
import { spokePeeringOf } from '../../estate/design-rules';
import type { Expectations } from '../../estate/expectations';
import { flowsIn, isEitherWay } from '../../estate/flows';
import type { MachineNic } from '../../estate/machines';
import { observationOf } from '../../estate/nic-observation';
import type { MatchingRoute } from '../../estate/route-selection';
import { decidingRoutes, isKnownType, leadsDirectly, matchingRoutes } from '../../estate/route-selection';
import type { EffectiveRoute } from '../../estate/survey';
import type { TransitTarget } from '../../estate/transit';
import { leadsToTransit } from '../../estate/transit';
import type { Finding } from '../../findings/finding';
import type { RouteReason } from '../../findings/route-findings';
import { title } from '../../findings/title';
import { directWay } from '../../path/direct-way';
import { followExpected } from '../../path/follow-packet';
import { reasonIn } from '../../path/misrouted';
import { transitMisfit } from '../../path/transit-fit';
import type { Judgement } from '../check';
import { defineCheck } from '../define-check';
import { judgePairs } from '../judge-pairs';
import { cannotTell, fail, judgeFound, notRead, pass, skip } from '../judgement';
import { mayStillChange } from '../may-still-change';
import { transitOf } from '../prerequisites';
import { routeServerRef, routesRef } from '../reading-refs';

const sentence = "of the NIC's active effective routes, the one that decides for each other spoke's VM leads to the transit";

export const er02 = defineCheck('ER-02', sentence, (estate, expectations) => {
  const { transit } = expectations;
  const target = transitOf(estate, expectations);
  const ofTransit = transit.kind === 'route-server' ? [routeServerRef(estate.survey)] : [];
  return judgePairs(estate, {
    isDue: isEitherWay(flowsIn(expectations), estate.survey.spokeIds),
    title: (from, to) => title`${from} sends ${to} through ${{ transit }}`,
    titleOfAll: (nic) => title`${nic} sends each machine of the other spokes through ${{ transit }}`,
    basis: (from) => [routesRef(from.nic.id), ...ofTransit],
    judge: (from, to) => judgeFound(target, (found) => judgePair(estate, expectations, from, to, found)),
  });
});

function judgePair(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, target: TransitTarget): Judgement {
  const observation = observationOf(estate.survey.effectiveRoutes, from);
  switch (observation.kind) {
    case 'unread':
      return notRead({ of: 'effective-routes', id: from.nic.id }, observation.problem, routesRef(from.nic.id));
    case 'not-running': {
      const { vmId, powerState } = observation;
      return skip({ kind: 'nic-idle', vmId, ...(powerState !== undefined && { powerState }) });
    }
    case 'read':
      return judgeRoutes(estate, expectations, from, to, observation.value, target);
  }
}

function judgeRoutes(estate: Estate, expectations: Expectations, from: MachineNic, to: MachineNic, routes: readonly EffectiveRoute[], target: TransitTarget): Judgement {
  const deciding = decidingRoutes(routes, to.address);
  const unknown = deciding.find(({ route }) => !isKnownType(route));
  if (unknown) return cannotTell({ kind: 'next-hop-type-unknown', nicId: from.nic.id, to: to.ref, deciding: unknown });
  if (deciding.length > 0 && deciding.every(({ route }) => leadsToTransit(route, target))) return pass();
  const direct = deciding.length > 0 && deciding.every(({ route }) => leadsDirectly(route)) ? directWay(estate, from, to, deciding) : undefined;
  if (direct && spokePeeringOf(expectations, from.spokeId, to.spokeId) !== 'forbidden') return pass();
  const because = direct ?? noGateway(estate, target, from, deciding) ?? transitMisfit(estate, expectations) ?? reasonIn(estate, expectations, from, to, (a, b) => followExpected(estate, expectations, a, b).kind === 'breaks');
  const reason = reasonOf(because);
  const { transit } = expectations;
  const finding = { kind: 'not-to-transit', from: from.ref, to: to.ref, transit, target, deciding, matching: matchingRoutes(routes, to.address), ...(reason && { reason }) } as const;
  return fail({ ...finding, because: [because] }, because.kind === 'not-read' ? [routesRef(from.nic.id)] : mayStillChange(because));
}

/** Routes that lead to a gateway that is not there are configured well, and lead nowhere. */
function noGateway({ survey: { hubId } }: Estate, target: TransitTarget, from: MachineNic, deciding: readonly MatchingRoute[]): Finding | undefined {
  const [row] = deciding;
  const isGateways = row !== undefined && deciding.every(({ route }) => leadsToTransit(route, { kind: 'gateway', notThese: target.kind === 'gateway' ? target.notThese : [], exists: true }));
  return target.kind === 'gateway' && !target.exists && isGateways ? { kind: 'next-hop-is-no-gateway', hubId, nicId: from.nic.id, deciding: row } : undefined;
}

function reasonOf(finding: Finding): RouteReason | undefined {
  switch (finding.kind) {
    case 'subnet-without-table':
    case 'route-missing':
    case 'bgp-kept-out':
    case 'learned-route-wins':
    case 'route-elsewhere':
    case 'route-not-effective':
      return finding;
    default:
      return undefined;
  }
}
